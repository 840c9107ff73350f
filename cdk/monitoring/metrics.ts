import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, type MetricName } from '#shared/runtime/metric-names.ts';

/** One minute is the finest CloudWatch keeps for ordinary metrics, and our promise is ten seconds. */
export const PERIOD = Duration.minutes(1);

/** One of our own metrics, as the function in that folder records it. */
export function leadMetric(name: MetricName, service: string, statistic: string = Stats.SUM): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName: name,
    dimensionsMap: { service },
    statistic,
    period: PERIOD,
  });
}

/** What several functions record under one name. A function that recorded nothing counts as zero. */
export function sumOf(label: string, metrics: readonly Metric[]): MathExpression {
  // A graph wants its ids unique among all the sums in it.
  const ids = metrics.map((_, index) => `m_${label.replaceAll(/\W/g, '')}_${index}`);
  return new MathExpression({
    label,
    expression: ids.map((id) => `FILL(${id}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [ids[index], metric])),
    period: PERIOD,
  });
}
