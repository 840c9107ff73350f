export interface SummaryView {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** A percentile may be off by half of this: 5 %. */
const BUCKET_GROWTH = Math.log(1.1);

/** Many values as a few numbers, and as a histogram with ever wider buckets. */
export class Summary {
  #count = 0;
  #sum = 0;
  #min = Infinity;
  #max = -Infinity;
  #buckets = new Map<number, number>();

  constructor(first: number) {
    this.add(first);
  }

  add(value: number): void {
    this.#count += 1;
    this.#sum += value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    const bucket = value <= 0 ? -Infinity : Math.round(Math.log(value) / BUCKET_GROWTH);
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
  }

  view(): SummaryView {
    const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => this.#percentile(share));
    return { count: this.#count, sum: this.#sum, min: this.#min, max: this.#max, p50, p95, p99 };
  }

  #percentile(share: number): number {
    let left = Math.ceil(this.#count * share);
    for (const [bucket, count] of [...this.#buckets].sort(([one], [other]) => one - other)) {
      left -= count;
      if (left <= 0) return Math.min(this.#max, Math.max(this.#min, Math.exp(bucket * BUCKET_GROWTH)));
    }
    return this.#max;
  }
}
