import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CompanyId } from '#shared/domain/counterparty.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { CounterpartyCache, RememberedCounterparty } from '#shared/ports/counterparty-cache.ts';
import { count, keyOf, text, type Item } from './keys.ts';

/** Past its freshness an answer still helps while the registry is down; after this nobody should rely on it. */
const KEEP_SECONDS = 90 * 24 * 60 * 60;

export class DynamoDbCounterpartyCache implements CounterpartyCache {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor(client: DynamoDBClient, table: string, now: () => Date = () => new Date()) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async find(
    company: CompanyId,
  ): Promise<{ counterparty: RememberedCounterparty; freshUntil: Timestamp } | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.counterparty(company) }),
    );
    const json = text(item, 'answer');
    const freshUntil = text(item, 'freshUntil');
    if (json === undefined || freshUntil === undefined || this.#isOver(item)) return undefined;
    return { counterparty: JSON.parse(json) as RememberedCounterparty, freshUntil };
  }

  /** The table deletes what has expired within days, not at once. */
  #isOver(item: Item | undefined): boolean {
    return count(item, 'expiresAt') * 1000 <= this.#now().getTime();
  }

  async remember(
    company: CompanyId,
    counterparty: RememberedCounterparty,
    freshUntil: Timestamp,
  ): Promise<void> {
    const keepUntilSeconds = Math.ceil(Date.parse(freshUntil) / 1000) + KEEP_SECONDS;
    await this.#client.send(
      new PutItemCommand({
        TableName: this.#table,
        Item: {
          ...keyOf.counterparty(company),
          answer: { S: JSON.stringify(counterparty) },
          freshUntil: { S: freshUntil },
          expiresAt: { N: String(keepUntilSeconds) },
        },
      }),
    );
  }
}
