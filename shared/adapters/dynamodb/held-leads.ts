import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { holderOf, type LeadHolder } from '#shared/domain/lead-holder.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { HeldLeads } from '#shared/ports/held-leads.ts';
import { readItems } from './batch-read.ts';
import { keyOf, type Item } from './keys.ts';
import { arrivedKeyOf, fromItem, heldBy, leadIdOf } from './lead-item.ts';

/** The index says where to look, a moment late; the leads themselves are read as last written. */
export class DynamoDbHeldLeads implements HeldLeads {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async ofRep(rep: string): Promise<readonly Lead[]> {
    return this.#find(heldBy.rep(rep), (holder) => holder.by === 'rep' && holder.rep === rep);
  }

  async inPool(pool: string): Promise<readonly Lead[]> {
    return this.#find(heldBy.pool(pool), (holder) => holder.by === 'pool' && holder.pool === pool);
  }

  async #find(partition: string, isThere: (holder: LeadHolder) => boolean): Promise<readonly Lead[]> {
    const ids = await this.#idsIn(partition);
    const items = await readItems(this.#client, this.#table, ids.map(keyOf.lead));
    return items
      .map(fromItem)
      .filter((lead) => {
        const holder = holderOf(lead);
        return holder !== undefined && isThere(holder);
      })
      .sort((one, other) => (arrivedKeyOf(one) < arrivedKeyOf(other) ? -1 : 1));
  }

  async #idsIn(partition: string): Promise<readonly string[]> {
    const ids: string[] = [];
    let start: Item | undefined;
    do {
      const page = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: 'held',
          KeyConditionExpression: 'heldBy = :holder',
          ExpressionAttributeValues: { ':holder': { S: partition } },
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      ids.push(...(page.Items ?? []).map(leadIdOf));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return ids;
  }
}
