import type { Counterparty } from './counterparty.ts';
import type { PendingCheck } from './lead.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS, after } from './time.ts';

/** Waits before each try: quick while a registry stumbles, then patient, for a day in all. */
export const CHECK_DELAYS_MS: readonly number[] = [
  ...Array.from({ length: 5 }, () => 75 * SECOND_MS),
  ...Array.from({ length: 4 }, () => 15 * MINUTE_MS),
  ...Array.from({ length: 23 }, () => HOUR_MS),
];

/** Whether the company still has to be asked about: a registry might have said more, had it answered in time. */
export function isUncertain(counterparty: Counterparty): boolean {
  return counterparty.outcome === 'unchecked' ? counterparty.because !== 'no-inn' : counterparty.stale;
}

/** The next try after one that got no answer, never before asking helps; undefined when it is given up. */
export function nextCheck(
  before: PendingCheck | undefined,
  counterparty: Counterparty,
  now: Date,
): PendingCheck | undefined {
  if (!isUncertain(counterparty)) return undefined;
  const attempts = before === undefined ? 0 : before.attempts + 1;
  const delayMs = CHECK_DELAYS_MS[attempts];
  if (delayMs === undefined) return undefined;
  const soonest = after(now, delayMs);
  const retryAt = counterparty.outcome === 'unchecked' ? counterparty.retryAt : undefined;
  return { attempts, nextAt: retryAt !== undefined && retryAt > soonest ? retryAt : soonest };
}
