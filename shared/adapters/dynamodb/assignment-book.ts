import {
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { TurnCredits } from '#shared/domain/team.ts';
import type { AssignmentBook, AssignmentChange, TeamState } from '#shared/ports/assignment-book.ts';
import { readItems } from './batch-read.ts';
import { count, keyOf, type Item } from './keys.ts';
import { fromItem, isSameWrite, toItem } from './lead-item.ts';
import { toRepState } from './rep-state.ts';
import {
  cancellationReasons,
  clientRequestToken,
  isConditionFailure,
  withConflictRetries,
} from './transactions.ts';

/** Credits of a pool's turn stand beside its keys under this prefix, one attribute for each rep. */
const CREDIT = 'credit:';

export class DynamoDbAssignmentBook implements AssignmentBook {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async read(leadId: string, reps: readonly string[], pools: readonly string[]): Promise<TeamState> {
    const keys = [keyOf.lead(leadId), ...reps.map(keyOf.rep), ...pools.map(keyOf.pool)];
    const items = new Map(
      (await readItems(this.#client, this.#table, keys)).map((item) => [pkOf(item), item]),
    );
    const lead = items.get(pkOf(keyOf.lead(leadId)));
    return {
      lead: lead === undefined ? undefined : fromItem(lead),
      reps: Object.fromEntries(reps.map((id) => [id, toRepState(items.get(pkOf(keyOf.rep(id))))])),
      turns: Object.fromEntries(pools.map((id) => [id, toCredits(items.get(pkOf(keyOf.pool(id))))])),
    };
  }

  async commit(change: AssignmentChange): Promise<'done' | 'outdated' | 'full'> {
    const item = toItem(change.lead);
    const command = new TransactWriteItemsCommand({
      ClientRequestToken: this.#tokenOf(change, item),
      TransactItems: [
        this.#putLead(item, change.lead.version - 1),
        ...this.#moveLoad(change),
        ...this.#moveTurn(change),
      ],
    });
    try {
      await withConflictRetries(() => this.#client.send(command));
      return 'done';
    } catch (error) {
      const [lead, ...others] = cancellationReasons(error);
      if (isConditionFailure(lead)) return isSameWrite(item, lead?.Item) ? 'done' : 'outdated';
      if (!others.some(isConditionFailure)) throw error;
      const [take] = change.take === undefined ? [] : others;
      return isConditionFailure(take) ? 'full' : this.#commitWithoutRelease(change);
    }
  }

  /** No place is taken that could be given back. The count is wrong then, but the lead must not stand still for it. */
  #commitWithoutRelease({ release: _nothing, ...change }: AssignmentChange) {
    return this.commit(change);
  }

  /** The same change gives the same token, so that writing it again within ten minutes counts once. */
  #tokenOf({ lead, ...moves }: AssignmentChange, { doc }: Item): string {
    return clientRequestToken(this.#table, lead.id, doc?.B ?? '', JSON.stringify(moves));
  }

  #putLead(item: Item, version: number): TransactWriteItem {
    return {
      Put: {
        TableName: this.#table,
        Item: item,
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': { N: String(version) } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  #moveLoad({ take, release }: AssignmentChange): TransactWriteItem[] {
    if (take !== undefined && take.rep === release?.rep) return [];
    const taken =
      take === undefined
        ? []
        : [this.#addToLoad(take.rep, 1, 'attribute_not_exists(#open) OR #open < :limit', take.capacity)];
    const given = release === undefined ? [] : [this.#addToLoad(release.rep, -1, '#open > :limit', 0)];
    return [...taken, ...given];
  }

  #addToLoad(rep: string, by: number, condition: string, limit: number): TransactWriteItem {
    return {
      Update: {
        TableName: this.#table,
        Key: keyOf.rep(rep),
        UpdateExpression: 'ADD #open :by',
        ConditionExpression: condition,
        ExpressionAttributeNames: { '#open': 'open' },
        ExpressionAttributeValues: { ':by': { N: String(by) }, ':limit': { N: String(limit) } },
      },
    };
  }

  #moveTurn({ turn }: AssignmentChange): TransactWriteItem[] {
    const added = Object.entries(turn?.add ?? {});
    if (turn === undefined || added.length === 0) return [];
    return [
      {
        Update: {
          TableName: this.#table,
          Key: keyOf.pool(turn.pool),
          UpdateExpression: `ADD ${added.map((_, index) => `#c${index} :c${index}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(
            added.map(([rep], index) => [`#c${index}`, `${CREDIT}${rep}`]),
          ),
          ExpressionAttributeValues: Object.fromEntries(
            added.map(([, by], index) => [`:c${index}`, { N: String(by) }]),
          ),
        },
      },
    ];
  }
}

function pkOf(item: Item): string {
  return item['pk']?.S ?? '';
}

function toCredits(item: Item | undefined): TurnCredits {
  return Object.fromEntries(
    Object.keys(item ?? {})
      .filter((name) => name.startsWith(CREDIT))
      .map((name) => [name.slice(CREDIT.length), count(item, name)]),
  );
}
