const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 60_000;

/** Some five minutes altogether. After them we wait for the network, for the visitor, or for the next page. */
const MAX_RETRIES = 9;

/**
 * How long to wait before sending again, in milliseconds; undefined once it is enough.
 *
 * `attempt` counts the failures from 1. `random` of [0, 1) takes up to half of the delay away, so that the visitors
 * whom one outage stopped do not all come back in the same second.
 */
export function retryDelayMs(attempt: number, random: number): number | undefined {
  if (attempt > MAX_RETRIES) return undefined;
  const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(delayMs * (1 - random / 2));
}
