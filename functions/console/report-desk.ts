import { SECOND_MS, after } from '#shared/domain/time.ts';
import { countLeads } from '#shared/reporting/count-leads.ts';
import type { ConsoleDependencies } from './dependencies.ts';

/** Whoever asks for a report waits no longer than this for the last changes to be counted. */
const CATCH_UP_MS = 0.5 * SECOND_MS;

/** More than these are told as so many. */
const MOST_PENDING = 1_000;

/**
 * Counts what has changed since the last minute, as far as it goes quickly, so that a report is about now.
 *
 * @returns how many leads are still to be counted, up to a thousand.
 */
export async function catchUp(
  timeZone: string,
  { reports, terms, clock, log }: Pick<ConsoleDependencies, 'reports' | 'terms' | 'clock' | 'log'>,
): Promise<number> {
  try {
    const until = new Date(after(clock.now(), CATCH_UP_MS));
    const { behind } = await countLeads({ timeZone, until }, { reports, terms, clock });
    return behind ? await reports.countChanged(MOST_PENDING) : 0;
  } catch (error) {
    // The report of a minute ago is better than none.
    log.error('count.failed', { reason: error instanceof Error ? error.message : String(error) });
    return reports.countChanged(MOST_PENDING);
  }
}
