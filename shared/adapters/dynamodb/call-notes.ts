import {
  GetItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { createHash } from 'node:crypto';
import { keepableMarks } from '#shared/domain/call-marks.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { CallNotes } from '#shared/ports/call-notes.ts';
import { keyOf, text, type Item } from './keys.ts';

/** Tells a mark from the item's own attributes. */
const PREFIX = 'mark:';

/**
 * One item a call, an attribute a mark: events of a call arrive in any order and at once, and none undoes another.
 *
 * Each mark says until when it is good. The table deletes late, and a vendor may use a call's id again.
 */
export class DynamoDbCallNotes implements CallNotes {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async remember(
    source: string,
    callId: string,
    marks: Readonly<Record<string, string>>,
    until: Timestamp,
  ): Promise<void> {
    const kept = Object.entries(keepableMarks(marks));
    if (kept.length === 0) return;
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: keyFor(source, callId),
        UpdateExpression: `SET expiresAt = :expiresAt, ${kept.map((_, at) => `#n${at} = :v${at}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(
          kept.map(([name], at) => [`#n${at}`, `${PREFIX}${name}`]),
        ),
        ExpressionAttributeValues: {
          ':expiresAt': { N: String(Math.ceil(Date.parse(until) / 1000)) },
          ...Object.fromEntries(kept.map(([, mark], at) => [`:v${at}`, toAttribute(mark, until)])),
        },
      }),
    );
  }

  async find(source: string, callId: string, now: Date): Promise<Readonly<Record<string, string>>> {
    const { Item: item = {} } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyFor(source, callId), ConsistentRead: true }),
    );
    const moment = now.toISOString();
    return keepableMarks(
      Object.fromEntries(
        Object.entries(item)
          .filter(([name, { M: mark }]) => name.startsWith(PREFIX) && (text(mark, 'until') ?? '') > moment)
          .map(([name, { M: mark }]) => [name.slice(PREFIX.length), text(mark, 'text') ?? '']),
      ),
    );
  }
}

/** The id is whatever the vendor makes of it, a phone number perhaps, and of any length: its hash is the key. */
function keyFor(source: string, callId: string): Item {
  return keyOf.call(source, createHash('sha256').update(callId).digest('base64url'));
}

function toAttribute(mark: string, until: Timestamp): AttributeValue {
  return { M: { text: { S: mark }, until: { S: until } } };
}
