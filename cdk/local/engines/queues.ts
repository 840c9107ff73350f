import type { QueueDefinition } from '../template/definitions.ts';
import { ACCOUNT_ID } from '../template/stack.ts';
import { type FauxQueue, type Fauxqs, type QueueMessage, startFauxqs } from './fauxqs.ts';

export interface ReceivedMessage {
  readonly receiptHandle: string;
  readonly message: QueueMessage;
}

export interface QueueDepth {
  readonly name: string;
  readonly logicalId: string;
  readonly ready: number;
  readonly delayed: number;
  readonly inFlight: number;
  /** Since the oldest waiting message was sent; 0 when none waits. */
  readonly oldestSeconds: number;
}

/** A message as somebody sees it who does not take it. */
export interface HeldMessage {
  readonly messageId: string;
  readonly body: string;
  readonly state: 'waiting' | 'delayed' | 'in-flight';
  /** When it was first sent; a dead letter keeps this moment. */
  readonly sentAt: string;
  readonly receives: number;
}

export interface Queues {
  readonly endpoint: string;
  /** Makes what is missing and gives every queue the template's attributes; messages are kept. */
  create(definitions: readonly QueueDefinition[]): void;
  /** Up to `count` messages, as soon as there is one; none when `waitSeconds` pass without. */
  receive(arn: string, count: number, waitSeconds: number): Promise<readonly ReceivedMessage[]>;
  /** Up to `count` messages at once, also those that somebody holds; whoever does can delete them no more. */
  seize(arn: string, count: number): readonly ReceivedMessage[];
  /** Every message of a queue, untouched, those that wait first. */
  look(arn: string): readonly HeldMessage[];
  delete(arn: string, receiptHandle: string): void;
  send(name: string, body: string): void;
  /** Loses every message of the queue, or of all queues. */
  wipe(name?: string): void;
  depths(): readonly QueueDepth[];
  /** As if so much time had passed: messages are older, and those that are held or delayed come back sooner. */
  age(ms: number): void;
  /** Wakes everybody who waits for a message, so that they can end. */
  interrupt(): void;
  stop(): Promise<void>;
}

/** The queues of the stack, kept in `folder`. */
export async function startQueues(folder: string): Promise<Queues> {
  const fauxqs = await startFauxqs(folder);
  const defined: QueueDefinition[] = [];
  const queueBy = { arn: (arn: string) => found(fauxqs.store.getQueueByArn(arn), arn) };
  const all = () => defined.map(({ arn }) => queueBy.arn(arn));

  return {
    endpoint: fauxqs.endpoint,
    create(definitions) {
      for (const definition of definitions) createQueue(fauxqs, definition);
      defined.push(...definitions);
      for (const queue of all()) releaseAll(queue);
    },
    async receive(arn, count, waitSeconds) {
      const queue = queueBy.arn(arn);
      const first = take(fauxqs, queue, count);
      if (first.length > 0 || waitSeconds === 0) return first;
      await queue.waitForMessages(waitSeconds);
      return take(fauxqs, queue, count);
    },
    seize(arn, count) {
      const queue = queueBy.arn(arn);
      releaseAll(queue);
      return take(fauxqs, queue, count);
    },
    look: (arn) => lookInto(queueBy.arn(arn)),
    delete: (arn, receiptHandle) => void queueBy.arn(arn).deleteMessage(receiptHandle),
    send: (name, body) => {
      const definition = defined.find((each) => each.name === name || each.logicalId === name);
      queueBy.arn(definition?.arn ?? name).enqueue(fauxqs.createMessage(body));
    },
    wipe: (name) => {
      for (const queue of all()) if (name === undefined || queue.name === name) queue.purge();
    },
    depths: () => defined.map((definition) => depthOf(definition, queueBy.arn(definition.arn))),
    age: (ms) => {
      for (const queue of all()) ageMessages(queue, ms);
    },
    interrupt: () => {
      for (const queue of all()) queue.cancelWaiters();
    },
    stop: () => fauxqs.stop(),
  };
}

function createQueue({ store, endpoint }: Fauxqs, { name, arn, attributes }: QueueDefinition): void {
  const existing = store.getQueueByArn(arn);
  if (existing) return existing.setAttributes(attributes);
  store.createQueue(name, `${endpoint}/${ACCOUNT_ID}/${name}`, arn, attributes);
}

/**
 * Takes held messages from whoever holds them, for instance a runner that is gone; the next taker finds them.
 *
 * Their time is up rather than set to nothing: that makes fauxqs 2.4.1 write a message without its count of receives,
 * which its database refuses.
 */
function releaseAll(queue: FauxQueue): void {
  for (const receiptHandle of [...queue.inflightMessages.keys()]) queue.changeVisibility(receiptHandle, -1);
}

function ageMessages(queue: FauxQueue, ms: number): void {
  const { ready, delayed } = queue.inspectMessages();
  const inFlight = [...queue.inflightMessages.values()];
  for (const message of [...ready, ...delayed, ...inFlight.map(({ message }) => message)]) {
    message.sentTimestamp -= ms;
    if (message.delayUntil !== undefined) message.delayUntil -= ms;
  }
  for (const held of inFlight) held.visibilityDeadline -= ms;
  queue.processTimers();
}

function take({ store }: Fauxqs, queue: FauxQueue, count: number): ReceivedMessage[] {
  const received = queue.dequeue(count, undefined, (arn) => store.getQueueByArn(arn));
  return received.flatMap(({ ReceiptHandle }) => {
    const entry = queue.inflightMessages.get(ReceiptHandle);
    return entry ? [{ receiptHandle: ReceiptHandle, message: entry.message }] : [];
  });
}

function lookInto(queue: FauxQueue): readonly HeldMessage[] {
  const { ready, delayed, inflight } = queue.inspectMessages();
  const held = (state: HeldMessage['state']) => (message: QueueMessage) => ({
    messageId: message.messageId,
    body: message.body,
    state,
    sentAt: new Date(message.sentTimestamp).toISOString(),
    receives: message.approximateReceiveCount,
  });
  return [
    ...ready.map(held('waiting')),
    ...delayed.map(held('delayed')),
    ...inflight.map(({ message }) => held('in-flight')(message)),
  ];
}

function depthOf({ name, logicalId }: QueueDefinition, queue: FauxQueue): QueueDepth {
  const { ready, delayed, inflight } = queue.inspectMessages();
  const sent = [...ready, ...inflight.map(({ message }) => message)].map(
    ({ sentTimestamp }) => sentTimestamp,
  );
  const oldest = sent.reduce((earliest, at) => Math.min(earliest, at), Infinity);
  return {
    name,
    logicalId,
    ready: ready.length,
    delayed: delayed.length,
    inFlight: inflight.length,
    oldestSeconds: Number.isFinite(oldest) ? Math.max(0, Math.round((Date.now() - oldest) / 1000)) : 0,
  };
}

function found(queue: FauxQueue | undefined, arn: string): FauxQueue {
  if (!queue) throw new Error(`There is no queue ${arn}.`);
  return queue;
}
