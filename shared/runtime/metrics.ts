import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import type { MetricName } from './metric-names.ts';

/** Counts and durations of the business, written as one EMF line at the end of an invocation. */
export interface Meter {
  count(name: MetricName, times?: number): void;
  milliseconds(name: MetricName, value: number): void;
  publish(): void;
}

/** Namespace and service come from the environment (`POWERTOOLS_*`). */
export function createMeter(): Meter {
  const metrics = new Metrics();
  metrics.setThrowOnEmptyMetrics(false);
  let recorded = false;
  const add = (name: MetricName, unit: (typeof MetricUnit)[keyof typeof MetricUnit], value: number) => {
    recorded = true;
    metrics.addMetric(name, unit, value);
  };
  return {
    count: (name, times = 1) => add(name, MetricUnit.Count, times),
    milliseconds: (name, value) => add(name, MetricUnit.Milliseconds, value),
    publish: () => {
      if (recorded) metrics.publishStoredMetrics();
      recorded = false;
    },
  };
}
