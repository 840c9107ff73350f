import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { HandoffConfig } from '#functions/handoff/config.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { leadMetric } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import { LEAD_CHANGES, type LeadTable } from './lead-table.ts';
import { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** Small, because each message is up to several slow calls to outside systems. */
const BATCH_SIZE = 5;

/** The promise: the rep is told within ten seconds for 99 leads of 100. */
const PROMISED_MS = 10_000;

export interface HandoffProps {
  readonly leads: LeadTable;
  readonly handoffs: WorkQueue;
  readonly secrets: ISecret;
}

/** Tells the CRM, the messenger, the mailbox. */
export class Handoff extends Construct {
  /** Stops before the slowest destinations would: what is not known by then is looked for before it is repeated. */
  static readonly TIMEOUT = Duration.seconds(20);

  readonly function: ServiceFunction<typeof HandoffConfig>;

  constructor(scope: Construct, id: string, { leads, handoffs, secrets }: HandoffProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof HandoffConfig>(this, 'Function', {
      folder: 'handoff',
      timeout: Handoff.TIMEOUT,
      environment: {
        LEADS_TABLE_NAME: leads.tableName,
        SECRETS_ID: secrets.secretArn,
        OUTBOUND_ADDRESSES: 'public-only',
      },
    });
    leads.allow(this.function, LEAD_CHANGES);
    secrets.grantRead(this.function);
    handoffs.wake(this.function, BATCH_SIZE);
    this.addQueueAlarms(handoffs);
    this.addDeliveryAlarms();
  }

  private addQueueAlarms(handoffs: WorkQueue): void {
    new ServiceAlarm(this, 'QueueAge', {
      article: 'Handoff/QueueAge',
      impact: 'Leads have owners who have not been told for more than a minute.',
      metric: handoffs.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }),
      threshold: 60,
      when: ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
    new ServiceAlarm(this, 'Failures', {
      article: 'Handoff/Failures',
      impact: 'Handing over breaks down over and over; owners and CRM hear of leads late or not at all.',
      metric: this.function.metricErrors(),
      minutes: { bad: 2, of: 5 },
    });
  }

  private addDeliveryAlarms(): void {
    new ServiceAlarm(this, 'SlowDelivery', {
      article: 'Handoff/SlowDelivery',
      impact: 'Reps are told of leads later than the ten seconds we promise.',
      metric: leadMetric(MetricNames.TimeToDelivered, this.function.folder, 'p99'),
      threshold: PROMISED_MS,
      when: ComparisonOperator.GREATER_THAN_THRESHOLD,
      route: 'ticket',
    });
    new ServiceAlarm(this, 'Undelivered', {
      article: 'Handoff/Undelivered',
      impact:
        'The CRM or the messenger turns leads down or is out of reach; they are safe, but nobody sees them over there.',
      metric: leadMetric(MetricNames.HandoffFailed, this.function.folder),
      threshold: 3,
      minutes: { bad: 2, of: 5 },
    });
    new ServiceAlarm(this, 'Uncertain', {
      article: 'Handoff/Uncertain',
      impact:
        'We often do not know whether a lead arrived in the CRM; each is looked for before it is sent again.',
      metric: leadMetric(MetricNames.HandoffUncertain, this.function.folder),
      threshold: 5,
      minutes: { bad: 2, of: 5 },
      route: 'ticket',
    });
  }
}
