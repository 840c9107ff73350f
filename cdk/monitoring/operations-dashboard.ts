import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { MetricNames, type MetricName } from '#shared/runtime/metric-names.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import { costGraph, type Paid } from './cost.ts';
import { type Graph, inRow, type WatchedFunction } from './graph.ts';
import { brokenDownBy, leadMetric, PERIOD, sumOf } from './metrics.ts';

/** The product's promise: 99 of 100 leads reach their rep within this. */
const PROMISE = { value: 10_000, label: 'promise: 10 s', color: '#d62728' };

export interface OperationsDashboardProps extends Paid {
  /** In the order in which a lead meets them. */
  readonly functions: readonly WatchedFunction[];
  /** Folders of the functions that take leads in. */
  readonly intake: readonly string[];
  readonly queues: Readonly<Record<string, WorkQueue>>;
}

/** One page that says whether leads flow, how fast, and where they are held up. */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    const { functions, intake, queues } = props;
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: `${Stack.of(this).stackName}-operations`,
    });
    dashboard.addWidgets(...inRow(intakeGraphs(intake)));
    dashboard.addWidgets(...inRow(latencyGraphs(intake)));
    dashboard.addWidgets(...inRow(queueGraphs(queues)));
    dashboard.addWidgets(...inRow([deliveryGraph(), sweepGraph(), deadLetterGraph(queues)]));
    dashboard.addWidgets(...inRow(functionGraphs(functions)));
    dashboard.addWidgets(...inRow([...registryGraphs(intake), coldStartGraph(functions), costGraph(props)]));
  }
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
    latencyGraph('Received to delivered (ms)', MetricNames.TimeToDelivered, 'handoff'),
  ];
}

function latencyGraph(title: string, name: MetricName, service: string): Graph {
  const percentiles = ['p50', 'p95', 'p99'];
  return {
    title,
    promise: PROMISE,
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

/** DaData's free plan, all kinds of requests together; the day ends at midnight in Moscow, the graph's at 0:00 UTC. */
const FREE_REQUESTS = { value: 10_000, label: 'free requests a day: 10,000', color: '#d62728' };

function registryGraphs(intake: readonly string[]): Graph[] {
  const asked = [...intake, 'counterparty-check'];
  const day = { period: Duration.days(1) };
  return [
    {
      title: 'Registries not asked: at present, and times it began',
      metrics: [
        brokenDownBy('registry', MetricNames.RegistryCircuitOpen),
        brokenDownBy('registry', MetricNames.RegistryCircuitOpened),
      ],
    },
    {
      title: 'Companies checked, by day',
      ...day,
      promise: FREE_REQUESTS,
      metrics: [
        ...intake.map((service) =>
          leadMetric(MetricNames.CounterpartyChecked, service).with({ label: service, ...day }),
        ),
        ...asked
          .filter((service) => !intake.includes(service))
          .map((service) => leadMetric(MetricNames.CheckedLater, service).with({ label: service, ...day })),
      ],
    },
  ];
}

function coldStartGraph(functions: readonly WatchedFunction[]): Graph {
  return {
    title: 'Cold starts',
    metrics: functions.map(({ folder }) => leadMetric(MetricNames.ColdStart, folder).with({ label: folder })),
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
      title: 'Throttles by function',
      metrics: functions.map((watched) =>
        watched.metricThrottles().with({ label: watched.folder, period: PERIOD }),
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
