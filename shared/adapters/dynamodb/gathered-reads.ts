import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readItems } from './batch-read.ts';
import { text, type Item } from './keys.ts';

/** Items by their partition key; one that the table does not have is missing. */
export type ItemsByKey = ReadonlyMap<string, Item>;

interface Waiting {
  readonly keys: readonly Item[];
  readonly resolve: (items: ItemsByKey) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads what several messages of a batch want in one go: each wants its own lead, and all want the same team.
 *
 * While a read is under way the next ones gather, and are read together once it has ended. So nobody is told what was
 * true before they asked, a lone message waits for nothing, and a full batch reads its team once instead of ten times.
 */
export class GatheredReads {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  #waiting: Waiting[] = [];
  #isReading = false;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** The keys are of items that are alone in their partition. */
  read(keys: readonly Item[]): Promise<ItemsByKey> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ keys, resolve, reject });
      if (this.#isReading) return;
      this.#isReading = true;
      // Messages of one batch ask within the same turn of the event loop.
      setImmediate(() => void this.#readAll());
    });
  }

  async #readAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const gathered = this.#waiting;
      this.#waiting = [];
      await this.#readFor(gathered);
    }
    this.#isReading = false;
  }

  async #readFor(gathered: readonly Waiting[]): Promise<void> {
    const wanted = new Map(gathered.flatMap(({ keys }) => keys.map((key) => [text(key, 'pk') ?? '', key])));
    try {
      const items = await readItems(this.#client, this.#table, [...wanted.values()]);
      const byKey = new Map(items.map((item) => [text(item, 'pk') ?? '', item]));
      for (const { resolve } of gathered) resolve(byKey);
    } catch (error) {
      for (const { reject } of gathered) reject(error);
    }
  }
}
