import { type Metrics, type MetricStat, type Points, slotsOf, type Span } from '../monitoring/series.ts';
import { readEmfLine } from './emf.ts';
import { Summary, type SummaryView } from './summary.ts';

/** What the console draws and the alarms look at. */
const KEPT_MINUTES = 180;

/** Metrics are bounded by their dimensions; one that is not shall cost its own figures and not this machine's memory. */
const MAX_METRICS = 2_000;

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
export class MetricBook implements Metrics {
  /** From when on there are figures, and their lack means something. */
  readonly sinceMs: number;
  #metrics = new Map<string, Metric>();
  #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.sinceMs = now();
  }

  /** A line of output; most are no metrics and cost one look. */
  readLine(line: string): void {
    for (const { namespace, name, dimensions, value, unit } of readEmfLine(line)) {
      this.add(namespace, name, dimensions, value, unit);
    }
  }

  add(namespace: string, name: string, dimensions: Dimensions, value: number, unit = 'Count'): void {
    const minute = Math.floor(this.#now() / 60_000);
    const minutes = this.#metricOf(namespace, name, dimensions, unit)?.minutes;
    if (!minutes) return;
    const summary = minutes.get(minute);
    if (summary) return summary.add(value);
    for (const old of minutes.keys()) if (old <= minute - KEPT_MINUTES) minutes.delete(old);
    const first = new Summary();
    first.add(value);
    minutes.set(minute, first);
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

  read({ namespace, name, dimensions, statistic }: MetricStat, span: Span): Points {
    const minutes = this.#metrics.get(keyOf(namespace, name, dimensions))?.minutes;
    if (!minutes) return new Map();
    const perSlot = span.periodSeconds / 60;
    return new Map(
      slotsOf(span).flatMap((at) => {
        const covered = Array.from({ length: perSlot }, (_, index) => minutes.get(at / 60_000 + index));
        const figure = Summary.of(covered.filter((minute) => minute !== undefined)).statistic(statistic);
        return figure === undefined ? [] : [[at, figure] as const];
      }),
    );
  }

  dimensionsOf(namespace: string, name: string): readonly Dimensions[] {
    return [...this.#metrics.values()]
      .filter((metric) => metric.namespace === namespace && metric.name === name)
      .map(({ dimensions }) => dimensions);
  }

  #metricOf(namespace: string, name: string, dimensions: Dimensions, unit: string): Metric | undefined {
    const key = keyOf(namespace, name, dimensions);
    const known = this.#metrics.get(key);
    if (known) return known;
    if (this.#metrics.size >= MAX_METRICS) return undefined;
    const metric = { namespace, name, dimensions, unit, minutes: new Map<number, Summary>() };
    this.#metrics.set(key, metric);
    return metric;
  }
}

/** Dimensions come in any order and mean the same. */
function keyOf(namespace: string, name: string, dimensions: Dimensions): string {
  const pairs = Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1));
  return [namespace, name, ...pairs.flat()].join('\u0000');
}
