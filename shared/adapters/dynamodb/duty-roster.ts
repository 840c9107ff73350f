import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DutyRoster } from '#shared/ports/duty-roster.ts';
import { keyOf } from './keys.ts';

export class DynamoDbDutyRoster implements DutyRoster {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async setOnDuty(rep: string, onDuty: boolean): Promise<void> {
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: keyOf.rep(rep),
        UpdateExpression: 'SET onDuty = :onDuty',
        ExpressionAttributeValues: { ':onDuty': { BOOL: onDuty } },
      }),
    );
  }
}
