import * as fc from 'fast-check';
import type { RepQuestion } from '#shared/domain/choose-rep.ts';
import type { OutsideHours, Pool, Rep, RepState, Team } from '#shared/domain/team.ts';
import { FROM_MOSCOW, NOW, aRep, formerOffer, whereFact } from './a-choice.ts';
import { aLead } from './a-lead.ts';

const IDS = ['anna', 'boris', 'vera', 'galina', 'denis', 'elena'] as const;
const INN = '7707083893';
const anyId = fc.constantFrom(...IDS, 'ghost');

const someRep = fc.record({
  timeZone: fc.constantFrom('Europe/Moscow', 'Asia/Vladivostok', 'America/New_York'),
  active: fc.boolean(),
  capacity: fc.integer({ min: 1, max: 6 }),
  skills: fc.constantFrom([], ['english']),
});

const someState = fc.record(
  { open: fc.integer({ min: 0, max: 6 }), onDuty: fc.boolean() },
  { requiredKeys: ['open'] },
) satisfies fc.Arbitrary<RepState>;

const outsideHours: fc.Arbitrary<OutsideHours> = fc.oneof(
  fc.constant({ then: 'next-pool' } as const),
  fc.constant({ then: 'hold' } as const),
  anyId.map((rep) => ({ then: 'duty', rep }) as const),
);

const somePool = fc.record({
  strategy: fc.constantFrom('weighted', 'least-loaded', 'first-to-accept', 'pull'),
  outsideHours,
  askAtOnce: fc.integer({ min: 1, max: 4 }),
  takeWithinMinutes: fc.integer({ min: 1, max: 60 }),
  members: fc
    .uniqueArray(anyId, { minLength: 1, maxLength: 7 })
    .chain((reps) =>
      fc
        .array(fc.integer({ min: 1, max: 9 }), { minLength: reps.length, maxLength: reps.length })
        .map((weights) => reps.map((rep, place) => ({ rep, weight: weights[place] ?? 1 }))),
    ),
}) satisfies fc.Arbitrary<Omit<Pool, 'id'>>;

const someTeam: fc.Arbitrary<Team> = fc
  .record({
    reps: fc.tuple(...IDS.map((id) => someRep.map((rep): Rep => aRep(id, rep)))),
    moscow: somePool,
    everybody: somePool,
    stickyDays: fc.constantFrom(0, 30),
    keyAccounts: fc.array(anyId, { maxLength: 1 }).map((ids) => ids.map((rep) => ({ inn: INN, rep }))),
  })
  .map(({ reps, moscow, everybody, stickyDays, keyAccounts }) => ({
    version: 1,
    reps,
    pools: [
      { ...moscow, id: 'moscow', when: FROM_MOSCOW },
      { ...everybody, id: 'everybody' },
    ],
    supervisor: 'head',
    acceptMinutes: { A: 10, B: 30, C: 60 },
    stickyDays,
    keyAccounts,
    skillNeeds: [{ skill: 'english', when: whereFact('lead.language', 'en') }],
  }));

const credit = fc.integer({ min: -900_000, max: 900_000 });
const someTurns = fc.dictionary(anyId, credit);

const someLead = fc
  .record({
    isKnown: fc.boolean(),
    earlier: fc.option(fc.record({ rep: anyId, daysAgo: fc.integer({ min: 0, max: 60 }) })),
    asked: fc.uniqueArray(anyId, { maxLength: 3 }),
    sharedPool: fc.option(fc.constantFrom('moscow', 'everybody')),
  })
  .map(({ isKnown, earlier, asked, sharedPool }) =>
    aLead({
      requisites: isKnown ? { inn: INN } : {},
      formerOffers: asked.map(formerOffer),
      ...(earlier === null
        ? {}
        : {
            earlierOwner: {
              rep: earlier.rep,
              leadId: 'lead-00000009',
              at: new Date(NOW.getTime() - earlier.daysAgo * 86_400_000).toISOString(),
            },
          }),
      ...(sharedPool === null ? {} : { sharedPool }),
    }),
  );

/** Every rule and every strategy there is, on any hour of two weeks. */
export const someQuestion: fc.Arbitrary<RepQuestion> = fc
  .record({
    team: someTeam,
    lead: someLead,
    facts: fc.record({
      'counterparty.region': fc.constantFrom('RU-MOW', 'RU-SPE'),
      'lead.language': fc.constantFrom('ru', 'en'),
    }),
    states: fc.dictionary(anyId, someState),
    moscow: someTurns,
    everybody: someTurns,
    excluded: fc.uniqueArray(anyId, { maxLength: 1 }),
    hour: fc.integer({ min: 0, max: 24 * 14 }),
  })
  .map(({ team, lead, facts, states, moscow, everybody, excluded, hour }) => ({
    team,
    lead,
    facts,
    state: { reps: states, turns: { moscow, everybody } },
    excluded: new Set(excluded),
    now: new Date(NOW.getTime() + hour * 3_600_000),
  }));
