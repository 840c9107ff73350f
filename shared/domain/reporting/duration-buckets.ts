/**
 * Durations in buckets whose counts can be added up over days, so that percentiles of a month need no lead.
 *
 * Below 32 ms a bucket is one millisecond wide, above it a sixteenth of its power of two: what is said of a duration is
 * wrong by 3.2 % at most.
 */
const EXACT_BELOW_MS = 32;
const PARTS = 16;
const FIRST_POWER = Math.log2(EXACT_BELOW_MS);

/** Nothing takes longer; beyond it a clock was wrong. */
const LONGEST_MS = 400 * 86_400_000;

export function bucketOf(milliseconds: number): number {
  const ms = Math.min(Math.max(0, Math.round(milliseconds)), LONGEST_MS);
  if (ms < EXACT_BELOW_MS) return ms;
  const power = Math.floor(Math.log2(ms));
  const part = Math.floor((ms / 2 ** power - 1) * PARTS);
  return EXACT_BELOW_MS + (power - FIRST_POWER) * PARTS + part;
}

/** The middle of a bucket, in whole milliseconds. */
export function middleMsOf(bucket: number): number {
  if (bucket < EXACT_BELOW_MS) return bucket;
  const place = bucket - EXACT_BELOW_MS;
  const base = 2 ** (FIRST_POWER + Math.floor(place / PARTS));
  return Math.round(base * (1 + ((place % PARTS) + 0.5) / PARTS));
}

/** Counts by bucket. */
export type Histogram = ReadonlyMap<number, number>;

/** The bucket in which the share lies, of the nearest rank; undefined of nothing. `share` is above 0, at most 1. */
export function percentileBucket(histogram: Histogram, share: number): number | undefined {
  const total = sumOf(histogram);
  const rank = Math.ceil(total * share);
  let seen = 0;
  for (const [bucket, count] of [...histogram].sort(([one], [other]) => one - other)) {
    seen += count;
    if (seen >= rank && rank > 0) return bucket;
  }
  return undefined;
}

export function sumOf(histogram: Histogram): number {
  let sum = 0;
  for (const count of histogram.values()) sum += count;
  return sum;
}
