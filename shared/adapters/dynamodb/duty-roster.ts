import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DateSpan, RepState } from '#shared/domain/team.ts';
import type { DutyRoster } from '#shared/ports/duty-roster.ts';
import { readItems } from './batch-read.ts';
import { keyOf, text } from './keys.ts';
import { toRepState, toSpanText } from './rep-state.ts';

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

  async addAway(rep: string, span: DateSpan): Promise<void> {
    await this.#moveAway(rep, 'ADD', span);
  }

  async removeAway(rep: string, span: DateSpan): Promise<void> {
    await this.#moveAway(rep, 'DELETE', span);
  }

  async states(reps: readonly string[]): Promise<Readonly<Record<string, RepState>>> {
    const items = await readItems(this.#client, this.#table, reps.map(keyOf.rep));
    const byKey = new Map(items.map((item) => [text(item, 'pk'), item]));
    return Object.fromEntries(reps.map((id) => [id, toRepState(byKey.get(text(keyOf.rep(id), 'pk')))]));
  }

  /** A set of texts, so that two absences entered at the same moment are both kept. */
  async #moveAway(rep: string, move: 'ADD' | 'DELETE', span: DateSpan): Promise<void> {
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: keyOf.rep(rep),
        UpdateExpression: `${move} away :spans`,
        ExpressionAttributeValues: { ':spans': { SS: [toSpanText(span)] } },
      }),
    );
  }
}
