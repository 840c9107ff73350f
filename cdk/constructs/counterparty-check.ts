import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { CounterpartyCheckConfig } from '#functions/counterparty-check/config.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { leadMetric } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import type { LeadTable } from './lead-table.ts';
import { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** One at a time: each may take as long as the slowest registry. */
const BATCH_SIZE = 1;

/** The least that AWS allows. The registry's limits are for the leads of the moment; these have waited and can. */
const MAX_CONCURRENCY = 2;

/** A check is due a minute after its lead came; a message this old means that the checks fall behind. */
const LATE_SECONDS = 15 * 60;

export interface CounterpartyCheckProps {
  readonly leads: LeadTable;
  readonly checks: WorkQueue;
  readonly handoffs: WorkQueue;
  readonly secrets: ISecret;
}

/** Asks about the companies that no registry could be asked about in time. */
export class CounterpartyCheck extends Construct {
  /** Eight seconds for the registry, and what it takes to read and write the lead. */
  static readonly TIMEOUT = Duration.seconds(15);

  readonly function: ServiceFunction<typeof CounterpartyCheckConfig>;

  constructor(scope: Construct, id: string, { leads, checks, handoffs, secrets }: CounterpartyCheckProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof CounterpartyCheckConfig>(this, 'Function', {
      folder: 'counterparty-check',
      timeout: CounterpartyCheck.TIMEOUT,
      environment: {
        LEADS_TABLE_NAME: leads.tableName,
        HANDOFFS_QUEUE_URL: handoffs.queue.queueUrl,
        SECRETS_ID: secrets.secretArn,
        OUTBOUND_ADDRESSES: 'public-only',
      },
    });
    leads.allow(this.function, ['GetItem', 'PutItem', 'UpdateItem']);
    handoffs.allowSend(this.function);
    secrets.grantRead(this.function);
    checks.wake(this.function, BATCH_SIZE, MAX_CONCURRENCY);
    this.addAlarms(checks);
  }

  private addAlarms(checks: WorkQueue): void {
    new ServiceAlarm(this, 'QueueAge', {
      article: 'CounterpartyCheck/QueueAge',
      impact:
        'Companies that could not be checked in time are still not checked; reps hear late what speaks against a lead.',
      metric: checks.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }),
      threshold: LATE_SECONDS,
      when: ComparisonOperator.GREATER_THAN_THRESHOLD,
      route: 'ticket',
    });
    new ServiceAlarm(this, 'Failures', {
      article: 'CounterpartyCheck/Failures',
      impact: 'Checking companies later breaks down over and over; leads flow, but unchecked ones stay so.',
      metric: this.function.metricErrors(),
      minutes: { bad: 2, of: 5 },
      route: 'ticket',
    });
    new ServiceAlarm(this, 'GivenUp', {
      article: 'CounterpartyCheck/GivenUp',
      impact: 'For a day no registry answered about some companies, and nobody asks about them any more.',
      metric: leadMetric(MetricNames.CheckGivenUp, this.function.folder),
      route: 'ticket',
    });
  }
}
