import {
  ConditionalCheckFailedException,
  GetItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { KeyHistory } from '#shared/ports/key-history.ts';
import { keyOf, text } from './keys.ts';

/** A key nobody has used with success for so long is as good as a new one. */
const KEEP_SECONDS = 90 * 24 * 60 * 60;

export class DynamoDbKeyHistory implements KeyHistory {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  /** The day this environment last wrote, or found written, by key. */
  readonly #noted = new Map<string, string>();

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async hasWorked(system: string, fingerprint: string): Promise<boolean> {
    if (this.#noted.has(`${system}#${fingerprint}`)) return true;
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.workedKey(system, fingerprint) }),
    );
    return text(item, 'workedOn') !== undefined;
  }

  async noteWorked(system: string, fingerprint: string, now: Date): Promise<void> {
    const key = `${system}#${fingerprint}`;
    const today = now.toISOString().slice(0, 10);
    if (this.#noted.get(key) === today) return;
    this.#noted.set(key, today);
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: keyOf.workedKey(system, fingerprint),
          UpdateExpression: 'SET workedOn = :today, expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(workedOn) OR workedOn < :today',
          ExpressionAttributeValues: {
            ':today': { S: today },
            ':expiresAt': { N: String(Math.ceil(now.getTime() / 1000) + KEEP_SECONDS) },
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
