import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { FoundLeads, PastLeads } from '#shared/ports/past-leads.ts';
import type { ReplaySpan } from '#shared/ports/replay-book.ts';
import { KEYS_PER_READ, readItems } from './batch-read.ts';
import { keyOf, type Item } from './keys.ts';
import { arrivedKeyOf, fromItem, leadIdOf, monthOf } from './lead-item.ts';

/** The table answers several at once; while one answer is unpacked the others are on their way. */
const READS_IN_FLIGHT = 4;

/** Keys are small, and a thousand of them come well within the client's patience. */
const KEYS_PER_QUERY = 1_000;

/** Whoever asks for the last so many leads does not mean those of three years ago. */
const MAX_MONTHS_BACK = 24;

/** Finds all keys first, which is quick and tells how many there are, and then reads the leads several pages at a time. */
export class DynamoDbPastLeads implements PastLeads {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(span: ReplaySpan, before: Timestamp): Promise<FoundLeads> {
    const ids = 'last' in span ? await this.#lastIds(span.last, before) : await this.#idsOf(span, before);
    return { total: ids.length, pages: this.#read(ids) };
  }

  async #lastIds(last: number, before: Timestamp): Promise<readonly string[]> {
    return this.#collect({ from: monthsBack(before, MAX_MONTHS_BACK), to: before }, last);
  }

  async #idsOf({ from, to }: { from: Timestamp; to: Timestamp }, before: Timestamp) {
    return this.#collect({ from, to: to < before ? to : before }, Number.MAX_SAFE_INTEGER);
  }

  async #collect({ from, to }: Period, most: number): Promise<readonly string[]> {
    const ids: string[] = [];
    if (from >= to) return ids;
    for (let month = monthOf(to); month >= monthOf(from); month = monthsBack(month, 1)) {
      for await (const keys of this.#keysOf(month, { from, to })) {
        for (const key of keys) ids.push(leadIdOf(key));
        if (ids.length >= most) return ids.slice(0, most);
      }
    }
    return ids;
  }

  /** An arrival's key begins with its moment, so that one of exactly `to` sorts behind it and is left out. */
  async *#keysOf(month: string, { from, to }: Period): AsyncIterable<readonly Item[]> {
    let start: Item | undefined;
    do {
      const { Items: keys = [], LastEvaluatedKey: last } = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: 'arrivals',
          KeyConditionExpression: 'arrivedOn = :month AND arrivedKey BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':month': { S: month }, ':from': { S: from }, ':to': { S: to } },
          ScanIndexForward: false,
          Limit: KEYS_PER_QUERY,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      yield keys;
      start = last;
    } while (start !== undefined);
  }

  async *#read(ids: readonly string[]): AsyncIterable<readonly Lead[]> {
    const underWay: Promise<readonly Item[]>[] = [];
    let next = 0;
    const ask = () => {
      if (next >= ids.length) return;
      const reading = this.#readPage(ids.slice(next, next + KEYS_PER_READ));
      // It is awaited when its turn comes; until then a failure must not count as one that nobody looks after.
      reading.catch(() => undefined);
      underWay.push(reading);
      next += KEYS_PER_READ;
    };
    for (let reads = 0; reads < READS_IN_FLIGHT; reads += 1) ask();
    for (let page = underWay.shift(); page !== undefined; page = underWay.shift()) {
      const items = await page;
      ask();
      yield items.map(fromItem).sort(newestFirst);
    }
  }

  #readPage(ids: readonly string[]): Promise<readonly Item[]> {
    return readItems(this.#client, this.#table, ids.map(keyOf.lead));
  }
}

interface Period {
  readonly from: Timestamp;
  /** Not included. */
  readonly to: Timestamp;
}

function newestFirst(one: Lead, other: Lead): number {
  return arrivedKeyOf(one) < arrivedKeyOf(other) ? 1 : -1;
}

/** The month so many before the one a moment lies in, `2026-11`. */
function monthsBack(moment: string, count: number): string {
  const date = new Date(`${monthOf(moment)}-01T00:00:00.000Z`);
  date.setUTCMonth(date.getUTCMonth() - count);
  return monthOf(date.toISOString());
}
