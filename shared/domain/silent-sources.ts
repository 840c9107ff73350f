/** Leads of an hour by the source they came from. */
export type HourOfSources = ReadonlyMap<string, number>;

/** A source from which nothing comes, and how much comes in such an hour. */
export interface SilentSource {
  readonly source: string;
  readonly usually: number;
}

/** Where eight usually come, none by chance is less than one hour in two thousand, so hardly one a month per source. */
const USUAL_LEADS = 8;

/** Of so many weeks all but one must have been usual: one may have had a holiday, or the same trouble. */
const MIN_WEEKS = 3;

/**
 * Sources that sent nothing in an hour in which leads usually come.
 *
 * Usual is the second lowest of the same hour in the weeks before, so that nights, weekends and quiet sources never
 * count as silent, and neither does a source that is younger than that.
 */
export function silentSources(
  sources: readonly string[],
  thisHour: HourOfSources,
  weeksBefore: readonly HourOfSources[],
): readonly SilentSource[] {
  if (weeksBefore.length < MIN_WEEKS) return [];
  return sources
    .filter((source) => (thisHour.get(source) ?? 0) === 0)
    .map((source) => ({ source, usually: secondLowest(weeksBefore.map((week) => week.get(source) ?? 0)) }))
    .filter(({ usually }) => usually >= USUAL_LEADS);
}

function secondLowest(counts: readonly number[]): number {
  return counts.toSorted((one, other) => one - other)[1] ?? 0;
}
