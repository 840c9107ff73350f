import * as z from 'zod';
import { parseInn } from '#shared/domain/inn.ts';
import type { Rep, Team } from '#shared/domain/team.ts';
import { ForeignId, Id, condition, text } from './fields.ts';
import { exactly, refuse } from './schema-faults.ts';
import { checkTeam, membersOf } from './team-checks.ts';
import { PoolField, ROUTED_FACTS, Role } from './team-pool-field.ts';
import { Calendar, Days, ExtraDays, Spans, TimeZone, Week } from './working-hours-fields.ts';

const Capacity = z.int().min(1).max(100_000);

const RepField = exactly({
  id: Id,
  name: text(100),
  role: Role.optional(),
  skills: z.array(Id).max(50).optional(),
  timeZone: TimeZone,
  hours: Week,
  daysOff: Days,
  away: Spans,
  extraDays: ExtraDays,
  calendar: Calendar,
  capacity: Capacity,
  capacityPerDay: Capacity.optional(),
  capacityPerSource: z.record(Id, Capacity).optional(),
  active: z.boolean().default(true),
  accounts: z.record(Id, ForeignId).default({}),
});

/** A minute is the least a person can answer in; after a day a lead is cold. */
const AcceptMinutes = z.int().min(2).max(1440);

const Clock = z.enum(['working', 'wall']);

/** At most a working month. */
const ResponseMinutes = z.int().min(1).max(20_000);

const ResponseField = exactly({
  minutes: exactly({ A: ResponseMinutes, B: ResponseMinutes, C: ResponseMinutes }),
  clock: Clock.default('working'),
  remindAfter: z.int().min(0).max(20_000),
  tellSupervisorAfter: ResponseMinutes,
  escalateAfter: ResponseMinutes,
}).superRefine(({ remindAfter, tellSupervisorAfter, escalateAfter }, context) => {
  if (tellSupervisorAfter < remindAfter) refuse(context, ['tellSupervisorAfter'], NOT_ASCENDING);
  if (escalateAfter < tellSupervisorAfter) refuse(context, ['escalateAfter'], NOT_ASCENDING);
});

const InnField = z.union([z.string(), z.int()]).transform((written, context) => {
  const inn = parseInn(String(written));
  if (inn !== undefined) return inn;
  refuse(context, [], {
    code: 'inn',
    message: {
      ru: 'Это не ИНН: контрольные цифры не сходятся.',
      en: 'This is no INN: its check digits differ.',
    },
  });
  return z.NEVER;
});

const Written = exactly({
  supervisor: Id,
  acceptMinutes: exactly({ A: AcceptMinutes, B: AcceptMinutes, C: AcceptMinutes }),
  acceptClock: Clock.optional(),
  stickyDays: z.int().min(0).max(3650).optional(),
  response: ResponseField.optional(),
  /** Days off for everybody. */
  holidays: Days,
  /** The production calendar for everybody who has none of their own. */
  calendar: Calendar,
  keyAccounts: z
    .array(exactly({ inn: InnField, rep: Id }))
    .max(10_000)
    .optional(),
  skillNeeds: z
    .array(exactly({ skill: Id, when: condition(ROUTED_FACTS) }))
    .max(100)
    .optional(),
  reps: z.array(RepField).min(1).max(1000),
  pools: z.array(PoolField).min(1).max(100),
});

type WrittenTeam = z.output<typeof Written>;
type WrittenRep = WrittenTeam['reps'][number];

/** Who answers leads, when, and which. */
export const TeamDocument = Written.superRefine(checkTeam).transform(toTeam);

function toTeam({ holidays, calendar, reps, pools, ...team }: WrittenTeam): Omit<Team, 'version'> {
  return {
    ...team,
    reps: reps.map((rep) => toRep(rep, holidays, calendar)),
    pools: pools.map(({ role, members, ...pool }) => ({
      ...pool,
      members: membersOf({ role, members, ...pool }, reps),
    })),
  };
}

function toRep(
  { timeZone, hours, daysOff, away, extraDays, calendar: own, ...rep }: WrittenRep,
  holidays: readonly string[],
  calendar: 'RU' | 'none' | undefined,
): Rep {
  return {
    ...rep,
    hours: {
      timeZone,
      week: hours,
      daysOff: [...new Set([...holidays, ...daysOff])].toSorted(),
      ...(away === undefined ? {} : { away }),
      ...(extraDays === undefined ? {} : { extraDays }),
      ...((own ?? calendar) === 'RU' ? { calendar: 'RU' } : {}),
    },
  };
}

const NOT_ASCENDING = {
  code: 'not-ascending',
  message: {
    ru: 'По порядку: напомнить, сказать руководителю, передать. Каждый шаг не раньше прежнего.',
    en: 'In order: remind, tell the supervisor, take over. No step comes before the one above.',
  },
};
