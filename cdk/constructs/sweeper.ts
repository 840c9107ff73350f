import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { SweeperConfig } from '#functions/sweeper/config.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { leadMetric } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import { callEveryMinute } from './every-minute.ts';
import { LEAD_CHANGES, type LeadTable } from './lead-table.ts';
import { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

/** An ordinary lead has an owner within two seconds; thirty means that its message is lost. */
const RESEND_AFTER_SECONDS = 30;

export interface SweeperProps {
  readonly leads: LeadTable;
  readonly assignments: WorkQueue;
  readonly handoffs: WorkQueue;
  readonly checks: WorkQueue;
}

/** Every minute: sends again what was lost, does what is due, finds what was forgotten. */
export class Sweeper extends Construct {
  readonly function: ServiceFunction<typeof SweeperConfig>;

  constructor(scope: Construct, id: string, { leads, assignments, handoffs, checks }: SweeperProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof SweeperConfig>(this, 'Function', {
      folder: 'sweeper',
      // Less than the schedule's minute, so that two sweeps hardly ever overlap.
      timeout: Duration.seconds(50),
      environment: {
        LEADS_TABLE_NAME: leads.tableName,
        ASSIGNMENTS_QUEUE_URL: assignments.queue.queueUrl,
        HANDOFFS_QUEUE_URL: handoffs.queue.queueUrl,
        CHECKS_QUEUE_URL: checks.queue.queueUrl,
        RESEND_AFTER_SECONDS: String(RESEND_AFTER_SECONDS),
      },
    });
    leads.allow(this.function, [...LEAD_CHANGES, 'Query']);
    leads.allowQuery(this.function, 'arrivals');
    leads.allowQuery(this.function, 'due');
    leads.allowQuery(this.function, 'held');
    assignments.allowSend(this.function);
    handoffs.allowSend(this.function);
    checks.allowSend(this.function);
    callEveryMinute(this, this.function);
    this.addAlarms();
  }

  private addAlarms(): void {
    new ServiceAlarm(this, 'NotRunning', {
      article: 'Sweeper/NotRunning',
      impact:
        'Nothing is due any more: offers do not expire, waiting leads wait for ever, lost messages stay lost.',
      metric: this.function.metricInvocations(),
      when: ComparisonOperator.LESS_THAN_THRESHOLD,
      // A schedule may come late once, so that a minute has no sweep and the next has two.
      minutes: { bad: 2, of: 2 },
      silence: TreatMissingData.BREACHING,
    });
    new ServiceAlarm(this, 'Failures', {
      article: 'Sweeper/Failures',
      impact: 'The sweep starts and breaks down, so deadlines pass unnoticed.',
      metric: this.function.metricErrors(),
      minutes: { bad: 2, of: 3 },
    });
    new ServiceAlarm(this, 'Resending', {
      article: 'Sweeper/Resending',
      impact:
        'Many leads move only when the sweep wakes them, a minute or more late: messages get lost, or a destination keeps failing.',
      metric: leadMetric(MetricNames.SweepResent, this.function.folder),
      threshold: 20,
      minutes: { bad: 2, of: 3 },
      route: 'ticket',
    });
    new ServiceAlarm(this, 'Forgotten', {
      article: 'Sweeper/Forgotten',
      impact:
        'Clients wait long after they should have been called; the supervisor is told, and then the leads are taken over.',
      metric: leadMetric(MetricNames.LeadForgotten, this.function.folder),
      threshold: 5,
      minutes: { bad: 1, of: 1 },
      route: 'ticket',
    });
  }
}
