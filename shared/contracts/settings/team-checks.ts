import type * as z from 'zod';
import type { RepRole } from '#shared/domain/team.ts';
import { refuseRepeated } from './fields.ts';
import { findNearest } from './nearest.ts';
import { refuse, type Refusal } from './schema-faults.ts';
import type { WrittenPool } from './team-pool-field.ts';

/** What the checks over the whole document look at. */
export interface CheckedTeam {
  readonly supervisor: string;
  readonly reps: readonly {
    readonly id: string;
    readonly active: boolean;
    readonly role?: RepRole | undefined;
    readonly skills?: readonly string[] | undefined;
  }[];
  readonly pools: readonly WrittenPool[];
  readonly keyAccounts?: readonly { readonly inn: string; readonly rep: string }[] | undefined;
  readonly skillNeeds?: readonly { readonly skill: string }[] | undefined;
}

type Path = readonly (string | number)[];

/** Whom each pool asks: its members, or everybody active of its role. */
export function membersOf(
  { role, members }: WrittenPool,
  reps: CheckedTeam['reps'],
): readonly { readonly rep: string; readonly weight: number }[] {
  if (members !== undefined) return members;
  return reps.filter((rep) => rep.active && rep.role === role).map(({ id }) => ({ rep: id, weight: 1 }));
}

/** What no single field can say: names of reps, the catch-all, and whether anybody could serve. */
export function checkTeam(team: CheckedTeam, context: z.RefinementCtx): void {
  refuseRepeated(context, ['reps'], team.reps, 'id');
  refuseRepeated(context, ['pools'], team.pools, 'id');
  checkPools(team, context);
  checkCatchAll(team, context);
  checkSupervisor(team, context);
  checkKeyAccounts(team, context);
  checkSkills(team, context);
}

function checkPools({ reps, pools }: CheckedTeam, context: z.RefinementCtx): void {
  pools.forEach((pool, index) => {
    const { members = [], outsideHours } = pool;
    refuseRepeated(context, ['pools', index, 'members'], members, 'rep');
    members.forEach(({ rep }, member) =>
      checkRep(rep, ['pools', index, 'members', member, 'rep'], reps, context),
    );
    if (outsideHours?.then === 'duty')
      checkRep(outsideHours.rep, ['pools', index, 'outsideHours', 'duty'], reps, context);
    if (pool.role !== undefined && membersOf(pool, reps).length === 0)
      refuse(context, ['pools', index, 'role'], NOBODY_IN_ROLE);
  });
}

/** The last pool takes what no other takes. Without it a lead could belong to nobody. */
function checkCatchAll({ reps, pools }: CheckedTeam, context: z.RefinementCtx): void {
  const last = pools.length - 1;
  pools.forEach(({ when }, index) => {
    if (index === last && when !== undefined) refuse(context, ['pools', index, 'when'], NO_CATCH_ALL);
    if (index < last && when === undefined) refuse(context, ['pools', index, 'id'], EARLY_CATCH_ALL);
  });
  const pool = pools[last];
  const members = pool === undefined ? [] : membersOf(pool, reps);
  const active = reps.filter((rep) => rep.active).map(({ id }) => id);
  if (!members.some(({ rep }) => active.includes(rep)))
    refuse(context, ['pools', last, 'members'], NOBODY_ACTIVE);
}

function checkSupervisor({ supervisor, reps }: CheckedTeam, context: z.RefinementCtx): void {
  checkRep(supervisor, ['supervisor'], reps, context);
  if (reps.some(({ id, active }) => id === supervisor && !active))
    refuse(context, ['supervisor'], SUPERVISOR_AWAY);
}

function checkKeyAccounts({ reps, keyAccounts = [] }: CheckedTeam, context: z.RefinementCtx): void {
  refuseRepeated(context, ['keyAccounts'], keyAccounts, 'inn');
  keyAccounts.forEach(({ rep }, index) => checkRep(rep, ['keyAccounts', index, 'rep'], reps, context));
}

/** A need nobody can meet would send every such lead to the supervisor. */
function checkSkills({ reps, skillNeeds = [] }: CheckedTeam, context: z.RefinementCtx): void {
  const known = reps.filter(({ active }) => active).flatMap(({ skills = [] }) => skills);
  skillNeeds.forEach(({ skill }, index) => {
    if (known.includes(skill)) return;
    const meant = findNearest(skill, known);
    refuse(context, ['skillNeeds', index, 'skill'], {
      code: 'nobody-with-skill',
      message: {
        ru: `Такого навыка нет ни у кого${meant === undefined ? '.' : `, возможно, имелся в виду «${meant}».`}`,
        en: `Nobody has this skill${meant === undefined ? '.' : `, did you mean “${meant}”?`}`,
      },
    });
  });
}

function checkRep(id: string, path: Path, reps: CheckedTeam['reps'], context: z.RefinementCtx): void {
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

const NOBODY_IN_ROLE: Refusal = {
  code: 'nobody-in-role',
  message: {
    ru: 'С этой ролью нет никого, кто принимает лиды.',
    en: 'Nobody who takes leads has this role.',
  },
};
const NO_CATCH_ALL: Refusal = {
  code: 'no-catch-all',
  message: {
    ru: 'Последняя группа принимает всё остальное: условия when у неё быть не должно.',
    en: 'The last pool takes all the rest: it must not have a when.',
  },
};
const EARLY_CATCH_ALL: Refusal = {
  code: 'early-catch-all',
  message: {
    ru: 'Группа без when забрала бы всё: она может быть только последней.',
    en: 'A pool without a when would take everything: only the last one may be without.',
  },
};
const NOBODY_ACTIVE: Refusal = {
  code: 'nobody-active',
  message: {
    ru: 'В последней группе никто не принимает лиды (active).',
    en: 'Nobody in the last pool takes leads (active).',
  },
};
const SUPERVISOR_AWAY: Refusal = {
  code: 'supervisor-away',
  message: {
    ru: 'Руководитель не принимает лиды (active: false): забытые лиды было бы некому отдать.',
    en: 'The supervisor takes no leads (active: false): forgotten leads would have nowhere to go.',
  },
};
