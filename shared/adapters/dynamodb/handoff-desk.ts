import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { randomBytes } from 'node:crypto';
import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { HandoffDesk } from '#shared/ports/handoff-desk.ts';
import { keyOf, text } from './keys.ts';
import { fromItem, isSameWrite, toItem, toNextVersion } from './lead-item.ts';

/**
 * The mark stands beside the lead's document, and goes when an assignment replaces the item.
 * `inHandsOf` tells our own mark, whose answer was lost, from that of a worker of the same millisecond.
 */
export class DynamoDbHandoffDesk implements HandoffDesk {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async take(leadId: string, now: Date, until: Timestamp): ReturnType<HandoffDesk['take']> {
    const worker = randomBytes(6).toString('base64url');
    try {
      const { Attributes: item } = await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: keyOf.lead(leadId),
          UpdateExpression: 'SET inHandsUntil = :until, inHandsOf = :worker',
          ConditionExpression:
            'attribute_exists(pk) AND (attribute_not_exists(inHandsUntil) OR inHandsUntil < :now)',
          ExpressionAttributeValues: {
            ':until': { S: until },
            ':worker': { S: worker },
            ':now': { S: now.toISOString() },
          },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return item === undefined ? { outcome: 'unknown' } : { outcome: 'taken', lead: fromItem(item) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      if (error.Item === undefined) return { outcome: 'unknown' };
      return text(error.Item, 'inHandsOf') === worker
        ? { outcome: 'taken', lead: fromItem(error.Item) }
        : { outcome: 'in-hands' };
    }
  }
  async giveBack(lead: Lead): Promise<'saved' | 'outdated'> {
    const item = toItem(lead);
    const update = toNextVersion(this.#table, lead, item, ['inHandsUntil', 'inHandsOf']);
    try {
      await this.#client.send(new UpdateItemCommand(update));
      return 'saved';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return isSameWrite(item, error.Item) ? 'saved' : 'outdated';
    }
  }
}
