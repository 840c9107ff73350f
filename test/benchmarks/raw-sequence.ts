import { randomBytes } from 'node:crypto';
import { request, type Agent } from 'node:http';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

/** Where the engines and the stand-ins are. */
export interface Places {
  readonly tables: string;
  readonly queues: string;
  readonly standIns: string;
  /** URL of a queue of the stack. */
  readonly queueUrl: string;
}

export interface TableCall {
  readonly kind: 'table';
  readonly operation: string;
  readonly input: unknown;
}

export interface OutsideCall {
  readonly kind: 'outside';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A message sent, and where the benchmark says so fetched and deleted. */
export interface MessageCall {
  readonly kind: 'message';
}

/** One call, and by their places the calls that had ended before it was made. */
export interface Step {
  readonly after: readonly number[];
  readonly call: TableCall | OutsideCall | MessageCall;
}

/** All that one lead asks of engines and outside systems. */
export interface RawSequence {
  readonly leadId: string;
  readonly steps: readonly Step[];
}

export interface RawClients {
  readonly tables: dynamodb.DynamoDBClient;
  readonly queues: SQSClient;
  readonly agent: Agent;
}

export interface RawOptions {
  readonly places: Places;
  /** Whether messages are fetched and deleted, over HTTP; otherwise they stay where they are. */
  readonly receives: boolean;
}

/** Makes the calls of one lead for another one, each as soon as those it waited for have ended. */
export async function runRawSequence(
  { leadId, steps }: RawSequence,
  clients: RawClients,
  options: RawOptions,
): Promise<void> {
  const id = randomBytes(leadId.length / 2).toString('hex');
  const ends: Promise<void>[] = [];
  for (const { after, call } of steps) {
    const before = after.flatMap((place) => ends[place] ?? []);
    ends.push(Promise.all(before).then(() => make(renamed(call, leadId, id), id, clients, options)));
  }
  await Promise.all(ends);
}

async function make(call: Step['call'], id: string, clients: RawClients, options: RawOptions): Promise<void> {
  switch (call.kind) {
    case 'table':
      return void (await sendTable(call, id, clients.tables));
    case 'message':
      return passMessage(id, clients.queues, options);
    case 'outside':
      return exchange(call, options.places.standIns, clients.agent);
  }
}

type Send = (client: dynamodb.DynamoDBClient, input: unknown) => Promise<unknown>;

const BatchGet = z.custom<dynamodb.BatchGetItemCommandInput>();
const Get = z.custom<dynamodb.GetItemCommandInput>();
const Put = z.custom<dynamodb.PutItemCommandInput>();
const Query = z.custom<dynamodb.QueryCommandInput>();
const TransactWrite = z.custom<dynamodb.TransactWriteItemsCommandInput>();
const Update = z.custom<dynamodb.UpdateItemCommandInput>();

const SENDS: Readonly<Record<string, Send>> = {
  BatchGetItem: (client, input) => client.send(new dynamodb.BatchGetItemCommand(BatchGet.parse(input))),
  GetItem: (client, input) => client.send(new dynamodb.GetItemCommand(Get.parse(input))),
  PutItem: (client, input) => client.send(new dynamodb.PutItemCommand(Put.parse(input))),
  Query: (client, input) => client.send(new dynamodb.QueryCommand(Query.parse(input))),
  TransactWriteItems: (client, input) =>
    client.send(new dynamodb.TransactWriteItemsCommand(TransactWrite.parse(input))),
  UpdateItem: (client, input) => client.send(new dynamodb.UpdateItemCommand(Update.parse(input))),
};

function sendTable({ operation, input }: TableCall, id: string, client: dynamodb.DynamoDBClient) {
  const send = SENDS[operation];
  if (send === undefined) throw new Error(`The raw sequence does not know ${operation}.`);
  // The engine would take a transaction under a token it knows for one it has done.
  const isTransaction = operation === 'TransactWriteItems';
  return send(client, isTransaction ? { ...Object(input), ClientRequestToken: id } : input);
}

/** Any message will do for the taker: there are as many as there are takers. */
async function passMessage(id: string, queues: SQSClient, { places, receives }: RawOptions): Promise<void> {
  const QueueUrl = places.queueUrl;
  const MessageBody = JSON.stringify({ v: 1, leadId: id, reason: 'qualified' });
  await queues.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  if (!receives) return;
  const received = await queues.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 1 }),
  );
  for (const { ReceiptHandle } of received.Messages ?? [])
    await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
}

function exchange({ method, path, headers, body }: OutsideCall, origin: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${origin}${path}`, { method, headers, agent }, (incoming) => {
      const status = incoming.statusCode ?? 0;
      incoming.resume().on('end', () => {
        if (status < 300) resolve();
        else reject(new Error(`A stand-in answers ${status}.`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The same call with another id wherever the lead's stands in a text. Bytes stay as they are. */
function renamed<T>(call: T, from: string, to: string): T;
function renamed(call: unknown, from: string, to: string): unknown {
  if (typeof call === 'string') return call.replaceAll(from, to);
  if (Array.isArray(call)) return call.map((each: unknown) => renamed(each, from, to));
  if (typeof call !== 'object' || call === null || call instanceof Uint8Array) return call;
  return Object.fromEntries(Object.entries(call).map(([name, value]) => [name, renamed(value, from, to)]));
}
