import type { QueueMessage } from '../engines/fauxqs.ts';
import type { Queues, ReceivedMessage } from '../engines/queues.ts';
import type { InvocationResult } from '../functions/invocation.ts';
import type { Service } from '../functions/service.ts';
import type { EventSourceDefinition } from '../template/definitions.ts';
import type { DuplicateDeliveries } from './duplicate-deliveries.ts';
import { finishedMessages } from './finished-messages.ts';
import { toSqsEvent } from './sqs-event.ts';

/** As long as SQS lets anybody wait. */
const LONG_POLL_SECONDS = 20;

/** Lambda begins with five batches at a time. */
const DEFAULT_CONCURRENCY = 5;

/** What one call to a queue gives at most. */
const MAX_RECEIVE = 10;

export interface EventSource {
  /** Takes no further messages, and settles when the batches under way are done. */
  stop(): Promise<void>;
}

/** Who has a say in deliveries, and hears of them. */
export interface Deliveries {
  readonly duplicates: Pick<DuplicateDeliveries, 'take'>;
  /** A message was worked on and is gone from its queue. */
  finished(queueArn: string, message: QueueMessage): void;
}

/** Feeds a queue's messages to a function, in batches, until it is stopped. */
export function startEventSource(
  mapping: EventSourceDefinition,
  queues: Queues,
  service: Service,
  deliveries: Deliveries,
): EventSource {
  const { queueArn, batchSize, windowMs, reportsFailedItems } = mapping;
  const limit = Math.min(mapping.maxConcurrency ?? DEFAULT_CONCURRENCY, service.maxConcurrency);
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  const polling = poll();

  return {
    async stop() {
      stopped = true;
      queues.interrupt();
      await polling;
      await Promise.all(underWay);
    },
  };

  async function poll(): Promise<void> {
    while (!stopped) {
      if (underWay.size >= limit) await Promise.race(underWay);
      else startHandling(await receiveBatch());
    }
  }

  /** Waits for a first message, then for as many more as the window gives time for. */
  async function receiveBatch(): Promise<readonly ReceivedMessage[]> {
    const batch = [...(await queues.receive(queueArn, Math.min(batchSize, MAX_RECEIVE), LONG_POLL_SECONDS))];
    const closesAt = Date.now() + windowMs;
    while (batch.length > 0 && batch.length < batchSize && !stopped) {
      const waitSeconds = Math.max(0, closesAt - Date.now()) / 1000;
      const more = await queues.receive(
        queueArn,
        Math.min(batchSize - batch.length, MAX_RECEIVE),
        waitSeconds,
      );
      if (more.length === 0 && Date.now() >= closesAt) break;
      batch.push(...more);
    }
    return batch;
  }

  function startHandling(batch: readonly ReceivedMessage[]): void {
    if (batch.length === 0) return;
    const handling = handle(batch).finally(() => underWay.delete(handling));
    underWay.add(handling);
  }

  /** A queue may deliver a message twice, at the same moment even. What becomes of the copy changes nothing here. */
  async function handle(batch: readonly ReceivedMessage[]): Promise<void> {
    const copies = batch.slice(0, deliveries.duplicates.take(batch.length));
    const copied = copies.length > 0 ? service.invoke(toSqsEvent(queueArn, copies)) : undefined;
    settle(batch, await service.invoke(toSqsEvent(queueArn, batch)));
    await copied;
  }

  function settle(batch: readonly ReceivedMessage[], result: InvocationResult): void {
    const ids = batch.map(({ message }) => message.messageId);
    const finished = new Set(finishedMessages(result, ids, reportsFailedItems));
    for (const { message, receiptHandle } of batch) {
      if (!finished.has(message.messageId)) continue;
      queues.delete(queueArn, receiptHandle);
      deliveries.finished(queueArn, message);
    }
  }
}
