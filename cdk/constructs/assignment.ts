import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import type { AssignmentConfig } from '#functions/assignment/config.ts';
import { leadMetric, sumOf } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import { LEAD_CHANGES, type LeadTable } from './lead-table.ts';
import { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

const BATCH_SIZE = 10;

export interface AssignmentProps {
  readonly leads: LeadTable;
  readonly assignments: WorkQueue;
  readonly handoffs: WorkQueue;
  readonly secrets: ISecret;
}

/** Chooses the owner of a lead. */
export class Assignment extends Construct {
  static readonly TIMEOUT = Duration.seconds(10);

  readonly function: ServiceFunction<typeof AssignmentConfig>;

  constructor(scope: Construct, id: string, { leads, assignments, handoffs, secrets }: AssignmentProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof AssignmentConfig>(this, 'Function', {
      folder: 'assignment',
      timeout: Assignment.TIMEOUT,
      environment: {
        LEADS_TABLE_NAME: leads.tableName,
        HANDOFFS_QUEUE_URL: handoffs.queue.queueUrl,
        SECRETS_ID: secrets.secretArn,
        OUTBOUND_ADDRESSES: 'public-only',
      },
    });
    leads.allow(this.function, LEAD_CHANGES);
    handoffs.allowSend(this.function);
    secrets.grantRead(this.function);
    assignments.wake(this.function, BATCH_SIZE);
    this.addAlarms(assignments);
  }

  private addAlarms(assignments: WorkQueue): void {
    new ServiceAlarm(this, 'Unowned', {
      article: 'Assignment/Unowned',
      impact: 'A good lead is older than the ten seconds we promise and has no owner yet.',
      // The sweep counts those that still have none, this function those that got one late.
      metric: sumOf('leads without an owner', [
        leadMetric(MetricNames.LeadUnowned, 'sweeper'),
        leadMetric(MetricNames.LeadUnowned, this.function.folder),
      ]),
      // A lead that was woken is looked at again after two minutes.
      minutes: { bad: 1, of: 3 },
      route: 'ticket',
    });
    new ServiceAlarm(this, 'QueueAge', {
      article: 'Assignment/QueueAge',
      impact: 'Good leads wait for an owner for more than a minute; the promise is ten seconds.',
      metric: assignments.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }),
      threshold: 60,
      when: ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
    new ServiceAlarm(this, 'Failures', {
      article: 'Assignment/Failures',
      impact:
        'Choosing owners fails over and over; leads reach reps late, after retries, or not until it is mended.',
      metric: this.function.metricErrors(),
      minutes: { bad: 2, of: 5 },
    });
  }
}
