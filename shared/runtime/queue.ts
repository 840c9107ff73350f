import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { describeFailure, type Log } from './logs.ts';
import type { Meter } from './metrics.ts';

export interface QueueTools {
  readonly log: Log;
  readonly meter: Meter;
}

/**
 * A handler for a queue: each message by itself, and only those that failed come back.
 *
 * Messages are told apart by their ids. A batch of which nothing succeeded fails as a whole, so that it
 * shows as an error of the function and the queue slows down.
 */
export function queueHandler(
  work: (body: string, record: SQSRecord) => Promise<void>,
  { log, meter }: QueueTools,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const processor = new BatchProcessor(EventType.SQS);
  const handle = async (record: SQSRecord) => {
    try {
      await work(record.body, record);
    } catch (error) {
      log.error('message.failed', {
        messageId: record.messageId,
        receives: record.attributes.ApproximateReceiveCount,
        ...describeFailure(error),
      });
      throw error;
    }
  };
  return async (event, context) => {
    try {
      return await processPartialResponse(event, handle, processor, { context });
    } finally {
      meter.publish();
    }
  };
}
