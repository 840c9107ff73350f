import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { CLOSED_CIRCUIT, type Circuit } from '#shared/domain/circuit.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import { count, keyOf, text } from './keys.ts';

export class DynamoDbCircuitBook implements CircuitBook {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async read(name: string): Promise<Circuit> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.circuit(name), ConsistentRead: true }),
    );
    const json = text(item, 'circuit');
    if (json === undefined) return CLOSED_CIRCUIT;
    return { ...(JSON.parse(json) as Circuit), version: count(item, 'version') };
  }

  async save(name: string, circuit: Circuit): Promise<'saved' | 'outdated'> {
    const isFirst = circuit.version === 1;
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: {
            ...keyOf.circuit(name),
            version: { N: String(circuit.version) },
            circuit: { S: JSON.stringify(circuit) },
          },
          ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : '#version = :before',
          ...(isFirst
            ? {}
            : {
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':before': { N: String(circuit.version - 1) } },
              }),
        }),
      );
      return 'saved';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'outdated';
      throw error;
    }
  }
}
