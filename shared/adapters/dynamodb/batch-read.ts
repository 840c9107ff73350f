import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from './keys.ts';

/** BatchGetItem takes no more keys at once. */
export const KEYS_PER_READ = 100;

/** Reads items by key as last written, in no order, until the table has answered for every one of them. */
export async function readItems(
  client: DynamoDBClient,
  table: string,
  keys: readonly Item[],
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let start = 0; start < keys.length; start += KEYS_PER_READ) {
    let wanted: Item[] = keys.slice(start, start + KEYS_PER_READ);
    while (wanted.length > 0) {
      const { Responses: responses, UnprocessedKeys: rest } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } } }),
      );
      items.push(...(responses?.[table] ?? []));
      wanted = rest?.[table]?.Keys ?? [];
    }
  }
  return items;
}
