import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { PolicyDifference } from '#shared/domain/policy-difference.ts';
import { HOUR_MS, type Timestamp } from '#shared/domain/time.ts';
import type { DifferencePage } from '#shared/ports/replay-book.ts';
import type { ShadowBook, ShadowTally, ShadowTrial } from '#shared/ports/shadow-book.ts';
import { keyOf, text, type Item } from './keys.ts';
import { packed, unpacked } from './packed.ts';

/** After the trial's end: long enough to talk about it. */
const KEPT_MS = 30 * 24 * HOUR_MS;

/** A trial lasts two weeks at most, and what a sweep keeps does not know when it ends. */
const LONGEST_TRIAL_MS = 14 * 24 * HOUR_MS;

const DIFFERENCES_PER_ANSWER = 100;

/** One item with the trial there is, so that a sweep without one pays for a small read; the rest lies under its id. */
export class DynamoDbShadowBook implements ShadowBook {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor(client: DynamoDBClient, table: string, now: () => Date = () => new Date()) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async start(trial: ShadowTrial): Promise<void> {
    const { until, ...doc } = trial;
    await this.#client.send(
      new PutItemCommand({
        TableName: this.#table,
        Item: {
          ...keyOf.shadowTrial(),
          id: { S: trial.id },
          until: { S: until },
          doc: packed(doc),
          expiresAt: secondsOf(Date.parse(until) + KEPT_MS),
        },
      }),
    );
  }

  async current(): Promise<ShadowTrial | undefined> {
    const item = await this.#get(keyOf.shadowTrial());
    const doc = unpacked<Omit<ShadowTrial, 'until'>>(item, 'doc');
    return doc === undefined ? undefined : { ...doc, until: text(item, 'until') ?? doc.startedAt };
  }

  async stop(id: string, at: Timestamp): Promise<void> {
    const change = new UpdateItemCommand({
      TableName: this.#table,
      Key: keyOf.shadowTrial(),
      UpdateExpression: 'SET #until = :at',
      ConditionExpression: '#id = :id AND #until > :at',
      ExpressionAttributeNames: { '#until': 'until', '#id': 'id' },
      ExpressionAttributeValues: { ':at': { S: at }, ':id': { S: id } },
    });
    await this.#unlessRefused(change);
  }

  async keep(id: string, difference: PolicyDifference): Promise<void> {
    const key = keyOf.shadowDifference(id, `${difference.receivedAt}#${difference.leadId}`);
    const item = { ...key, doc: packed(difference), expiresAt: this.#expiry() };
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item: item }));
  }

  async differences(id: string, cursor?: string): Promise<DifferencePage> {
    const start = fromCursor(cursor);
    const { Items: items = [], LastEvaluatedKey: last } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
        ExpressionAttributeValues: {
          ':pk': keyOf.shadowDifference(id, '')['pk'] ?? { S: '' },
          ':kind': keyOf.shadowDifference(id, '')['sk'] ?? { S: '' },
        },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: DIFFERENCES_PER_ANSWER,
        ...(start === undefined ? {} : { ExclusiveStartKey: keyOf.shadowDifference(id, start) }),
      }),
    );
    const differences = items.flatMap((item) => unpacked<PolicyDifference>(item, 'doc') ?? []);
    const prefix = text(keyOf.shadowDifference(id, ''), 'sk') ?? '';
    const lastKey = text(last, 'sk')?.slice(prefix.length);
    return lastKey === undefined ? { differences } : { differences, next: toCursor(lastKey) };
  }

  async tally(id: string): Promise<ShadowTally | undefined> {
    const json = text(await this.#get(keyOf.shadowTally(id)), 'tally');
    return json === undefined ? undefined : (JSON.parse(json) as ShadowTally);
  }

  /** The same tally a second time is `done`: the answer to the first was lost. */
  async count(id: string, before: ShadowTally | undefined, tally: ShadowTally): Promise<'done' | 'outdated'> {
    const put = new PutItemCommand({
      TableName: this.#table,
      Item: {
        ...keyOf.shadowTally(id),
        upTo: { S: tally.upTo },
        tally: { S: JSON.stringify(tally) },
        expiresAt: this.#expiry(),
      },
      ConditionExpression:
        before === undefined
          ? 'attribute_not_exists(pk) OR tally = :tally'
          : 'upTo = :before OR tally = :tally',
      ExpressionAttributeValues: {
        ':tally': { S: JSON.stringify(tally) },
        ...(before === undefined ? {} : { ':before': { S: before.upTo } }),
      },
    });
    return this.#unlessRefused(put);
  }

  async #unlessRefused(change: UpdateItemCommand | PutItemCommand): Promise<'done' | 'outdated'> {
    try {
      await (change instanceof PutItemCommand ? this.#client.send(change) : this.#client.send(change));
      return 'done';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'outdated';
      throw error;
    }
  }

  async #get(key: Item): Promise<Item | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    return item;
  }

  #expiry() {
    return secondsOf(this.#now().getTime() + LONGEST_TRIAL_MS + KEPT_MS);
  }
}

function secondsOf(milliseconds: number) {
  return { N: String(Math.ceil(milliseconds / 1000)) };
}

function toCursor(arrivedKey: string): string {
  return Buffer.from(arrivedKey).toString('base64url');
}

/** A text of no arrival would be an error of the table's, so it counts as the beginning. */
function fromCursor(cursor: string | undefined): string | undefined {
  const key = cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString();
  return /^\d{4}-\d\d-\d\dT[\w:.-]+Z#[\w.-]{1,64}$/.test(key) ? key : undefined;
}
