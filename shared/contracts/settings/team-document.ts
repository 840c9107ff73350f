import * as z from 'zod';
import { FACTS, SCORE_FACTS } from '#shared/domain/facts.ts';
import { ForeignId, Id, condition, refuseRepeated, text } from './fields.ts';
import { findNearest } from './nearest.ts';
import { exactly, otherwise, refuse } from './schema-faults.ts';
import { readWeek } from './working-week.ts';

/** Pools may also ask how the lead was scored. */
const POOL_FACTS = { ...FACTS, ...SCORE_FACTS };

const Week = z.record(text(20), text(200)).transform((written, context) => {
  const { week, faults } = readWeek(written);
  faults.forEach(({ key, ...fault }) => refuse(context, [key], fault));
  if (faults.length === 0 && Object.keys(week).length === 0)
    refuse(context, [], {
      code: 'no-hours',
      message: {
        ru: 'Рабочих часов нет; кто не принимает лиды, у того active: false.',
        en: 'There are no working hours; a rep who takes no leads has active: false.',
      },
    });
  return week;
});

const TimeZone = z
  .string()
  .refine(
    isTimeZone,
    otherwise(
      'time-zone',
      'Такого часового пояса нет. Пример: Europe/Moscow.',
      'There is no such time zone. An example: Europe/Moscow.',
    ),
  );

const LocalDate = z
  .string()
  .refine(
    isDate,
    otherwise('date', 'Нужна дата, какая бывает: 2027-01-01.', 'It must be a date that exists: 2027-01-01.'),
  );

const Days = z.array(LocalDate).max(400).default([]);

const RepField = exactly({
  id: Id,
  name: text(100),
  timeZone: TimeZone,
  hours: Week,
  daysOff: Days,
  capacity: z.int().min(1).max(100_000),
  active: z.boolean().default(true),
  accounts: z.record(Id, ForeignId).default({}),
});

const PoolField = exactly({
  id: Id,
  strategy: z.literal('weighted').default('weighted'),
  when: condition(POOL_FACTS).optional(),
  members: z
    .array(exactly({ rep: Id, weight: z.int().min(1).max(1000).default(1) }))
    .min(1)
    .max(500),
});

/** A minute is the least a person can answer in; after a day a lead is cold. */
const AcceptMinutes = z.int().min(2).max(1440);

const Written = exactly({
  supervisor: Id,
  acceptMinutes: exactly({ A: AcceptMinutes, B: AcceptMinutes, C: AcceptMinutes }),
  /** Days off for everybody. */
  holidays: Days,
  reps: z.array(RepField).min(1).max(1000),
  pools: z.array(PoolField).min(1).max(100),
});

type WrittenTeam = z.output<typeof Written>;

/** Who answers leads, when, and which. */
export const TeamDocument = Written.superRefine((team, context) => {
  refuseRepeated(context, ['reps'], team.reps, 'id');
  refuseRepeated(context, ['pools'], team.pools, 'id');
  team.pools.forEach(({ members }, index) =>
    refuseRepeated(context, ['pools', index, 'members'], members, 'rep'),
  );
  checkMembers(team, context);
  checkCatchAll(team, context);
  checkSupervisor(team, context);
}).transform(({ holidays, reps, ...team }) => ({
  ...team,
  reps: reps.map(({ timeZone, hours, daysOff, ...rep }) => ({
    ...rep,
    hours: { timeZone, week: hours, daysOff: [...new Set([...holidays, ...daysOff])].toSorted() },
  })),
}));

function checkMembers({ reps, pools }: WrittenTeam, context: z.RefinementCtx): void {
  pools.forEach(({ members }, pool) =>
    members.forEach(({ rep }, member) =>
      checkRep(rep, ['pools', pool, 'members', member, 'rep'], reps, context),
    ),
  );
}

/** The last pool takes what no other takes. Without it a lead could belong to nobody. */
function checkCatchAll({ reps, pools }: WrittenTeam, context: z.RefinementCtx): void {
  const last = pools.length - 1;
  pools.forEach(({ when }, index) => {
    if (index === last && when !== undefined) refuse(context, ['pools', index, 'when'], NO_CATCH_ALL);
    if (index < last && when === undefined) refuse(context, ['pools', index, 'id'], EARLY_CATCH_ALL);
  });
  const members = pools[last]?.members ?? [];
  const active = reps.filter((rep) => rep.active).map(({ id }) => id);
  if (!members.some(({ rep }) => active.includes(rep)))
    refuse(context, ['pools', last, 'members'], NOBODY_ACTIVE);
}

function checkSupervisor({ supervisor, reps }: WrittenTeam, context: z.RefinementCtx): void {
  checkRep(supervisor, ['supervisor'], reps, context);
  if (reps.some(({ id, active }) => id === supervisor && !active))
    refuse(context, ['supervisor'], SUPERVISOR_AWAY);
}

function checkRep(
  id: string,
  path: readonly (string | number)[],
  reps: WrittenTeam['reps'],
  context: z.RefinementCtx,
): void {
  const ids = reps.map((rep) => rep.id);
  if (ids.includes(id)) return;
  const meant = findNearest(id, ids);
  refuse(context, path, {
    code: 'unknown-rep',
    message: {
      ru: `Сотрудника «${id}» нет в reps${meant === undefined ? '.' : `, возможно, имелся в виду «${meant}».`}`,
      en: `There is no rep “${id}” in reps${meant === undefined ? '.' : `, did you mean “${meant}”?`}`,
    },
  });
}

/** Names only: an offset such as `+03:00` knows no summer time, and no place. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
}

const NO_CATCH_ALL = {
  code: 'no-catch-all',
  message: {
    ru: 'Последняя группа принимает всё остальное: условия when у неё быть не должно.',
    en: 'The last pool takes all the rest: it must not have a when.',
  },
};
const EARLY_CATCH_ALL = {
  code: 'early-catch-all',
  message: {
    ru: 'Группа без when забрала бы всё: она может быть только последней.',
    en: 'A pool without a when would take everything: only the last one may be without.',
  },
};
const NOBODY_ACTIVE = {
  code: 'nobody-active',
  message: {
    ru: 'В последней группе никто не принимает лиды (active).',
    en: 'Nobody in the last pool takes leads (active).',
  },
};
const SUPERVISOR_AWAY = {
  code: 'supervisor-away',
  message: {
    ru: 'Руководитель не принимает лиды (active: false): забытые лиды было бы некому отдать.',
    en: 'The supervisor takes no leads (active: false): forgotten leads would have nowhere to go.',
  },
};
