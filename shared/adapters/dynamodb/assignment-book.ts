import {
  TransactWriteItemsCommand,
  type CancellationReason,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { TurnCredits } from '#shared/domain/team.ts';
import type {
  AssignmentBook,
  AssignmentChange,
  PlaceGivenBack,
  PlaceTaken,
  TeamState,
} from '#shared/ports/assignment-book.ts';
import { GatheredReads } from './gathered-reads.ts';
import { count, keyOf, type Item } from './keys.ts';
import { fromItem, isSameWrite, toItem } from './lead-item.ts';
import {
  dayCountFor,
  givingPlaceBack,
  isClosed,
  lessGivenBack,
  takingPlace,
  type DayCount,
  type GivenBack,
} from './load-moves.ts';
import { toRepState } from './rep-state.ts';
import {
  cancellationReasons,
  clientRequestToken,
  isConditionFailure,
  withConflictRetries,
} from './transactions.ts';

/** Credits of a pool's turn stand beside its keys under this prefix, one attribute for each rep. */
const CREDIT = 'credit:';

/** A day that turned, a count that was missing, and the day that somebody else began meanwhile. */
const MAX_SHAPES = 5;

/** In which form the loads are moved: what was counted before decides it, and may turn out otherwise. */
interface LoadShape {
  readonly day: DayCount;
  readonly given: GivenBack;
}

interface LoadChange extends Pick<AssignmentChange, 'lead' | 'turn'> {
  readonly take: PlaceTaken | undefined;
  readonly release: PlaceGivenBack | undefined;
}

interface Refused {
  readonly lead: CancellationReason | undefined;
  readonly take: CancellationReason | undefined;
  readonly release: CancellationReason | undefined;
}

export class DynamoDbAssignmentBook implements AssignmentBook {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #reads: GatheredReads;
  /** The day on which each rep last took a lead, as last seen. */
  readonly #lastDays = new Map<string, string | undefined>();

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
    this.#reads = new GatheredReads(client, table);
  }

  async read(leadId: string, reps: readonly string[], pools: readonly string[]): Promise<TeamState> {
    const keys = [keyOf.lead(leadId), ...reps.map(keyOf.rep), ...pools.map(keyOf.pool)];
    const items = await this.#reads.read(keys);
    const lead = items.get(pkOf(keyOf.lead(leadId)));
    const states = reps.map((id) => [id, toRepState(items.get(pkOf(keyOf.rep(id))))] as const);
    for (const [rep, { day }] of states) this.#lastDays.set(rep, day?.date);
    return {
      lead: lead === undefined ? undefined : fromItem(lead),
      reps: Object.fromEntries(states),
      turns: Object.fromEntries(pools.map((id) => [id, toCredits(items.get(pkOf(keyOf.pool(id))))])),
    };
  }

  async commit(change: AssignmentChange): Promise<'done' | 'outdated' | 'full'> {
    const { take, release } = withoutStandingStill(change);
    if (take !== undefined && isClosed(take)) return 'full';
    const item = toItem(change.lead);
    let shape = this.#firstShape(take, release);
    for (let tries = 0; tries < MAX_SHAPES; tries += 1) {
      const refused = await this.#write({ ...change, take, release }, item, shape);
      if (refused === undefined) return 'done';
      if (isConditionFailure(refused.lead))
        return isSameWrite(item, refused.lead?.Item) ? 'done' : 'outdated';
      const next = nextShape(shape, take, refused);
      if (next === undefined) return 'full';
      shape = next;
    }
    return 'full';
  }

  /** A guess by what was last read of the rep. A wrong one is refused, and costs one more try. */
  #firstShape(take: PlaceTaken | undefined, release: PlaceGivenBack | undefined): LoadShape {
    const lastDay = take && (this.#lastDays.has(take.rep) ? this.#lastDays.get(take.rep) : take.day?.date);
    return {
      day: lastDay === take?.day?.date ? 'goes-on' : 'begins',
      given: release === undefined ? 'nothing' : 'place-and-source',
    };
  }

  /** Why nothing was written, by what was refused; undefined when all was. */
  async #write(change: LoadChange, item: Item, shape: LoadShape): Promise<Refused | undefined> {
    const { lead, take, release } = change;
    const given = release === undefined || shape.given === 'nothing' ? undefined : shape.given;
    const command = new TransactWriteItemsCommand({
      ClientRequestToken: this.#tokenOf(change, shape, item),
      TransactItems: [
        this.#putLead(item, lead.version - 1),
        ...(take === undefined ? [] : [{ Update: takingPlace(this.#table, take, shape.day) }]),
        ...(given === undefined || release === undefined
          ? []
          : [{ Update: givingPlaceBack(this.#table, release, given) }]),
        ...this.#moveTurn(change),
      ],
    });
    try {
      await withConflictRetries(() => this.#client.send(command));
      if (take?.day !== undefined) this.#lastDays.set(take.rep, take.day.date);
      return undefined;
    } catch (error) {
      const reasons = cancellationReasons(error);
      if (!reasons.some(isConditionFailure)) throw error;
      const [ofLead, ...ofLoads] = reasons;
      return {
        lead: ofLead,
        take: take && ofLoads[0],
        release: given && ofLoads[take === undefined ? 0 : 1],
      };
    }
  }

  /** The same change gives the same token, so that writing it again within ten minutes counts once. */
  #tokenOf({ lead, ...moves }: LoadChange, shape: LoadShape, { doc }: Item): string {
    return clientRequestToken(this.#table, lead.id, doc?.B ?? '', JSON.stringify([moves, shape]));
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

  #moveTurn({ turn }: LoadChange): TransactWriteItem[] {
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

/** A rep who gives a place back and takes it has the load they had. */
function withoutStandingStill({ take, release }: AssignmentChange): Pick<LoadChange, 'take' | 'release'> {
  return take !== undefined && take.rep === release?.rep
    ? { take: undefined, release: undefined }
    : { take, release };
}

/**
 * The shape that fits what refused the last one; undefined when the rep is full.
 *
 * Where there is no place to give back the count is wrong, but the lead must not stand still for it.
 */
function nextShape(tried: LoadShape, take: PlaceTaken | undefined, refused: Refused): LoadShape | undefined {
  const takeRefused = take !== undefined && isConditionFailure(refused.take);
  const day = takeRefused ? dayCountFor(take, refused.take?.Item) : tried.day;
  if (takeRefused && (take.day === undefined || day === tried.day)) return undefined;
  const given = isConditionFailure(refused.release)
    ? lessGivenBack(tried.given, refused.release?.Item)
    : tried.given;
  return { day, given };
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
