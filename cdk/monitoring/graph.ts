import {
  GraphWidget,
  type HorizontalAnnotation,
  type MathExpression,
  type Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { PERIOD } from './metrics.ts';

const ROW_WIDTH = 24;

/** What the dashboards need of a function; the classes differ by their environments. */
export interface WatchedFunction {
  readonly folder: string;
  readonly memoryMb: number;
  metricErrors(): Metric;
  metricDuration(): Metric;
  metricInvocations(): Metric;
  metricThrottles(): Metric;
}

export interface Graph {
  readonly title: string;
  readonly metrics: readonly (Metric | MathExpression)[];
  /** A line across that the others should stay below. */
  readonly promise?: HorizontalAnnotation;
  readonly stacked?: boolean;
  /** Default: the minute of everything else. */
  readonly period?: typeof PERIOD;
}

/** Graphs side by side, as wide as the dashboard. */
export function inRow(graphs: readonly Graph[]): GraphWidget[] {
  const width = ROW_WIDTH / graphs.length;
  return graphs.map(
    ({ title, metrics, promise, stacked = false, period = PERIOD }) =>
      new GraphWidget({
        title,
        width,
        period,
        stacked,
        left: [...metrics],
        leftYAxis: { min: 0 },
        leftAnnotations: promise ? [promise] : [],
      }),
  );
}
