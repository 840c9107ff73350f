import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeTurn } from '#shared/domain/fair-turn.ts';
import type { PoolMember, TurnCredits } from '#shared/domain/team.ts';
import { turnOrder } from '#shared/domain/turn-order.ts';

const EVERYBODY: readonly PoolMember[] = [
  { rep: 'anna', weight: 2 },
  { rep: 'boris', weight: 1 },
  { rep: 'clara', weight: 1 },
];

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** A pool some leads into its life, with some of its reps present. */
const aPool = fc
  .record({
    weights: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: IDS.length }),
    presences: fc.array(fc.subarray([...IDS]), { minLength: 1, maxLength: 30 }),
  })
  .map(({ weights, presences }) => {
    const members = weights.map((weight, place) => ({ rep: IDS[place] ?? 'a', weight }));
    const last = new Set<string>(presences.at(-1));
    const credits = presences.reduce<TurnCredits>(
      (held, present) => after(held, takeTurn(members, new Set<string>(present), held)?.add ?? {}),
      {},
    );
    return { members, present: last, credits };
  });

describe('the order of a turn', () => {
  it('begins with whoever is chosen next, in every state of every pool', () => {
    fc.assert(
      fc.property(aPool, ({ members, present, credits }) => {
        const [first] = turnOrder(members, present, credits);
        const next = takeTurn(members, present, credits);

        expect(first?.present === true ? first.rep : undefined).toBe(next?.rep);
      }),
    );
  });

  it('tells of each after how many leads they have their next, as it then comes true', () => {
    fc.assert(
      fc.property(aPool, ({ members, present, credits }) => {
        const places = turnOrder(members, present, credits);
        const leads = Math.max(0, ...places.map(({ turnIn }) => turnIn ?? 0));
        const given: string[] = [];
        for (let held = credits; given.length < leads;) {
          const turn = takeTurn(members, present, held);
          if (turn === undefined) break;
          given.push(turn.rep);
          held = after(held, turn.add);
        }

        for (const { rep, turnIn } of places) expect(given.indexOf(rep) + 1).toBe(turnIn ?? 0);
      }),
    );
  });

  it('names every member once, those who are there before those who are not', () => {
    fc.assert(
      fc.property(aPool, ({ members, present, credits }) => {
        const places = turnOrder(members, present, credits);

        expect(places.map(({ rep }) => rep).sort()).toEqual(members.map(({ rep }) => rep).sort());
        const presences = places.map((place) => place.present);
        expect(presences).toEqual([...presences].sort((one, other) => Number(other) - Number(one)));
      }),
    );
  });

  it('counts in the lead that is to be given: the first of a new pool is behind by their share of it', () => {
    const places = turnOrder(EVERYBODY, new Set(['anna', 'boris', 'clara']), {});

    expect(places.map(({ rep, creditMicroleads, turnIn }) => [rep, creditMicroleads, turnIn])).toEqual([
      ['anna', 500_000, 1],
      ['boris', 250_000, 2],
      ['clara', 250_000, 3],
    ]);
  });

  it('leaves the count of who is away as it stands, and promises them no turn', () => {
    const places = turnOrder(EVERYBODY, new Set(['boris']), { anna: 700_000, clara: -700_000 });

    expect(places).toEqual([
      {
        rep: 'boris',
        weight: 1,
        present: true,
        creditMicroleads: 1_000_000,
        shareMicroleads: 1_000_000,
        turnIn: 1,
      },
      { rep: 'anna', weight: 2, present: false, creditMicroleads: 700_000, shareMicroleads: 0 },
      { rep: 'clara', weight: 1, present: false, creditMicroleads: -700_000, shareMicroleads: 0 },
    ]);
  });

  it('looks ahead only so far: whose turn is very far off comes last of those present', () => {
    const members = [
      { rep: 'rare', weight: 1 },
      { rep: 'often', weight: 500 },
    ];

    expect(
      turnOrder(members, new Set(['rare', 'often']), {}).map(({ rep, turnIn }) => [rep, turnIn]),
    ).toEqual([
      ['often', 1],
      ['rare', undefined],
    ]);
  });
});

function after(credits: TurnCredits, add: TurnCredits): TurnCredits {
  const sum = new Map(Object.entries(credits));
  for (const [rep, change] of Object.entries(add)) sum.set(rep, (sum.get(rep) ?? 0) + change);
  return Object.fromEntries(sum);
}
