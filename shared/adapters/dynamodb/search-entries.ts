import {
  BatchWriteItemCommand,
  QueryCommand,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { WORD_TERM } from '#shared/domain/reporting/search-terms.ts';
import type { Recount } from '#shared/ports/report-book.ts';
import { keyOf, text, type Item } from './keys.ts';
import { arrivedKeyOf } from './lead-item.ts';

/** BatchWriteItem takes no more at once. */
const WRITES_AT_ONCE = 25;

/** What was not written for want of throughput is tried so often again; then the count is not made, and made later. */
const MAX_TRIES = 5;

/** Items by which leads are found: by what a phone, an address, a number hashes to, or by a word of the company's name. */
export class SearchEntries {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Puts what leads can be found by now, and removes what they no longer can. Doing it twice changes nothing. */
  async move(leads: Recount['leads']): Promise<void> {
    const writes = leads.flatMap(({ lead, before, now }): WriteRequest[] => {
      const arrivedKey = arrivedKeyOf(lead);
      const [old, fresh] = [new Set(before?.terms), new Set(now.terms)];
      return [
        ...[...fresh]
          .filter((term) => !old.has(term))
          .map((term) => ({ PutRequest: { Item: entryOf(term, arrivedKey) } })),
        ...[...old]
          .filter((term) => !fresh.has(term))
          .map((term) => ({ DeleteRequest: { Key: entryOf(term, arrivedKey) } })),
      ];
    });
    const batches = Array.from({ length: Math.ceil(writes.length / WRITES_AT_ONCE) }, (_, place) =>
      writes.slice(place * WRITES_AT_ONCE, (place + 1) * WRITES_AT_ONCE),
    );
    await Promise.all(batches.map((batch) => this.#write(batch)));
  }

  async find(term: string, limit: number): Promise<readonly string[]> {
    const key = keyOf.term(term, '');
    return (await this.#query({ pk: key['pk'] ?? { S: '' } }, limit)).map(idOf);
  }

  async findByWord(beginning: string, limit: number): Promise<readonly string[]> {
    const pk = keyOf.word(beginning, '')['pk'] ?? { S: '' };
    const items = await this.#query({ pk, beginning: { S: beginning } }, limit);
    const newestFirst = items
      .map((item) => (text(item, 'sk') ?? '').slice(wordOf(item).length + 1))
      .sort()
      .reverse();
    return newestFirst.map((arrivedKey) => arrivedKey.slice(arrivedKey.indexOf('#') + 1));
  }

  async #query(
    { pk, beginning }: { readonly pk: Item[string]; readonly beginning?: Item[string] },
    limit: number,
  ): Promise<readonly Item[]> {
    const { Items: items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression:
          beginning === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :beginning)',
        ExpressionAttributeValues: {
          ':pk': pk,
          ...(beginning === undefined ? {} : { ':beginning': beginning }),
        },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return items;
  }

  async #write(writes: WriteRequest[]): Promise<void> {
    let left = writes;
    for (let tries = 1; left.length > 0; tries += 1) {
      if (tries > MAX_TRIES) throw new Error(`${left.length} search entries were not written`);
      const { UnprocessedItems: rest } = await this.#client.send(
        new BatchWriteItemCommand({ RequestItems: { [this.#table]: left } }),
      );
      left = rest?.[this.#table] ?? [];
    }
  }
}

/** The key by which a lead is found under a term. */
export function entryOf(term: string, arrivedKey: string): Item {
  return term.startsWith(WORD_TERM)
    ? keyOf.word(term.slice(WORD_TERM.length), arrivedKey)
    : keyOf.term(term, arrivedKey);
}

function idOf(item: Item): string {
  const arrivedKey = text(item, 'sk') ?? '';
  return arrivedKey.slice(arrivedKey.indexOf('#') + 1);
}

function wordOf(item: Item): string {
  const key = text(item, 'sk') ?? '';
  return key.slice(0, key.indexOf('#'));
}
