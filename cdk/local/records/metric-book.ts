import { readEmfLine } from './emf.ts';
import { Summary, type SummaryView } from './summary.ts';

/** What the console draws and the alarms look at. */
const KEPT_MINUTES = 180;

export type Dimensions = Readonly<Record<string, string>>;

export interface MetricView {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
  readonly unit: string;
  readonly minutes: readonly ({ readonly at: string } & SummaryView)[];
}

interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
  readonly unit: string;
  readonly minutes: Map<number, Summary>;
}

export interface MetricFilter {
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly minutes?: number | undefined;
}

/** The metrics of the last hours, a minute each, as CloudWatch would have them. */
export class MetricBook {
  #metrics = new Map<string, Metric>();
  #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** A line of output; most are no metrics and cost one look. */
  readLine(line: string): void {
    for (const { namespace, name, dimensions, value, unit } of readEmfLine(line)) {
      this.add(namespace, name, dimensions, value, unit);
    }
  }

  add(namespace: string, name: string, dimensions: Dimensions, value: number, unit = 'Count'): void {
    const minute = Math.floor(this.#now() / 60_000);
    const { minutes } = this.#metricOf(namespace, name, dimensions, unit);
    const summary = minutes.get(minute);
    if (summary) return summary.add(value);
    for (const old of minutes.keys()) if (old <= minute - KEPT_MINUTES) minutes.delete(old);
    minutes.set(minute, new Summary(value));
  }

  list({ namespace, name, minutes = KEPT_MINUTES }: MetricFilter = {}): readonly MetricView[] {
    const oldest = Math.floor(this.#now() / 60_000) - minutes;
    return [...this.#metrics.values()]
      .filter((metric) => namespace === undefined || metric.namespace === namespace)
      .filter((metric) => name === undefined || metric.name === name)
      .map((metric) => ({
        ...metric,
        minutes: [...metric.minutes]
          .filter(([minute]) => minute > oldest)
          .map(([minute, summary]) => ({ at: new Date(minute * 60_000).toISOString(), ...summary.view() })),
      }));
  }

  #metricOf(namespace: string, name: string, dimensions: Dimensions, unit: string): Metric {
    const key = [namespace, name, ...Object.entries(dimensions).flat()].join('\u0000');
    const known = this.#metrics.get(key);
    if (known) return known;
    const metric = { namespace, name, dimensions, unit, minutes: new Map<number, Summary>() };
    this.#metrics.set(key, metric);
    return metric;
  }
}
