import { Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { MetricNames, type MetricName } from '#shared/runtime/metric-names.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import { leadMetric, PERIOD, sumOf } from './metrics.ts';

const ROW_WIDTH = 24;

/** The product's promise: 99 of 100 leads reach their rep within this. */
const PROMISE = { value: 10_000, label: 'promise: 10 s', color: '#d62728' };

/** What the dashboard needs of a function; the classes differ by their environments. */
interface WatchedFunction {
  readonly folder: string;
  metricErrors(): Metric;
  metricDuration(): Metric;
}

export interface OperationsDashboardProps {
  /** In the order in which a lead meets them. */
  readonly functions: readonly WatchedFunction[];
  /** Folders of the functions that take leads in. */
  readonly intake: readonly string[];
  readonly queues: Readonly<Record<string, WorkQueue>>;
}

/** One page that says whether leads flow, how fast, and where they are held up. */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { functions, intake, queues }: OperationsDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: `${Stack.of(this).stackName}-operations`,
    });
    dashboard.addWidgets(...inRow(intakeGraphs(intake)));
    dashboard.addWidgets(...inRow(latencyGraphs(intake)));
    dashboard.addWidgets(...inRow(queueGraphs(queues)));
    dashboard.addWidgets(...inRow([deliveryGraph(), sweepGraph(), deadLetterGraph(queues)]));
    dashboard.addWidgets(...inRow(functionGraphs(functions)));
  }
}

interface Graph {
  readonly title: string;
  readonly metrics: readonly (Metric | MathExpression)[];
  readonly promise?: typeof PROMISE;
}

function inRow(graphs: readonly Graph[]): GraphWidget[] {
  const width = ROW_WIDTH / graphs.length;
  return graphs.map(
    ({ title, metrics, promise }) =>
      new GraphWidget({
        title,
        width,
        period: PERIOD,
        left: [...metrics],
        leftYAxis: { min: 0 },
        leftAnnotations: promise ? [promise] : [],
      }),
  );
}

function intakeGraphs(intake: readonly string[]): Graph[] {
  const sum = (name: MetricName, services = intake) =>
    sumOf(
      name,
      services.map((service) => leadMetric(name, service)),
    );
  return [
    {
      title: 'Leads received',
      metrics: intake.map((service) =>
        leadMetric(MetricNames.LeadReceived, service).with({ label: service }),
      ),
    },
    {
      title: 'What became of them',
      metrics: [
        sum(MetricNames.LeadQualified),
        // Assignment judges again what was judged without the registry's answer.
        sum(MetricNames.LeadRejected, [...intake, 'assignment', 'counterparty-check']),
        sum(MetricNames.LeadRepeated),
        leadMetric(MetricNames.LeadAssigned, 'assignment'),
        leadMetric(MetricNames.LeadWaiting, 'assignment'),
        leadMetric(MetricNames.LeadEscalated, 'assignment'),
      ],
    },
    {
      title: 'Turned away, and the registry',
      metrics: [
        sum(MetricNames.SubmissionForged),
        sum(MetricNames.SubmissionRefused),
        sum(MetricNames.CounterpartyChecked),
        sum(MetricNames.CounterpartyUnavailable),
        sum(MetricNames.RegistryCircuitOpened),
        leadMetric(MetricNames.CheckedLater, 'counterparty-check'),
        leadMetric(MetricNames.CheckPostponed, 'counterparty-check'),
        leadMetric(MetricNames.CheckGivenUp, 'counterparty-check'),
      ],
    },
  ];
}

function latencyGraphs(intake: readonly string[]): Graph[] {
  return [
    ...intake.map((service) =>
      latencyGraph(`Received to qualified, ${service} (ms)`, MetricNames.TimeToQualified, service),
    ),
    latencyGraph('Received to assigned (ms)', MetricNames.TimeToAssigned, 'assignment'),
    {
      ...latencyGraph('Received to delivered (ms)', MetricNames.TimeToDelivered, 'handoff'),
      promise: PROMISE,
    },
  ];
}

function latencyGraph(title: string, name: MetricName, service: string): Graph {
  const percentiles = ['p50', 'p95', 'p99'];
  return {
    title,
    metrics: percentiles.map((percentile) =>
      leadMetric(name, service, percentile).with({ label: percentile }),
    ),
  };
}

function queueGraphs(queues: Readonly<Record<string, WorkQueue>>): Graph[] {
  const each = Object.entries(queues);
  return [
    {
      title: 'Messages waiting',
      metrics: each.map(([label, { queue }]) =>
        queue.metricApproximateNumberOfMessagesVisible({ label, statistic: 'Maximum', period: PERIOD }),
      ),
    },
    {
      title: 'Age of the oldest message (s)',
      metrics: each.map(([label, { queue }]) =>
        queue.metricApproximateAgeOfOldestMessage({ label, statistic: 'Maximum', period: PERIOD }),
      ),
    },
  ];
}

function deliveryGraph(): Graph {
  const names = [
    MetricNames.LeadDelivered,
    MetricNames.HandoffDelivered,
    MetricNames.HandoffFailed,
    MetricNames.HandoffUncertain,
  ];
  return { title: 'Handing over', metrics: names.map((name) => leadMetric(name, 'handoff')) };
}

function sweepGraph(): Graph {
  const names = [
    MetricNames.SweepResent,
    MetricNames.OfferExpired,
    MetricNames.LeadGivenBack,
    MetricNames.ResponseReminded,
    MetricNames.LeadForgotten,
    MetricNames.LeadTakenOver,
  ];
  return { title: 'Sweeps', metrics: names.map((name) => leadMetric(name, 'sweeper')) };
}

function deadLetterGraph(queues: Readonly<Record<string, WorkQueue>>): Graph {
  const unread = Object.entries(queues).map(([label, { deadLetters }]) =>
    deadLetters.metricApproximateNumberOfMessagesVisible({
      label: `unread, ${label}`,
      statistic: 'Maximum',
      period: PERIOD,
    }),
  );
  return {
    title: 'Dead letters',
    metrics: [leadMetric(MetricNames.DeadLetterReceived, 'dead-letters'), ...unread],
  };
}

function functionGraphs(functions: readonly WatchedFunction[]): Graph[] {
  return [
    {
      title: 'Errors by function',
      metrics: functions.map((watched) =>
        watched.metricErrors().with({ label: watched.folder, period: PERIOD }),
      ),
    },
    {
      title: 'Duration by function, p99 (ms)',
      metrics: functions.map((watched) =>
        watched.metricDuration().with({ label: watched.folder, statistic: 'p99', period: PERIOD }),
      ),
    },
  ];
}
