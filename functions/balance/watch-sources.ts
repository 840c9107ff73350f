import { dateAfter } from '#shared/domain/local-date.ts';
import { Counts } from '#shared/domain/reporting/counts.ts';
import { ANY } from '#shared/domain/reporting/figure.ts';
import { sumOfTallies } from '#shared/domain/reporting/tally.ts';
import {
  type LeadsBySource,
  type SilentSource,
  silentSources,
  type SourceWindow,
} from '#shared/domain/silent-sources.ts';
import { HOUR_MS, after } from '#shared/domain/time.ts';
import { zonedMoment } from '#shared/domain/time-zone.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadSweep } from '#shared/ports/lead-sweep.ts';
import type { DayTally, ReportBook } from '#shared/ports/report-book.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';
import { readReportZone } from '#shared/reporting/report-zone.ts';

const WEEK_DAYS = 7;
const DAY_HOURS = 24;
const WEEK_MS = WEEK_DAYS * DAY_HOURS * HOUR_MS;

/** Four weeks back: a month has every kind of Monday. */
const WEEKS = [1, 2, 3, 4];

/** Within an hour a form of a large site is missed, within six that of a smaller one. */
const HOURS = [1, 6];

/** Sources of a few leads a day or a week, by whole days that have passed. */
const DAYS = Array.from({ length: WEEK_DAYS }, (_, index) => index + 1);

export interface WatchDependencies {
  readonly sweep: Pick<LeadSweep, 'arrivals'>;
  readonly reports: Pick<ReportBook, 'readSpan'>;
  readonly settings: Pick<SettingsReader, 'current'>;
  readonly clock: Clock;
}

/**
 * Finds the sources that have gone silent: a form that lost its script, a number that leads nowhere.
 *
 * Hours are counted by the leads themselves, and days by the reports' tallies, which cost next to nothing but may
 * be behind: whoever is silent by them is looked for among the leads of those days before it is said.
 */
export async function watchSources(dependencies: WatchDependencies): Promise<readonly SilentSource[]> {
  const { sources } = await dependencies.settings.current('sources');
  const ids = sources.map(({ id }) => id);
  const byHours = silentSources(ids, await hourWindows(dependencies));
  const others = ids.filter((id) => !byHours.some(({ source }) => source === id));
  const byDays = silentSources(others, await dayWindows(dependencies));
  return [...byHours, ...(await withoutLead(byDays, dependencies))];
}

async function hourWindows({ sweep, clock }: WatchDependencies): Promise<readonly SourceWindow[]> {
  const [latest, ...weeksBefore] = await Promise.all(
    [0, ...WEEKS].map(async (week) => {
      const until = new Date(clock.now().getTime() - week * WEEK_MS);
      return countHours(until, sweep);
    }),
  );
  return HOURS.map((hours, index) => ({
    hours,
    latest: latest?.[index] ?? new Map<string, number>(),
    weeksBefore: weeksBefore.map((week) => week[index] ?? new Map<string, number>()),
  }));
}

/** For each of `HOURS` the leads of so long before that moment. */
async function countHours(until: Date, sweep: WatchDependencies['sweep']): Promise<readonly LeadsBySource[]> {
  const windows = HOURS.map((hours) => ({
    from: after(until, -hours * HOUR_MS),
    counts: new Map<string, number>(),
  }));
  const longest = windows.at(-1)?.from ?? until.toISOString();
  for await (const page of sweep.arrivals(longest, until.toISOString()))
    for (const { source, receivedAt } of page)
      for (const { from, counts } of windows)
        if (receivedAt >= from) counts.set(source, (counts.get(source) ?? 0) + 1);
  return windows.map(({ counts }) => counts);
}

async function dayWindows({ reports, settings, clock }: WatchDependencies): Promise<readonly SourceWindow[]> {
  const { date: today } = zonedMoment(await readReportZone(settings), clock.now().getTime());
  const earliest = dateAfter(today, -(DAYS.length + WEEKS.length * WEEK_DAYS));
  const tallies = await reports.readSpan('quality', earliest, dateAfter(today, -1));
  const daysBefore = (end: string, days: number) =>
    leadsBySource(tallies.filter(({ day }) => dateAfter(end, -days) <= day && day < end));
  return DAYS.map((days) => ({
    hours: days * DAY_HOURS,
    latest: daysBefore(today, days),
    weeksBefore: WEEKS.map((week) => daysBefore(dateAfter(today, -week * WEEK_DAYS), days)),
  }));
}

function leadsBySource(tallies: readonly DayTally[]): LeadsBySource {
  const counts = new Counts(sumOfTallies(tallies.map(({ tally }) => tally)));
  const sources = counts.values('leads', 1);
  return new Map(sources.map((source) => [source, counts.sum('leads', source, ANY, ANY)]));
}

/** Those of whom there is really no lead, today's included. */
async function withoutLead(
  silent: readonly SilentSource[],
  { sweep, clock }: WatchDependencies,
): Promise<readonly SilentSource[]> {
  const now = clock.now();
  const hours = Math.max(0, ...silent.map((each) => each.hours));
  if (hours === 0) return [];
  const heard = new Set<string>();
  for await (const page of sweep.arrivals(after(now, -hours * HOUR_MS), now.toISOString()))
    for (const lead of page)
      for (const each of silent)
        if (each.source === lead.source && lead.receivedAt >= after(now, -each.hours * HOUR_MS))
          heard.add(lead.source);
  return silent.filter(({ source }) => !heard.has(source));
}
