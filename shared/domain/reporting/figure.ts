/**
 * One thing that is counted of leads, as a path: `leads/main-site/yandex:pumps/qualified`. Each lead has a figure once
 * or not at all, so a count is always a number of leads.
 */
export type Figure = string;

/** How often each figure was counted. One that came down to nothing is not in it. */
export type Tally = Readonly<Record<Figure, number>>;

/** In a pattern: whatever stands there. */
export const ANY = '*';

export function figure(...segments: readonly string[]): Figure {
  return segments.map(toSegment).join('/');
}

/** A pattern: a figure with `ANY` for the segments that do not matter. */
export function pattern(...segments: readonly string[]): string {
  return segments.map((segment) => (segment === ANY ? ANY : toSegment(segment))).join('/');
}

export function segmentsOf(one: Figure): readonly string[] {
  return one.split('/').map(decodeURIComponent);
}

/** Tells figures that a pattern means. A segment `>=120` means numbers from there on. */
export function figureMatcher(wanted: string): (one: Figure) => boolean {
  const tests = wanted.split('/').map(segmentTest);
  return (one) => {
    const segments = one.split('/');
    return segments.length === tests.length && tests.every((test, place) => test(segments[place] ?? ''));
  };
}

function segmentTest(wanted: string): (segment: string) => boolean {
  if (wanted === ANY) return () => true;
  const from = /^>=(\d+)$/.exec(wanted)?.[1];
  return from === undefined ? (segment) => segment === wanted : (segment) => Number(segment) >= Number(from);
}

/** A segment never looks like a part of a pattern. */
function toSegment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('*', '%2A');
}
