import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { type Breakdown, MetricNames, type MetricName } from './metric-names.ts';

/** Counts and durations of the business, written as one EMF line at the end of an invocation. */
export interface Meter {
  /** With a breakdown it is counted twice: in all, and by that. */
  count(name: MetricName, times?: number, by?: Breakdown): void;
  milliseconds(name: MetricName, value: number): void;
  publish(): void;
}

/** CloudWatch refuses longer values of a dimension. */
const MAX_DIMENSION_CHARACTERS = 250;

/** Namespace and service come from the environment (`POWERTOOLS_*`). */
export function createMeter(): Meter {
  const metrics = new Metrics();
  metrics.setThrowOnEmptyMetrics(false);
  let recorded = false;
  let isCold = true;
  const add = (name: MetricName, unit: (typeof MetricUnit)[keyof typeof MetricUnit], value: number) => {
    recorded = true;
    metrics.addMetric(name, unit, value);
  };
  return {
    count: (name, times = 1, by = {}) => {
      add(name, MetricUnit.Count, times);
      for (const [dimension, value] of Object.entries(by)) {
        if (value === '') continue;
        const apart = metrics.singleMetric();
        apart.addDimension(dimension, value.slice(0, MAX_DIMENSION_CHARACTERS));
        apart.addMetric(name, MetricUnit.Count, times);
      }
    },
    milliseconds: (name, value) => add(name, MetricUnit.Milliseconds, value),
    publish: () => {
      if (isCold) add(MetricNames.ColdStart, MetricUnit.Count, 1);
      isCold = false;
      if (recorded) metrics.publishStoredMetrics();
      recorded = false;
    },
  };
}
