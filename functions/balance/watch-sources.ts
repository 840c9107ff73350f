import { type HourOfSources, type SilentSource, silentSources } from '#shared/domain/silent-sources.ts';
import { HOUR_MS, after } from '#shared/domain/time.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadSweep } from '#shared/ports/lead-sweep.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';

const WEEK_MS = 7 * 24 * HOUR_MS;

/** Four weeks back: a month has every kind of Monday. */
const WEEKS = [1, 2, 3, 4];

export interface WatchDependencies {
  readonly sweep: Pick<LeadSweep, 'arrivals'>;
  readonly settings: Pick<SettingsReader, 'current'>;
  readonly clock: Clock;
}

/**
 * Finds the sources that have gone silent: a form that lost its script, a number that leads nowhere.
 *
 * The weeks before are read only when some source has sent nothing for an hour.
 */
export async function watchSources({
  sweep,
  settings,
  clock,
}: WatchDependencies): Promise<readonly SilentSource[]> {
  const { sources } = await settings.current('sources');
  const ids = sources.map(({ id }) => id);
  const now = clock.now();
  const thisHour = await countHour(now, sweep);
  if (ids.every((id) => thisHour.has(id))) return [];
  const weeks = await Promise.all(
    WEEKS.map((week) => countHour(new Date(now.getTime() - week * WEEK_MS), sweep)),
  );
  return silentSources(ids, thisHour, weeks);
}

async function countHour(until: Date, sweep: WatchDependencies['sweep']): Promise<HourOfSources> {
  const counts = new Map<string, number>();
  for await (const page of sweep.arrivals(after(until, -HOUR_MS), until.toISOString()))
    for (const { source } of page) counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}
