import { Duration, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ReplayConfig } from '#functions/replay/config.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { leadMetric, sumOf } from '../monitoring/metrics.ts';
import { ServiceAlarm } from '../monitoring/service-alarm.ts';
import type { LeadTable } from './lead-table.ts';
import { ServiceFunction } from './service-function.ts';

/** Ten thousand leads take seconds, a hundred thousand a few minutes. */
const TIMEOUT = Duration.minutes(5);

/** From here on a function has a whole processor, and unpacking leads is all it does. */
const MEMORY_MB = 1_769;

/** Of several replays at once each takes its time; two leave the table to the leads. */
const MAX_CONCURRENCY = 2;

/**
 * The queue of replays. A message outlives the function's death three times over and is gone after two hours: by then
 * the replay is told to have failed, and whoever still wants it orders another.
 */
export class ReplayQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.hours(2),
      visibilityTimeout: Duration.minutes(6 * TIMEOUT.toMinutes()),
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason:
        'A replay changes nothing and ends as failed whatever happens, so there is no message worth keeping: it is simply ordered again.',
    });
  }

  allowSend(sender: IGrantable): void {
    Grant.addToPrincipal({
      grantee: sender,
      actions: ['sqs:SendMessage'],
      resourceArns: [this.queue.queueArn],
    });
  }

  /** One at a time: a replay takes as long as the function may. */
  wake(consumer: IFunction): void {
    consumer.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 1,
        reportBatchItemFailures: true,
        maxConcurrency: MAX_CONCURRENCY,
      }),
    );
  }
}

export interface ReplayProps {
  readonly leads: LeadTable;
  readonly replays: ReplayQueue;
}

/** Puts past leads before other rules, to tell what would change. It reads leads and changes none. */
export class Replay extends Construct {
  readonly function: ServiceFunction<typeof ReplayConfig>;

  constructor(scope: Construct, id: string, { leads, replays }: ReplayProps) {
    super(scope, id);
    this.function = new ServiceFunction<typeof ReplayConfig>(this, 'Function', {
      folder: 'replay',
      timeout: TIMEOUT,
      memoryMb: MEMORY_MB,
      environment: { LEADS_TABLE_NAME: leads.tableName },
    });
    leads.allow(this.function, ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem']);
    leads.allowQuery(this.function, 'arrivals');
    replays.wake(this.function);
    this.addAlarms();
  }

  private addAlarms(): void {
    new ServiceAlarm(this, 'Failures', {
      article: 'Replay/Failures',
      impact:
        'The head of sales asked what a change of the rules would do to past leads, and gets no answer.',
      metric: sumOf('failed replays', [
        leadMetric(MetricNames.ReplayFailed, this.function.folder),
        this.function.metricErrors(),
      ]),
      route: 'ticket',
    });
  }
}
