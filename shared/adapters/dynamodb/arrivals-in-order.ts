import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Timestamp } from '#shared/domain/time.ts';
import type { ArrivalPage } from '#shared/ports/erasure-book.ts';
import { KEYS_PER_READ, readItems } from './batch-read.ts';
import { keyOf, text, type Item } from './keys.ts';
import { fromItem, leadIdOf, monthOf } from './lead-item.ts';

/** No lead is kept for longer. A month without arrivals costs a query. */
const MAX_MONTHS_BACK = 120;

/** Months without arrivals that one page goes past. */
const MOST_EMPTY_MONTHS = 12;

/**
 * Leads in the order they came, a page of a hundred. The last to come are read last, when the index that is asked has
 * long caught up with them.
 *
 * A place is an arrival's key, or a month: both sort before what comes after them.
 */
export async function readArrivals(
  { client, table }: { readonly client: DynamoDBClient; readonly table: string },
  place: string | undefined,
  until: Timestamp,
): Promise<ArrivalPage> {
  let after = place ?? monthsAfter(until, -MAX_MONTHS_BACK);
  for (let months = 0; months < MOST_EMPTY_MONTHS; months += 1) {
    if (monthOf(after) > monthOf(until)) return { leads: [] };
    const keys = await readKeys(client, table, after, until);
    const last = text(keys.at(-1), 'arrivedKey');
    if (last !== undefined) {
      const items = await readItems(
        client,
        table,
        keys.map((key) => keyOf.lead(leadIdOf(key))),
      );
      return { leads: items.map(fromItem), next: last };
    }
    after = monthsAfter(after, 1);
  }
  return { leads: [], next: after };
}

async function readKeys(
  client: DynamoDBClient,
  table: string,
  after: string,
  until: Timestamp,
): Promise<readonly Item[]> {
  const { Items: keys = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'arrivals',
      KeyConditionExpression: 'arrivedOn = :month AND arrivedKey BETWEEN :after AND :until',
      ExpressionAttributeValues: {
        ':month': { S: monthOf(after) },
        ':after': { S: `${after}!` },
        ':until': { S: `${until}~` },
      },
      Limit: KEYS_PER_READ,
    }),
  );
  return keys;
}

/** The month so many after the one a place lies in, `2026-11`. */
function monthsAfter(place: string, count: number): string {
  const date = new Date(`${monthOf(place)}-01T00:00:00.000Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return monthOf(date.toISOString());
}
