import {
  QueryCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { Facet } from '#shared/domain/reporting/tally.ts';
import type { Tally } from '#shared/domain/reporting/figure.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { ChangedLead, Counted, DayTally, Recount, ReportBook } from '#shared/ports/report-book.ts';
import { readItems } from './batch-read.ts';
import { count, keyOf, text, type Item } from './keys.ts';
import { UNCOUNTED_SHARDS, arrivedKeyOf, fromItem, leadIdOf } from './lead-item.ts';
import { packed, unpacked } from './packed.ts';
import { SearchEntries } from './search-entries.ts';
import { cancellationReasons, isConditionFailure, withConflictRetries } from './transactions.ts';

const INDEX = 'uncounted';

export class DynamoDbReportBook implements ReportBook {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #entries: SearchEntries;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
    this.#entries = new SearchEntries(client, table);
  }

  async changed(receivedBefore: Timestamp, limit: number): Promise<readonly ChangedLead[]> {
    const shards = await Promise.all(
      uncountedShards().map((shard) => this.#keys(shard, receivedBefore, limit)),
    );
    const ids = shards.flat().sort(byArrival).slice(0, limit).map(leadIdOf);
    const items = await readItems(
      this.#client,
      this.#table,
      ids.flatMap((id) => [keyOf.lead(id), keyOf.counted(id)]),
    );
    const counted = new Map(items.filter(isCounted).map((item) => [leadIdOf(item), toCounted(item)]));
    return items
      .filter((item) => !isCounted(item))
      .map(fromItem)
      .sort((one, other) => (arrivedKeyOf(one) < arrivedKeyOf(other) ? -1 : 1))
      .map((lead) => ({ lead, ...withCounted(counted.get(lead.id)) }));
  }

  async countChanged(most: number): Promise<number> {
    const shards = await Promise.all(uncountedShards().map((shard) => this.#keys(shard, '~', most)));
    return Math.min(most, shards.flat().length);
  }

  async read(
    wanted: readonly { readonly facet: Facet; readonly day: string }[],
  ): Promise<readonly DayTally[]> {
    const items = await readItems(
      this.#client,
      this.#table,
      wanted.map(({ facet, day }) => keyOf.dayTally(facet, day)),
    );
    return wanted.map(({ facet, day }) => {
      const key = keyOf.dayTally(facet, day);
      const item = items.find((one) => one['pk']?.S === key['pk']?.S && text(one, 'sk') === day);
      return toDayTally(facet, day, item);
    });
  }

  async readSpan(facet: Facet, from: string, to: string): Promise<readonly DayTally[]> {
    const months = await Promise.all(
      monthsOf(from, to).map((month) => this.#readMonth(facet, month, from, to)),
    );
    return months.flat();
  }

  /**
   * What can be found is put right before the count, which is what takes the mark off the lead: whoever dies in
   * between leaves a lead that is counted again.
   */
  async count({ leads, tallies }: Recount): Promise<'counted' | 'outdated'> {
    await this.#entries.move(leads);
    const command = new TransactWriteItemsCommand({
      TransactItems: [
        ...leads.flatMap((each) => this.#countedLead(each)),
        ...tallies.map((tally) => this.#putTally(tally)),
      ],
    });
    try {
      await withConflictRetries(() => this.#client.send(command));
      return 'counted';
    } catch (error) {
      if (!cancellationReasons(error).some(isConditionFailure)) throw error;
      await this.#dropErased(leads);
      return 'outdated';
    }
  }

  /** A person who was erased since their lead was read must not be found by what we have just put. */
  async #dropErased(leads: Recount['leads']): Promise<void> {
    const keys = leads.map(({ lead }) => keyOf.lead(lead.id));
    const items = await readItems(this.#client, this.#table, keys);
    const erased = new Set(
      items
        .map(fromItem)
        .filter((lead) => lead.erased !== undefined)
        .map(({ id }) => id),
    );
    const put = leads.filter(({ lead }) => erased.has(lead.id));
    await this.#entries.move(put.map(({ lead, now }) => ({ lead, before: now, now: { ...now, terms: [] } })));
  }

  find(term: string, limit: number): Promise<readonly string[]> {
    return this.#entries.find(term, limit);
  }

  findByWord(beginning: string, limit: number): Promise<readonly string[]> {
    return this.#entries.findByWord(beginning, limit);
  }

  /** The lead itself stays as it is, its version included: nothing about it has changed. */
  #countedLead({ lead, before, now }: Recount['leads'][number]): TransactWriteItem[] {
    const unmark: TransactWriteItem = {
      Update: {
        TableName: this.#table,
        Key: keyOf.lead(lead.id),
        UpdateExpression: 'REMOVE #uncounted',
        ConditionExpression: '#version = :version AND attribute_exists(#uncounted)',
        ExpressionAttributeNames: { '#version': 'version', '#uncounted': 'uncounted' },
        ExpressionAttributeValues: { ':version': { N: String(lead.version) } },
      },
    };
    if (before !== undefined && isSame(before, now)) return [unmark];
    const Item = { ...keyOf.counted(lead.id), day: { S: now.day }, counted: packed(now) };
    return [unmark, { Put: { TableName: this.#table, Item } }];
  }

  #putTally({ facet, day, version, tally }: DayTally): TransactWriteItem {
    const isNew = version === 0;
    return {
      Put: {
        TableName: this.#table,
        Item: { ...keyOf.dayTally(facet, day), version: { N: String(version + 1) }, tally: packed(tally) },
        ConditionExpression: isNew ? 'attribute_not_exists(pk)' : '#version = :version',
        ...(isNew
          ? {}
          : {
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':version': { N: String(version) } },
            }),
      },
    };
  }

  async #keys(shard: string, before: Timestamp, limit: number): Promise<readonly Item[]> {
    const { Items: keys = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: INDEX,
        KeyConditionExpression: 'uncounted = :shard AND arrivedKey < :before',
        ExpressionAttributeValues: { ':shard': { S: shard }, ':before': { S: before } },
        Limit: limit,
      }),
    );
    return keys;
  }

  async #readMonth(facet: Facet, month: string, from: string, to: string): Promise<readonly DayTally[]> {
    const tallies: DayTally[] = [];
    let start: Item | undefined;
    do {
      const { Items: items = [], LastEvaluatedKey: last } = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pk = :month AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':month': keyOf.dayTally(facet, month)['pk'] ?? { S: '' },
            ':from': { S: from },
            ':to': { S: to },
          },
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      tallies.push(...items.map((item) => toDayTally(facet, text(item, 'sk') ?? '', item)));
      start = last;
    } while (start !== undefined);
    return tallies;
  }
}

function uncountedShards(): readonly string[] {
  return Array.from({ length: UNCOUNTED_SHARDS }, (_, shard) => `uncounted-${shard}`);
}

function byArrival(one: Item, other: Item): number {
  return (text(one, 'arrivedKey') ?? '') < (text(other, 'arrivedKey') ?? '') ? -1 : 1;
}

function isCounted(item: Item): boolean {
  return text(item, 'sk') === 'COUNTED';
}

function toCounted(item: Item): Counted | undefined {
  return unpacked<Counted>(item, 'counted');
}

function withCounted(counted: Counted | undefined): { counted?: Counted } {
  return counted === undefined ? {} : { counted };
}

function toDayTally(facet: Facet, day: string, item: Item | undefined): DayTally {
  return { facet, day, version: count(item, 'version'), tally: unpacked<Tally>(item, 'tally') ?? {} };
}

function isSame(before: Counted, now: Counted): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

function monthsOf(from: string, to: string): readonly string[] {
  const months: string[] = [];
  const cursor = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = cursor.toISOString().slice(0, 7)) {
    months.push(month);
    cursor.setUTCMonth(cursor.getUTCMonth() + 1);
  }
  return months;
}
