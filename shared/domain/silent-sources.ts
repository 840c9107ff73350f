/** Leads of some span of time by the source they came from. */
export type LeadsBySource = ReadonlyMap<string, number>;

/** A span that ends now, and the same span of each of the weeks before. */
export interface SourceWindow {
  readonly hours: number;
  readonly latest: LeadsBySource;
  readonly weeksBefore: readonly LeadsBySource[];
}

/** A source from which nothing comes, for so many hours, and how much comes in such hours. */
export interface SilentSource {
  readonly source: string;
  readonly hours: number;
  readonly usually: number;
}

/** Where eight usually come, none by chance is less than one window in two thousand, so hardly one a month per source. */
const USUAL_LEADS = 8;

/** Of so many weeks all but one must have been usual: one may have had a holiday, or the same trouble. */
const MIN_WEEKS = 3;

/**
 * Sources that sent nothing in a window in which leads usually come, each with the first such window.
 *
 * Windows are given shortest first: a busy source is missed after an hour, one with a few leads a day after days. Usual is
 * the second lowest of the same window in the weeks before, so that nights and weekends never count as silence,
 * and neither does a source that is younger than that.
 */
export function silentSources(
  sources: readonly string[],
  windows: readonly SourceWindow[],
): readonly SilentSource[] {
  return sources.flatMap((source) => {
    const window = windows.find((each) => isSilentIn(source, each));
    return window === undefined ? [] : [{ source, hours: window.hours, usually: usualOf(source, window) }];
  });
}

function isSilentIn(source: string, window: SourceWindow): boolean {
  const { latest, weeksBefore } = window;
  if (weeksBefore.length < MIN_WEEKS || (latest.get(source) ?? 0) > 0) return false;
  return usualOf(source, window) >= USUAL_LEADS;
}

function usualOf(source: string, { weeksBefore }: SourceWindow): number {
  const counts = weeksBefore.map((week) => week.get(source) ?? 0);
  return counts.toSorted((one, other) => one - other)[1] ?? 0;
}
