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

  /** What one summary of all the values would have been. */
  static of(parts: readonly Summary[]): Summary {
    const whole = new Summary();
    for (const part of parts) whole.#take(part);
    return whole;
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

  /** A statistic by the name CloudWatch has for it: `Sum`, `p99` … Nothing when there is no value. */
  statistic(name: string): number | undefined {
    if (this.#count === 0) return undefined;
    const [, percent] = /^p(\d+(?:\.\d+)?)$/.exec(name) ?? [];
    if (percent !== undefined) return this.#percentile(Number(percent) / 100);
    if (name === 'Sum') return this.#sum;
    if (name === 'SampleCount') return this.#count;
    if (name === 'Average') return this.#sum / this.#count;
    if (name === 'Minimum') return this.#min;
    if (name === 'Maximum') return this.#max;
    throw new Error(`The statistic ${name} is not understood here.`);
  }

  #take(part: Summary): void {
    this.#count += part.#count;
    this.#sum += part.#sum;
    this.#min = Math.min(this.#min, part.#min);
    this.#max = Math.max(this.#max, part.#max);
    for (const [bucket, count] of part.#buckets) {
      this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + count);
    }
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
