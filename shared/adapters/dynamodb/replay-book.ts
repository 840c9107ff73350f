import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  DIFFERENCES_PER_PAGE,
  type DifferenceKind,
  type PolicyDifference,
} from '#shared/domain/policy-difference.ts';
import { HOUR_MS } from '#shared/domain/time.ts';
import type {
  DifferencePage,
  ReplayBook,
  ReplayOrder,
  ReplayReport,
  ReplaySpan,
  ReplayState,
} from '#shared/ports/replay-book.ts';
import { count, keyOf, text, type Item } from './keys.ts';
import { packed, unpacked } from './packed.ts';

const KEPT_MS = 7 * 24 * HOUR_MS;

/** Pages looked through for one answer, when a kind is asked for that few leads are of. */
const PAGES_PER_ANSWER = 10;

/** One item that says how far it is, one with what was ordered, and one for each page of differences. */
export class DynamoDbReplayBook implements ReplayBook {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor(client: DynamoDBClient, table: string, now: () => Date = () => new Date()) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  /** The state is written last: a replay that can be found can be carried out. */
  async order(order: ReplayOrder): Promise<void> {
    await this.#put({ ...keyOf.replayOrder(order.id), doc: packed(order) });
    await this.#put({
      ...keyOf.replay(order.id),
      orderedAt: { S: order.orderedAt },
      by: { S: order.by },
      span: { S: JSON.stringify(order.span) },
      policyVersion: { N: String(order.policy.version) },
      state: { S: 'queued' },
    });
  }

  async findOrder(id: string): Promise<ReplayOrder | undefined> {
    return unpacked<ReplayOrder>(await this.#get(keyOf.replayOrder(id)), 'doc');
  }

  async find(id: string): Promise<ReplayState | undefined> {
    const item = await this.#get(keyOf.replay(id));
    return item === undefined ? undefined : toState(id, item);
  }

  async advance(id: string, done: number, total: number): Promise<void> {
    await this.#change(id, 'SET #state = :state, done = :done, #total = :total', {
      names: { '#total': 'total' },
      values: { ':state': { S: 'running' }, ':done': { N: String(done) }, ':total': { N: String(total) } },
    });
  }

  async keep(id: string, page: number, differences: readonly PolicyDifference[]): Promise<void> {
    if (differences.length > DIFFERENCES_PER_PAGE)
      throw new Error(`a page takes ${DIFFERENCES_PER_PAGE} differences, not ${differences.length}`);
    await this.#put({ ...keyOf.replayPage(id, page), doc: packed(differences) });
  }

  async finish(id: string, outcome: ReplayReport | 'failed'): Promise<void> {
    if (outcome === 'failed')
      return this.#change(id, 'SET #state = :state', { values: { ':state': { S: 'failed' } } });
    const looked = { N: String(outcome.judged + outcome.skipped) };
    await this.#change(id, 'SET #state = :state, report = :report, done = :done', {
      values: { ':state': { S: 'done' }, ':report': { S: JSON.stringify(outcome) }, ':done': looked },
    });
  }

  async differences(id: string, kind: DifferenceKind | undefined, cursor?: string): Promise<DifferencePage> {
    const first = fromCursor(cursor);
    for (let page = first; page < first + PAGES_PER_ANSWER; page += 1) {
      const item = await this.#get(keyOf.replayPage(id, page));
      const kept = unpacked<readonly PolicyDifference[]>(item, 'doc') ?? [];
      if (kept.length === 0) return { differences: [] };
      const wanted = kind === undefined ? kept : kept.filter(({ kinds }) => kinds.includes(kind));
      if (wanted.length > 0) return { differences: wanted, next: String(page + 1) };
    }
    return { differences: [], next: String(first + PAGES_PER_ANSWER) };
  }

  /** Only a replay that is not finished changes: the first outcome counts. */
  async #change(
    id: string,
    update: string,
    { names = {}, values }: { readonly names?: Record<string, string>; readonly values: Item },
  ): Promise<void> {
    const change = new UpdateItemCommand({
      TableName: this.#table,
      Key: keyOf.replay(id),
      UpdateExpression: update,
      ConditionExpression: '#state IN (:queued, :running)',
      ExpressionAttributeNames: { '#state': 'state', ...names },
      ExpressionAttributeValues: { ...values, ':queued': { S: 'queued' }, ':running': { S: 'running' } },
    });
    try {
      await this.#client.send(change);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  async #put(item: Item): Promise<void> {
    const expiresAt = { N: String(Math.ceil((this.#now().getTime() + KEPT_MS) / 1000)) };
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item: { ...item, expiresAt } }));
  }

  /** The table deletes late: what has expired is not there any more. */
  async #get(key: Item): Promise<Item | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    return count(item, 'expiresAt') * 1000 > this.#now().getTime() ? item : undefined;
  }
}

function toState(id: string, item: Item): ReplayState {
  const report = text(item, 'report');
  return {
    id,
    orderedAt: text(item, 'orderedAt') ?? '',
    by: text(item, 'by') ?? '',
    span: JSON.parse(text(item, 'span') ?? '{"last":0}') as ReplaySpan,
    policyVersion: count(item, 'policyVersion'),
    state: (text(item, 'state') ?? 'failed') as ReplayState['state'],
    done: count(item, 'done'),
    total: count(item, 'total'),
    ...(report === undefined ? {} : { report: JSON.parse(report) as ReplayReport }),
  };
}

/** A page's number. Anything else is the beginning. */
function fromCursor(cursor: string | undefined): number {
  return cursor !== undefined && /^\d{1,6}$/.test(cursor) ? Number(cursor) : 0;
}
