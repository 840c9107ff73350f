/** Figures of a metric by the moment its period began, in milliseconds. A period without a figure is not there. */
export type Points = ReadonlyMap<number, number>;

/** A line of a graph. */
export interface Line {
  readonly label: string;
  readonly points: Points;
}

/** What is looked at: whole periods from the first, which is aligned to the period, up to the end. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly periodSeconds: number;
}

/** A metric and the statistic of it, as dashboards and alarms name them. */
export interface MetricStat {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** Where figures come from. */
export interface Metrics {
  read(metric: MetricStat, span: Span): Points;
  /** The dimensions under which a metric was recorded so far. */
  dimensionsOf(namespace: string, name: string): readonly Readonly<Record<string, string>>[];
}

/** The moments at which the periods of a span begin. */
export function slotsOf({ fromMs, toMs, periodSeconds }: Span): readonly number[] {
  const stepMs = periodSeconds * 1000;
  return Array.from(
    { length: Math.max(0, Math.ceil((toMs - fromMs) / stepMs)) },
    (_, index) => fromMs + index * stepMs,
  );
}

/** Of an hour or a day by itself nobody sees where it leads. */
const MIN_PERIODS = 3;

/** The last so many minutes, the one that is under way among them, in whole periods. */
export function lastMinutes(minutes: number, nowMs: number, periodSeconds: number): Span {
  const stepMs = periodSeconds * 1000;
  const toMs = Math.floor(nowMs / stepMs) * stepMs + stepMs;
  const periods = Math.max(MIN_PERIODS, Math.ceil((minutes * 60_000) / stepMs));
  return { fromMs: toMs - periods * stepMs, toMs, periodSeconds };
}
