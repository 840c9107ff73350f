import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, type MathExpression, type Metric, SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { type Graph, inRow } from './graph.ts';
import { brokenDownBy, leadMetric, PERIOD, sumOf } from './metrics.ts';

export interface FunnelDashboardProps {
  /** Folders of the functions that take leads in. */
  readonly intake: readonly string[];
}

/** One page for the head of sales: how many leads come to the end of the way, and where the others are left. */
export class FunnelDashboard extends Construct {
  constructor(scope: Construct, id: string, { intake }: FunnelDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: `${Stack.of(this).stackName}-funnel`,
    });
    dashboard.addWidgets(funnelOfHour(stages(intake, HOUR)));
    dashboard.addWidgets(...inRow([{ title: 'The way of leads', metrics: stages(intake, PERIOD) }]));
    dashboard.addWidgets(...inRow(lossGraphs(intake)));
    dashboard.addWidgets(...inRow([sourceGraph(), waitingGraph()]));
  }
}

type Stage = Metric | MathExpression;

/** In the order of a lead's life, from the door to the first talk. */
function stages(intake: readonly string[], period: Duration): readonly Stage[] {
  const atTheDoors = (name: Parameters<typeof leadMetric>[0], label: string) =>
    sumOf(
      label,
      intake.map((service) => leadMetric(name, service)),
      period,
    );
  const at = (name: Parameters<typeof leadMetric>[0], service: string, label: string) =>
    leadMetric(name, service).with({ label, period });
  return [
    atTheDoors(MetricNames.LeadReceived, 'received'),
    atTheDoors(MetricNames.LeadQualified, 'qualified'),
    at(MetricNames.LeadAssigned, 'assignment', 'assigned'),
    at(MetricNames.LeadDelivered, 'handoff', 'delivered'),
    at(MetricNames.LeadAccepted, 'console', 'accepted'),
    sumOf(
      'first response',
      [...intake, 'console'].map((service) => leadMetric(MetricNames.ResponseNoted, service)),
      period,
    ),
  ];
}

/** Whole hours: of a single minute the stages have little to do with each other. */
const HOUR = Duration.hours(1);

function funnelOfHour(hourly: readonly Stage[]): SingleValueWidget {
  return new SingleValueWidget({
    title: 'This hour',
    width: 24,
    height: 4,
    period: HOUR,
    metrics: [...hourly],
  });
}

function lossGraphs(intake: readonly string[]): Graph[] {
  const lost = (name: Parameters<typeof leadMetric>[0], label: string) =>
    sumOf(
      label,
      intake.map((service) => leadMetric(name, service)),
    );
  return [
    {
      title: 'Rejected, by the first reason',
      stacked: true,
      metrics: [brokenDownBy('reason', MetricNames.LeadRejected)],
    },
    {
      title: 'Left on the way',
      metrics: [
        lost(MetricNames.LeadDuplicate, 'of a client who has a rep'),
        leadMetric(MetricNames.OfferExpired, 'sweeper').with({ label: 'offers nobody answered' }),
        leadMetric(MetricNames.LeadEscalated, 'assignment').with({ label: 'nobody left to ask' }),
        leadMetric(MetricNames.LeadForgotten, 'sweeper').with({ label: 'forgotten' }),
        leadMetric(MetricNames.LeadTakenOver, 'sweeper').with({ label: 'taken over' }),
      ],
    },
  ];
}

function sourceGraph(): Graph {
  return {
    title: 'Received, by source',
    stacked: true,
    metrics: [brokenDownBy('source', MetricNames.LeadReceived)],
  };
}

function waitingGraph(): Graph {
  return {
    title: 'Waiting for a rep, and reminded of a client',
    metrics: [
      leadMetric(MetricNames.LeadWaiting, 'assignment').with({ label: 'began to wait for a rep' }),
      leadMetric(MetricNames.ResponseReminded, 'sweeper').with({ label: 'reps reminded' }),
    ],
  };
}
