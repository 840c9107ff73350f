import type { DuplicateRules } from './duplicate-rules.ts';
import type { FieldName, SourceLimits } from './source.ts';

/** A week: who comes back later has a new wish. */
export const USUAL_DUPLICATES: DuplicateRules = { windowHours: 168, by: ['inn', 'phone', 'email'] };

/** A registry that is down must not keep a rep from a good lead. */
export const USUAL_UNCHECKED_WAIT_MINUTES = 0;

/** A campaign on a busy site; and as often as somebody corrects a form, a few people behind one address. */
export const USUAL_LIMITS: SourceLimits = { perAddressPerMinute: 20, perMinute: 1_200 };

/** What a form asks when its source says nothing: enough to answer, and to tell a good lead. */
export const USUAL_QUESTIONS: readonly FieldName[] = [
  'name',
  'phone',
  'email',
  'inn',
  'product',
  'budget',
  'message',
];

/** Settings of a policy that a version published by an earlier release does not have. */
export const LATER_POLICY_SETTINGS = { duplicates: USUAL_DUPLICATES };

/** Settings of the counterparty check that a version published by an earlier release does not have. */
export const LATER_CHECK_SETTINGS = { uncheckedWaitsMinutes: USUAL_UNCHECKED_WAIT_MINUTES };

/** Settings of a source that a version published by an earlier release does not have. */
export const LATER_SOURCE_SETTINGS = {
  addresses: [],
  limits: USUAL_LIMITS,
  asks: USUAL_QUESTIONS,
  returnTo: [],
};
