import type { MessageAttribute } from '../engines/fauxqs.ts';
import type { ReceivedMessage } from '../engines/queues.ts';
import { ACCOUNT_ID, REGION } from '../template/stack.ts';

/** The event Lambda makes of a batch of messages. */
export function toSqsEvent(queueArn: string, batch: readonly ReceivedMessage[]) {
  return { Records: batch.map((received) => toRecord(queueArn, received)) };
}

function toRecord(queueArn: string, { message, receiptHandle }: ReceivedMessage) {
  const firstReceivedAt = message.approximateFirstReceiveTimestamp ?? Date.now();
  return {
    messageId: message.messageId,
    receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.approximateReceiveCount),
      SentTimestamp: String(message.sentTimestamp),
      SenderId: ACCOUNT_ID,
      ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
      ...(message.messageGroupId === undefined ? {} : { MessageGroupId: message.messageGroupId }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.messageAttributes).map(([name, attribute]) => [name, toAttribute(attribute)]),
    ),
    md5OfBody: message.md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: REGION,
  };
}

function toAttribute({ DataType, StringValue, BinaryValue }: MessageAttribute) {
  return {
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
