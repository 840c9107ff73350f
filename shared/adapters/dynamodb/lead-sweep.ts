import { GetItemCommand, PutItemCommand, QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { LeadSweep } from '#shared/ports/lead-sweep.ts';
import { KEYS_PER_READ, readItems } from './batch-read.ts';
import { keyOf, text, type Item } from './keys.ts';
import { DUE_SHARDS, arrivedKeyOf, fromItem, leadIdOf, monthOf } from './lead-item.ts';

export class DynamoDbLeadSweep implements LeadSweep {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async findDue(now: Date, limit: number): Promise<readonly Lead[]> {
    const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => `due-${shard}`);
    const keys = await Promise.all(shards.map((shard) => this.#dueKeys(shard, now, limit)));
    const longestDue = keys.flat().sort(byTime(dueAt)).slice(0, limit);
    const leads = await this.#read(longestDue.map(leadIdOf));
    return leads
      .filter(({ nextActionAt }) => nextActionAt !== undefined && nextActionAt <= now.toISOString())
      .sort(byTime(({ nextActionAt }) => nextActionAt));
  }

  async *arrivals(from: Timestamp, to: Timestamp): AsyncIterable<readonly Lead[]> {
    if (from > to) return;
    for (const month of monthsBetween(from, to)) {
      let start: Item | undefined;
      do {
        const { Items: keys = [], LastEvaluatedKey: last } = await this.#client.send(
          new QueryCommand({
            TableName: this.#table,
            IndexName: 'arrivals',
            KeyConditionExpression: 'arrivedOn = :month AND arrivedKey BETWEEN :from AND :to',
            ExpressionAttributeValues: {
              ':month': { S: month },
              ':from': { S: from },
              ':to': { S: `${to}~` },
            },
            Limit: KEYS_PER_READ,
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
          }),
        );
        yield (await this.#read(keys.map(leadIdOf))).sort(byTime(arrivedKeyOf));
        start = last;
      } while (start !== undefined);
    }
  }

  async readCheckpoint(): Promise<Timestamp | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.sweepCheckpoint(), ConsistentRead: true }),
    );
    return text(item, 'upTo');
  }

  async moveCheckpoint(to: Timestamp): Promise<void> {
    await this.#client.send(
      new PutItemCommand({ TableName: this.#table, Item: { ...keyOf.sweepCheckpoint(), upTo: { S: to } } }),
    );
  }

  async #dueKeys(shard: string, now: Date, limit: number): Promise<Item[]> {
    const { Items: keys = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND nextActionAt <= :now',
        ExpressionAttributeValues: { ':shard': { S: shard }, ':now': { S: now.toISOString() } },
        Limit: limit,
      }),
    );
    return keys;
  }

  async #read(ids: readonly string[]): Promise<Lead[]> {
    return (await readItems(this.#client, this.#table, ids.map(keyOf.lead))).map(fromItem);
  }
}

function dueAt(key: Item): Timestamp | undefined {
  return text(key, 'nextActionAt');
}

function byTime<T>(timeOf: (one: T) => string | undefined): (one: T, other: T) => number {
  return (one, other) => {
    const [first, second] = [timeOf(one) ?? '', timeOf(other) ?? ''];
    return first === second ? 0 : first < second ? -1 : 1;
  };
}

function monthsBetween(from: Timestamp, to: Timestamp): string[] {
  const months = [monthOf(from)];
  const cursor = new Date(`${monthOf(from)}-01T00:00:00.000Z`);
  while (monthOf(cursor.toISOString()) < monthOf(to)) {
    cursor.setUTCMonth(cursor.getUTCMonth() + 1);
    months.push(monthOf(cursor.toISOString()));
  }
  return months;
}
