import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseRep } from '#shared/domain/choose-rep.ts';
import { nextOf, poolOrder } from '#shared/domain/pool-order.ts';
import type { Pool, Rep, RepState, Strategy, Team, TurnCredits } from '#shared/domain/team.ts';

const NOW = new Date('2026-11-24T09:00:00.000Z');
const IDS = ['a', 'b', 'c', 'd', 'e'] as const;
const ALL_DAY = [{ fromMinute: 0, toMinute: 1440 }];

const aMoment = fc.record({
  strategy: fc.constantFrom<Strategy>('weighted', 'least-loaded', 'first-to-accept'),
  askAtOnce: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  members: fc.uniqueArray(
    fc.record({ rep: fc.constantFrom(...IDS), weight: fc.integer({ min: 1, max: 9 }) }),
    {
      selector: ({ rep }) => rep,
      minLength: 1,
    },
  ),
  capacities: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 5, maxLength: 5 }),
  opens: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
  off: fc.subarray([...IDS]),
  credits: fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 4, maxLength: 4 }),
});

describe('the order of a pool', () => {
  it('agrees with the choice, whatever the strategy: the next are before whom the next lead is put', () => {
    fc.assert(
      fc.property(aMoment, (moment) => {
        const { team, pool, states, credits } = toTeam(moment);
        const isPresent = (rep: string): boolean => {
          const state = states[rep];
          const capacity = team.reps.find(({ id }) => id === rep)?.capacity ?? 0;
          return state?.onDuty !== false && (state?.open ?? 0) < capacity;
        };
        const order = poolOrder(pool, { reps: team.reps, states, credits, isPresent });

        const choice = chooseRep({
          lead: { source: 'site', requisites: {}, formerOffers: [] },
          facts: {},
          team,
          state: { reps: states, turns: { [pool.id]: credits } },
          excluded: new Set(),
          now: NOW,
        });

        const chosen =
          choice.outcome === 'chosen'
            ? [choice.rep]
            : choice.outcome === 'offered-to-several'
              ? choice.reps
              : [];
        expect(nextOf(pool, order)).toEqual(chosen);
        expect(order.map(({ rep }) => rep).sort()).toEqual(pool.members.map(({ rep }) => rep).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('has those who are not there last', () => {
    const { team, pool, states, credits } = toTeam({
      strategy: 'least-loaded',
      askAtOnce: undefined,
      members: [
        { rep: 'a', weight: 1 },
        { rep: 'b', weight: 1 },
        { rep: 'c', weight: 1 },
      ],
      capacities: [4, 4, 4, 4, 4],
      opens: [0, 3, 2, 0, 0],
      off: ['a'],
      credits: [0, 0, 0, 0],
    });
    const isPresent = (rep: string): boolean => rep !== 'a';

    const order = poolOrder(pool, { reps: team.reps, states, credits, isPresent });

    expect(order.map(({ rep, load }) => `${rep} ${load.open}`)).toEqual(['c 2', 'b 3', 'a 0']);
  });
});

type Moment = typeof aMoment extends fc.Arbitrary<infer M> ? M : never;

function toTeam({ strategy, askAtOnce, members, capacities, opens, off, credits }: Moment) {
  const reps = IDS.map((id, place): Rep => ({
    id,
    name: id,
    hours: {
      timeZone: 'UTC',
      week: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY },
      daysOff: [],
    },
    capacity: capacities[place] ?? 1,
    active: true,
    accounts: {},
  }));
  const pool: Pool = {
    id: 'everybody',
    strategy,
    members,
    ...(askAtOnce === undefined ? {} : { askAtOnce }),
  };
  const team: Team = {
    version: 1,
    reps,
    pools: [pool],
    supervisor: 'a',
    acceptMinutes: { A: 5, B: 15, C: 60 },
  };
  const states = Object.fromEntries(
    IDS.map((id, place): [string, RepState] => [
      id,
      { open: opens[place] ?? 0, ...(off.includes(id) ? { onDuty: false } : {}) },
    ]),
  );
  const sum = credits.reduce((whole, one) => whole + one, 0);
  const turns: TurnCredits = Object.fromEntries(
    [...credits, -sum].map((credit, place) => [IDS[place] ?? 'a', credit]),
  );
  return { team, pool, states, credits: turns };
}
