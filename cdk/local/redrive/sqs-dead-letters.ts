import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetterQueue } from './redrive-queue.ts';

/** Waiting at all makes SQS ask all of its servers, so that an empty answer means an empty queue. */
const WAIT_SECONDS = 1;

export interface QueueUrls {
  /** The dead-letter queue. */
  readonly from: string;
  readonly to: string;
}

/** Dead letters in SQS. What another receiver holds at the moment is counted, but cannot be received. */
export function sqsDeadLetters(client: SQSClient, { from, to }: QueueUrls): DeadLetterQueue<Message> {
  return {
    async receive(count) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: from,
          MaxNumberOfMessages: count,
          WaitTimeSeconds: WAIT_SECONDS,
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages;
    },
    async sendBack({ Body, MessageAttributes }) {
      await client.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body, MessageAttributes }));
    },
    async delete({ ReceiptHandle }) {
      await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
    },
    async count() {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: from,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      return Object.values(Attributes).reduce((sum, number) => sum + Number(number), 0);
    },
  };
}

/** The region in the queue's address; undefined where the address is none of AWS's own. */
export function regionOf(queueUrl: string): string | undefined {
  return /^sqs\.([a-z0-9-]+)\.amazonaws\.com/.exec(new URL(queueUrl).host)?.[1];
}
