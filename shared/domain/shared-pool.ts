import type { Lead } from './lead.ts';
import type { Pool, Team } from './team.ts';
import { MINUTE_MS } from './time.ts';

/** Where a pool does not say how long its reps may take a lead themselves. */
const TAKE_WITHIN_MINUTES = 30;

type Placed = Pick<Lead, 'sharedPool' | 'assignment'>;

/** Until when the reps of a pool may take a lead that is laid there now. */
export function takeUntil({ takeWithinMinutes = TAKE_WITHIN_MINUTES }: Pool, now: Date): Date {
  return new Date(now.getTime() + takeWithinMinutes * MINUTE_MS);
}

/**
 * The pool in which a lead still lies, and until when: whoever wakes the lead too early takes it from nobody.
 *
 * A pool that is gone, or works in another way now, holds nothing.
 */
export function lyingIn(
  { sharedPool, assignment }: Placed,
  { pools }: Team,
  now: Date,
): { readonly pool: Pool; readonly until: Date } | undefined {
  const pool = pools.find(({ id, strategy }) => id === sharedPool && strategy === 'pull');
  if (pool === undefined || !wasLeftIn(pool, assignment)) return undefined;
  const until = takeUntil(pool, new Date(assignment.at));
  return until > now ? { pool, until } : undefined;
}

/** Whether the lead has lain in the pool already, be it before it was offered to somebody or waited for a place. */
export function isTimeInPoolOver({ sharedPool, assignment }: Placed, { id }: Pool): boolean {
  return (
    sharedPool === id ||
    assignment?.pool === id ||
    assignment?.rules?.some(({ pool, because }) => pool === id && because === 'left-in-pool') === true
  );
}

function wasLeftIn(
  { id }: Pool,
  assignment: Lead['assignment'],
): assignment is NonNullable<typeof assignment> {
  return assignment?.pool === id && assignment.because === 'left-in-pool';
}
