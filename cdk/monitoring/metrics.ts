import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type Breakdown, METRICS_NAMESPACE, type MetricName } from '#shared/runtime/metric-names.ts';

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
export function sumOf(label: string, metrics: readonly Metric[], period = PERIOD): MathExpression {
  // A graph wants its ids unique among all the sums in it.
  const ids = metrics.map((_, index) => `m_${label.replaceAll(/\W/g, '')}_${index}`);
  return new MathExpression({
    label,
    expression: ids.map((id) => `FILL(${id}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [ids[index], metric.with({ period })])),
    period,
  });
}

/** A metric told apart by what only the settings know: one line for each value that was ever recorded. */
export function brokenDownBy(dimension: keyof Breakdown, name: MetricName): MathExpression {
  const search = `{${METRICS_NAMESPACE},service,${dimension}} MetricName="${name}"`;
  return new MathExpression({
    expression: `SEARCH('${search}', 'Sum', ${PERIOD.toSeconds()})`,
    usingMetrics: {},
    // CloudWatch calls each line by what it differs in.
    label: '',
    period: PERIOD,
  });
}
