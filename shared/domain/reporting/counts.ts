import { percentileBucket, middleMsOf, type Histogram } from './duration-buckets.ts';
import { ANY, pattern, segmentsOf, type Tally } from './figure.ts';
import { numberCell, type Cell } from './report.ts';

/** A tally read by segments: what every report asks of it. */
export class Counts {
  readonly #figures: readonly { readonly segments: readonly string[]; readonly count: number }[];
  /** Sums by kind and by which segments matter: made on the first question, since reports ask for each row. */
  readonly #sums = new Map<string, ReadonlyMap<string, number>>();

  constructor(tally: Tally) {
    this.#figures = Object.entries(tally).map(([one, count]) => ({ segments: segmentsOf(one), count }));
  }

  /** Sum over the figures of a kind whose segments are these, `ANY` for those that do not matter. */
  sum(...segments: readonly string[]): number {
    const matters = segments.map((segment) => segment !== ANY);
    const shape = `${segments[0] ?? ''} ${matters.join()}`;
    const sums = this.#sums.get(shape) ?? this.#sumUp(segments[0] ?? '', matters);
    this.#sums.set(shape, sums);
    return sums.get(JSON.stringify(segments.filter((segment) => segment !== ANY))) ?? 0;
  }

  /** The different values at a place of the figures of a kind, by count, the most frequent first. */
  values(kind: string, place: number): readonly string[] {
    return this.groups(kind, [place]).map(([value = '']) => value);
  }

  /** The different values at several places, together. */
  groups(kind: string, places: readonly number[]): readonly (readonly string[])[] {
    const counts = new Map<string, number>();
    for (const { segments, count } of this.#figures) {
      if (segments[0] !== kind) continue;
      const key = JSON.stringify(places.map((place) => segments[place] ?? ''));
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
    return [...counts]
      .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
      .map(([key]) => JSON.parse(key) as readonly string[]);
  }

  /** Durations of the figures that begin so and end with a bucket. */
  histogram(...beginning: readonly string[]): Histogram {
    const histogram = new Map<number, number>();
    for (const { segments, count } of this.#figures) {
      if (segments.length !== beginning.length + 1) continue;
      if (!beginning.every((segment, place) => segment === segments[place])) continue;
      const bucket = Number(segments.at(-1));
      histogram.set(bucket, (histogram.get(bucket) ?? 0) + count);
    }
    return histogram;
  }

  /** A percentile in milliseconds; its leads are those that took as long or longer. */
  percentile(share: number, ...segments: readonly string[]): Cell {
    const bucket = percentileBucket(this.histogram(...segments), share);
    if (bucket === undefined) return {};
    return numberCell(middleMsOf(bucket), `${pattern(...segments)}/>=${bucket}`);
  }
  #sumUp(kind: string, matters: readonly boolean[]): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const { segments, count } of this.#figures) {
      if (segments[0] !== kind || segments.length !== matters.length) continue;
      const key = JSON.stringify(segments.filter((_, place) => matters[place]));
      sums.set(key, (sums.get(key) ?? 0) + count);
    }
    return sums;
  }
}
