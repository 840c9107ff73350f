import type { LeadStatus } from './lead.ts';
import type { Grade } from './policy.ts';
import type { Timestamp } from './time.ts';

/**
 * What other rules would have made of a lead: `newly-rejected`, `newly-accepted`, `grade-moved`, `owner-moved`
 * (another pool would have got it), `reason-changed` (rejected either way, mainly for something else).
 */
export type DifferenceKind =
  'newly-rejected' | 'newly-accepted' | 'grade-moved' | 'owner-moved' | 'reason-changed';

/** Every kind, in the order in which reports list them. */
export const DIFFERENCE_KINDS: readonly DifferenceKind[] = [
  'newly-rejected',
  'newly-accepted',
  'grade-moved',
  'owner-moved',
  'reason-changed',
];

/** They are kept by as many together: compressed, that is far below the 400 KB a table takes at once. */
export const DIFFERENCES_PER_PAGE = 200;

/** One side of the comparison. A rejected lead has neither grade nor pool. */
export interface JudgedSide {
  readonly outcome: 'qualified' | 'rejected';
  readonly reason?: string;
  readonly score?: number;
  readonly grade?: Grade;
  readonly pool?: string;
}

/** A lead that the draft judges otherwise, as it stands today: one that was won is dear to lose. */
export interface PolicyDifference {
  readonly leadId: string;
  readonly receivedAt: Timestamp;
  readonly source: string;
  readonly status: LeadStatus;
  readonly owner?: string;
  readonly kinds: readonly DifferenceKind[];
  readonly before: JudgedSide;
  readonly after: JudgedSide;
}
