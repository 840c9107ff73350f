import { once } from 'node:events';
import type { Server } from 'node:http';

export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly messageAttributes: Readonly<Record<string, MessageAttribute>>;
  sentTimestamp: number;
  delayUntil?: number;
  readonly approximateReceiveCount: number;
  readonly approximateFirstReceiveTimestamp?: number;
  readonly messageGroupId?: string;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

interface HeldByTaker {
  readonly message: QueueMessage;
  /** When it is given to the next one. */
  visibilityDeadline: number;
}

/** What we use of one queue of fauxqs. */
export interface FauxQueue {
  readonly name: string;
  readonly arn: string;
  readonly inflightMessages: ReadonlyMap<string, HeldByTaker>;
  persistence?: unknown;
  setAttributes(attributes: Readonly<Record<string, string>>): void;
  enqueue(message: QueueMessage): void;
  dequeue(
    count: number,
    visibilitySeconds: number | undefined,
    findDeadLetters: (arn: string) => FauxQueue | undefined,
  ): readonly { readonly ReceiptHandle: string }[];
  waitForMessages(seconds: number): Promise<void>;
  deleteMessage(receiptHandle: string): boolean;
  changeVisibility(receiptHandle: string, seconds: number): void;
  inspectMessages(): Readonly<Record<'ready' | 'delayed', readonly QueueMessage[]>> & {
    readonly inflight: readonly { readonly message: QueueMessage }[];
  };
  /** Gives back what was held or delayed for long enough. */
  processTimers(): void;
  cancelWaiters(): void;
  purge(): void;
}

export interface FauxStore {
  persistence?: unknown;
  allQueues(): Iterable<FauxQueue>;
  getQueueByName(name: string): FauxQueue | undefined;
  getQueueByArn(arn: string): FauxQueue | undefined;
  createQueue(
    name: string,
    url: string,
    arn: string,
    attributes: Readonly<Record<string, string>>,
  ): FauxQueue;
}

interface Persistence {
  readonly db: { exec(sql: string): void };
  load(queues: FauxStore, topics: unknown, objects: unknown): void;
  close(): void;
}

interface FauxModules {
  readonly SqsStore: (new () => FauxStore) & { createMessage(body: string): QueueMessage };
  readonly SnsStore: new () => object;
  readonly S3Store: new () => object;
  readonly PersistenceManager: new (folder: string) => Persistence;
  buildApp(options: object): FauxApp;
}

interface FauxApp {
  readonly server: Server;
  listen(options: { readonly port: number; readonly host: string }): Promise<string>;
  close(): Promise<void>;
}

export interface Fauxqs {
  readonly endpoint: string;
  readonly store: FauxStore;
  createMessage(body: string): QueueMessage;
  stop(): Promise<void>;
}

/**
 * Starts the queue engine inside this process, its queues kept in `folder`.
 *
 * It is put together of fauxqs' parts, because `startFauxqs` listens on every network interface and cannot be
 * told otherwise. Having the store at hand also spares the pollers their HTTP calls.
 */
export async function startFauxqs(folder: string): Promise<Fauxqs> {
  const fauxqs = await loadModules();
  const persistence = new fauxqs.PersistenceManager(folder);
  // A lost message is found by the sweep, so it need not be on the disk before its sender goes on.
  persistence.db.exec('PRAGMA synchronous = OFF');
  const stores = {
    sqsStore: new fauxqs.SqsStore(),
    snsStore: new fauxqs.SnsStore(),
    s3Store: new fauxqs.S3Store(),
  };
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  stores.sqsStore.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;

  const app = fauxqs.buildApp({ logger: false, stores });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The queue engine has no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    store: stores.sqsStore,
    createMessage: (body) => fauxqs.SqsStore.createMessage(body),
    async stop() {
      const closed = app.server.listening ? once(app.server, 'close') : Promise.resolve();
      await app.close();
      await closed;
      persistence.close();
    },
  };
}

/** The package exports only the server as a whole, so its parts are imported by their files. */
async function loadModules(): Promise<FauxModules> {
  const main = import.meta.resolve('fauxqs');
  const [app, sqs, sns, s3, persistence] = await Promise.all([
    import(main),
    import(new URL('sqs/sqsStore.js', main).href),
    import(new URL('sns/snsStore.js', main).href),
    import(new URL('s3/s3Store.js', main).href),
    import(new URL('persistence.js', main).href),
  ]);
  return {
    SqsStore: sqs.SqsStore,
    SnsStore: sns.SnsStore,
    S3Store: s3.S3Store,
    PersistenceManager: persistence.PersistenceManager,
    buildApp: app.buildApp,
  };
}
