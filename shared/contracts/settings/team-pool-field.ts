import * as z from 'zod';
import { FACTS, SCORE_FACTS } from '#shared/domain/facts.ts';
import type { OutsideHours, RepRole, Strategy } from '#shared/domain/team.ts';
import { Id, condition } from './fields.ts';
import { exactly, refuse, type Refusal } from './schema-faults.ts';

/** Pools and skills may also ask how the lead was scored. */
export const ROUTED_FACTS = { ...FACTS, ...SCORE_FACTS };

const ROLES = [
  'first-contact',
  'pre-sale',
  'key-accounts',
  'repeat-sales',
  'closer',
] as const satisfies readonly RepRole[];

export const Role = z.enum(ROLES);

const ASKED_AT_ONCE = 3;
const TAKEN_WITHIN_MINUTES = 15;

/** `next-pool`, `hold`, or `{duty: boris}`. */
const OutsideHoursField = z
  .union([z.enum(['next-pool', 'hold']), exactly({ duty: Id })])
  .transform((written): OutsideHours => {
    if (typeof written === 'object') return { then: 'duty', rep: written.duty };
    return { then: written };
  });

const Members = z
  .array(exactly({ rep: Id, weight: z.int().min(1).max(1000).default(1) }))
  .min(1)
  .max(500);

/** A pool names its members, or takes everybody of a role with the same weight. */
export const PoolField = exactly({
  id: Id,
  strategy: z.enum(['weighted', 'least-loaded', 'first-to-accept', 'pull']).default('weighted'),
  outsideHours: OutsideHoursField.optional(),
  askAtOnce: z.int().min(2).max(10).optional(),
  takeWithinMinutes: z.int().min(1).max(1440).optional(),
  when: condition(ROUTED_FACTS).optional(),
  role: Role.optional(),
  members: Members.optional(),
})
  .superRefine(({ strategy, askAtOnce, takeWithinMinutes, role, members }, context) => {
    if (askAtOnce !== undefined && strategy !== 'first-to-accept') refuse(context, ['askAtOnce'], ONLY_FIRST);
    if (takeWithinMinutes !== undefined && strategy !== 'pull')
      refuse(context, ['takeWithinMinutes'], ONLY_PULL);
    if (role !== undefined && members !== undefined) refuse(context, ['role'], ROLE_AND_MEMBERS);
    if (role === undefined && members === undefined) refuse(context, ['members'], NO_MEMBERS);
  })
  .transform((pool) => ({ ...pool, ...defaultsOf(pool.strategy, pool) }));

export type WrittenPool = z.output<typeof PoolField>;

interface Limits {
  readonly askAtOnce?: number | undefined;
  readonly takeWithinMinutes?: number | undefined;
}

function defaultsOf(
  strategy: Strategy,
  { askAtOnce = ASKED_AT_ONCE, takeWithinMinutes = TAKEN_WITHIN_MINUTES }: Limits,
): Limits {
  if (strategy === 'first-to-accept') return { askAtOnce };
  return strategy === 'pull' ? { takeWithinMinutes } : {};
}

const ONLY_FIRST: Refusal = {
  code: 'no-use',
  message: {
    ru: 'Нескольких сразу спрашивает только strategy: first-to-accept.',
    en: 'Only strategy: first-to-accept asks several at once.',
  },
};
const ONLY_PULL: Refusal = {
  code: 'no-use',
  message: {
    ru: 'Сами берут лиды только при strategy: pull.',
    en: 'Reps take leads themselves only with strategy: pull.',
  },
};
const ROLE_AND_MEMBERS: Refusal = {
  code: 'role-and-members',
  message: {
    ru: 'Либо role (все с этой ролью), либо members.',
    en: 'Either role (everybody of it) or members, not both.',
  },
};
const NO_MEMBERS: Refusal = {
  code: 'missing',
  message: {
    ru: 'Кто в группе: members или role.',
    en: 'Who is in the pool: members or role.',
  },
};
