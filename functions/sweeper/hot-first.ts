import { needsOwner } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Grade } from '#shared/domain/policy.ts';
import { isExpired } from './expire-offer.ts';

/** As long as the leads of a hotter grade need to find their owners, before the next grade looks for places. */
const STEP_SECONDS = 3;

const GRADES: readonly Grade[] = ['A', 'B', 'C'];

export interface DueLead {
  readonly lead: Lead;
  /** Absent for a lead that waits for nobody hotter. */
  readonly delaySeconds?: number;
}

/**
 * Due leads in the order in which they are seen to: first what frees places, then those that look for one, the hot
 * ones before the cool ones, and the old ones before the young. A queue keeps no order, so that cooler ones also wait a
 * moment where hotter ones look for a place at the same time.
 */
export function hotFirst(due: readonly Lead[], now: Date): readonly DueLead[] {
  const seeking = due.filter((lead) => needsOwner(lead) || isExpired(lead, now));
  const grades = GRADES.filter((grade) => seeking.some((lead) => gradeOf(lead) === grade));
  return [...due]
    .sort((one, other) => (placeIn(one) < placeIn(other) ? -1 : 1))
    .map((lead) => {
      const hotter = seeking.includes(lead) ? grades.indexOf(gradeOf(lead)) : 0;
      return hotter > 0 ? { lead, delaySeconds: hotter * STEP_SECONDS } : { lead };
    });
}

function placeIn(lead: Lead): string {
  return needsOwner(lead) ? `2 ${gradeOf(lead)} ${lead.receivedAt}` : `1 ${lead.nextActionAt ?? ''}`;
}

/** A lead that nobody has judged yet is not known to be hot. */
function gradeOf({ score }: Lead): Grade {
  return score?.grade ?? 'C';
}
