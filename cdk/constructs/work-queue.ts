import { Duration } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** A message comes back after this many timeouts of its consumer; AWS asks for six, to outlast throttling. */
const VISIBILITY_TIMEOUTS = 6;

/** Four failures may be bad luck or a deployment; the fifth says that the message itself is the trouble. */
const MAX_RECEIVES = 5;

const KEPT_FOR = Duration.days(4);

/** Longer than `KEPT_FOR`: a dead letter's age counts from its first sending, not from its death. */
const DEAD_LETTERS_KEPT_FOR = Duration.days(14);

/** How many copies of a consumer may run at once: what the outside systems behind it bear. */
const MAX_CONCURRENCY = 5;

export interface WorkQueueProps {
  readonly consumerTimeout: Duration;
  /** Timeout of the function that reads the dead letters. */
  readonly deadLettersTimeout: Duration;
}

/** A queue of work with the dead-letter queue behind it. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: DEAD_LETTERS_KEPT_FOR,
      visibilityTimeout: times(props.deadLettersTimeout, VISIBILITY_TIMEOUTS),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: KEPT_FOR,
      visibilityTimeout: times(props.consumerTimeout, VISIBILITY_TIMEOUTS),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
  }

  /** Only sending: `grantSendMessages` would let the sender read the queue's attributes as well. */
  allowSend(sender: IGrantable): void {
    Grant.addToPrincipal({
      grantee: sender,
      actions: ['sqs:SendMessage'],
      resourceArns: [this.queue.queueArn],
    });
  }

  /** Wakes the function for each message; those it names as failed come back, the others are done. */
  wake(consumer: IFunction, batchSize: number, maxConcurrency = MAX_CONCURRENCY): void {
    consumer.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        reportBatchItemFailures: true,
        maxConcurrency,
      }),
    );
  }

  wakeForDeadLetters(consumer: IFunction, batchSize: number): void {
    consumer.addEventSource(
      new SqsEventSource(this.deadLetters, { batchSize, reportBatchItemFailures: true }),
    );
  }
}

function times(duration: Duration, factor: number): Duration {
  return Duration.seconds(duration.toSeconds() * factor);
}
