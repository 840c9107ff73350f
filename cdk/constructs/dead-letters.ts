import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DeadLettersConfig } from '#functions/dead-letters/config.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { leadMetric, sumOf } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import type { LeadTable } from './lead-table.ts';
import { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

const BATCH_SIZE = 10;

export interface DeadLettersProps {
  readonly leads: LeadTable;
  /** The queues whose dead letters it reads. */
  readonly queues: readonly WorkQueue[];
}

/** Makes a lead whose message was given up visible again, as `waiting / processing-failed`. */
export class DeadLetters extends Construct {
  static readonly TIMEOUT = Duration.seconds(10);

  readonly function: ServiceFunction<typeof DeadLettersConfig>;

  constructor(scope: Construct, id: string, { leads, queues }: DeadLettersProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof DeadLettersConfig>(this, 'Function', {
      folder: 'dead-letters',
      timeout: DeadLetters.TIMEOUT,
      environment: { LEADS_TABLE_NAME: leads.tableName },
    });
    leads.allow(this.function, ['GetItem', 'UpdateItem']);
    queues.forEach((queue) => queue.wakeForDeadLetters(this.function, BATCH_SIZE));
    this.addAlarms(queues);
  }

  private addAlarms(queues: readonly WorkQueue[]): void {
    new ServiceAlarm(this, 'Received', {
      article: 'DeadLetters/Received',
      impact: 'A lead could not be worked on five times and now waits for a person.',
      metric: leadMetric(MetricNames.DeadLetterReceived, this.function.folder),
    });
    const depths = queues.map((queue) =>
      queue.deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
    );
    new ServiceAlarm(this, 'Stuck', {
      article: 'DeadLetters/Stuck',
      impact:
        'Messages given up are not even recorded: their leads look as if they were still being worked on.',
      metric: sumOf('dead letters', depths),
      minutes: { bad: 2, of: 2 },
    });
    new ServiceAlarm(this, 'Failures', {
      article: 'DeadLetters/Failures',
      impact: 'Recording failed leads fails itself; until it is mended nobody sees them in the console.',
      metric: this.function.metricErrors(),
      route: 'ticket',
    });
  }
}
