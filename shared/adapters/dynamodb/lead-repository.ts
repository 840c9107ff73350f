import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Lead } from '#shared/domain/lead.ts';
import { leadMatcher } from '#shared/domain/reporting/lead-matcher.ts';
import type { LeadFilter, LeadPage, LeadRepository, RepeatWindow } from '#shared/ports/lead-repository.ts';
import { KEYS_PER_READ, readItems } from './batch-read.ts';
import { keyOf, text } from './keys.ts';
import { fromItem, isSameWrite, leadIdOf, monthOf, toItem, toNextVersion } from './lead-item.ts';
import { cancellationReasons, isConditionFailure, withConflictRetries } from './transactions.ts';

/** A sparse filter stops here and hands out a cursor, so that one request stays short. */
const MAX_READS_PER_PAGE = 8;

/** Whoever comes from a report wants its leads, however few they are among many. */
const MAX_READS_FOR_FIGURE = 40;

/** Months a listing goes back when no `from` is given. */
const MAX_MONTHS_BACK = 24;

/** Ours are 24 characters. The engine takes no key beyond 2 KB, and an id comes out of an address. */
const MAX_ID_CHARACTERS = 64;

export class DynamoDbLeadRepository implements LeadRepository {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async keep(
    lead: Lead,
    window?: RepeatWindow,
  ): Promise<{ outcome: 'kept' } | { outcome: 'known'; lead: Lead }> {
    return window === undefined ? this.#keepOnce(lead) : this.#keepOnceWithin(lead, window);
  }

  async find(id: string): Promise<Lead | undefined> {
    if (id.length > MAX_ID_CHARACTERS) return undefined;
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.lead(id), ConsistentRead: true }),
    );
    return item === undefined ? undefined : fromItem(item);
  }

  async save(lead: Lead): Promise<'saved' | 'outdated'> {
    const item = toItem(lead);
    try {
      const update = new UpdateItemCommand(toNextVersion(this.#table, lead, item));
      await withConflictRetries(() => this.#client.send(update));
      return 'saved';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return isSameWrite(item, error.Item) ? 'saved' : 'outdated';
    }
  }

  async list(filter: LeadFilter, limit: number, cursor?: string): Promise<LeadPage> {
    const leads: Lead[] = [];
    const matches = leadMatcher(filter);
    const maxReads = filter.figure === undefined ? MAX_READS_PER_PAGE : MAX_READS_FOR_FIGURE;
    const readSize = isSparse(filter) ? KEYS_PER_READ : Math.min(limit, KEYS_PER_READ);
    let place = cursor === undefined ? startOf(filter) : fromCursor(cursor);
    for (let reads = 0; reads < maxReads && place !== undefined;) {
      const page = await this.#readArrivals(place, filter, readSize);
      // A month without arrivals costs next to nothing, and stopping at one would promise a next page in vain.
      if (page.leads.length > 0) reads += 1;
      for (const lead of page.leads) {
        if (!matches(lead)) continue;
        leads.push(lead);
        if (leads.length === limit)
          return { leads, next: toCursor({ month: place.month, before: keyAfter(lead) }) };
      }
      place = page.next ?? monthBefore(place, filter);
    }
    return place === undefined ? { leads } : { leads, next: toCursor(place) };
  }

  /** `keptBy` tells our own write, whose answer was lost and which the SDK tried again, from another's of the same lead. */
  async #keepOnce(lead: Lead): Promise<{ outcome: 'kept' } | { outcome: 'known'; lead: Lead }> {
    const keptBy = randomBytes(6).toString('base64url');
    const item = { ...toItem(lead), keptBy: { S: keptBy } };
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { outcome: 'kept' };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      if (text(error.Item, 'keptBy') === keptBy) return { outcome: 'kept' };
      if (error.Item === undefined)
        throw new Error('the table refused a lead and did not say which is there', { cause: error });
      return { outcome: 'known', lead: fromItem(error.Item) };
    }
  }

  async #keepOnceWithin(
    lead: Lead,
    window: RepeatWindow,
  ): Promise<{ outcome: 'kept' } | { outcome: 'known'; lead: Lead }> {
    const put = this.#putWithin(lead, window);
    try {
      await withConflictRetries(() => this.#client.send(put));
      return { outcome: 'kept' };
    } catch (error) {
      const [, repeat] = cancellationReasons(error);
      const firstId = text(repeat?.Item, 'leadId');
      if (!isConditionFailure(repeat) || firstId === undefined) throw error;
      const first = await this.find(firstId);
      if (first === undefined) throw error;
      return { outcome: 'known', lead: first };
    }
  }

  #putWithin(lead: Lead, { key, until }: RepeatWindow): TransactWriteItemsCommand {
    const repeat = {
      ...keyOf.repeat(key),
      leadId: { S: lead.id },
      until: { S: until },
      expiresAt: { N: String(Math.ceil(Date.parse(until) / 1000)) },
    };
    return new TransactWriteItemsCommand({
      ClientRequestToken: randomUUID(),
      TransactItems: [
        {
          Put: {
            TableName: this.#table,
            Item: toItem(lead),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Put: {
            TableName: this.#table,
            Item: repeat,
            ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: { ':now': { S: lead.receivedAt } },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
      ],
    });
  }

  async #readArrivals(
    place: Place,
    filter: LeadFilter,
    limit: number,
  ): Promise<{ leads: Lead[]; next?: Place }> {
    const from = filter.from === undefined || filter.from < place.month ? place.month : filter.from;
    if (from > place.before) return { leads: [] };
    const { Items: keys = [], LastEvaluatedKey: last } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: 'arrivals',
        KeyConditionExpression: 'arrivedOn = :month AND arrivedKey BETWEEN :from AND :before',
        ExpressionAttributeValues: {
          ':month': { S: place.month },
          ':from': { S: from },
          ':before': { S: place.before },
        },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    const found = await this.#findAll(keys.map(leadIdOf));
    const leads = keys.flatMap((key) => found.get(leadIdOf(key)) ?? []);
    const lastKey = text(last, 'arrivedKey');
    return lastKey === undefined
      ? { leads }
      : { leads, next: { month: place.month, before: justBefore(lastKey) } };
  }

  async #findAll(ids: readonly string[]): Promise<Map<string, Lead>> {
    const items = await readItems(this.#client, this.#table, ids.map(keyOf.lead));
    return new Map(items.map((item) => [leadIdOf(item), fromItem(item)]));
  }
}

/** Where a listing continues: in which month, before which arrival. */
interface Place {
  readonly month: string;
  readonly before: string;
}

/** Sorts behind every arrival key of a month. */
const END = '~';

function startOf(filter: LeadFilter): Place {
  const to = filter.to;
  return to === undefined
    ? { month: monthOf(new Date().toISOString()), before: END }
    : { month: monthOf(to), before: to };
}

function monthBefore(place: Place, filter: LeadFilter): Place | undefined {
  const month = monthsBack(place.month, 1);
  const oldest =
    filter.from === undefined
      ? monthsBack(monthOf(new Date().toISOString()), MAX_MONTHS_BACK)
      : monthOf(filter.from);
  return month < oldest ? undefined : { month, before: END };
}

function monthsBack(month: string, count: number): string {
  const date = new Date(`${month}-01T00:00:00.000Z`);
  date.setUTCMonth(date.getUTCMonth() - count);
  return monthOf(date.toISOString());
}

/** Whether many arrivals may have to be read to find a few leads. */
function isSparse({ status, source, owner, figure }: LeadFilter): boolean {
  return status !== undefined || source !== undefined || owner !== undefined || figure !== undefined;
}

function keyAfter(lead: Lead): string {
  return justBefore(`${lead.receivedAt}#${lead.id}`);
}

/** The greatest text that sorts before `key` and that no arrival has. */
function justBefore(key: string): string {
  const last = key.charCodeAt(key.length - 1);
  return `${key.slice(0, -1)}${String.fromCharCode(last - 1)}${END}`;
}

function toCursor(place: Place): string {
  return Buffer.from(`${place.month}|${place.before}`).toString('base64url');
}

function fromCursor(cursor: string): Place | undefined {
  const [month = '', before = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  return /^\d{4}-\d{2}$/.test(month) && before !== '' ? { month, before } : undefined;
}
