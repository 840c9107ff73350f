import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  type CancellationReason,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { finished, withErased, type Erasure, type ErasedKind, type Person } from '#shared/domain/erasure.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { ArrivalPage, ErasureBook, LeadErasure } from '#shared/ports/erasure-book.ts';
import { readArrivals } from './arrivals-in-order.ts';
import { readItems } from './batch-read.ts';
import type { ClientKeyHashing } from './client-book.ts';
import { toClaims } from './client-claims-item.ts';
import { fromErasureItem, puttingErasure, toErasureItem } from './erasure-item.ts';
import { keyOf, text, type Item } from './keys.ts';
import { removalsFor, removingClaims, removingOwner, type Removal } from './lead-belongings.ts';
import { isSameWrite, toItem, toNextVersion } from './lead-item.ts';
import { givingPlaceBack, lessGivenBack, type GivenBack } from './load-moves.ts';
import {
  cancellationReasons,
  clientRequestToken,
  isConditionFailure,
  withConflictRetries,
} from './transactions.ts';

/** What belongs to the lead may be written by others meanwhile; after this many the caller tries again later. */
const MAX_TRIES = 12;

/** More leads of one person the search need not name: all arrivals are looked at anyway. */
const MOST_NAMED = 200;

/** Leads under a person's own term that can still stand there when all of them are erased: a count under way. */
const MOST_LEFT_OVER = 80;

export class DynamoDbErasureBook implements ErasureBook {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #hashing: ClientKeyHashing;

  constructor(client: DynamoDBClient, table: string, hashing: ClientKeyHashing) {
    this.#client = client;
    this.#table = table;
    this.#hashing = hashing;
  }

  async open(erasure: Erasure): Promise<void> {
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item: toErasureItem(erasure) }));
  }

  async find(id: string): Promise<Erasure | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf.erasure(id), ConsistentRead: true }),
    );
    return fromErasureItem(item);
  }

  async findNamed({ leadId, keys }: Person): Promise<readonly string[]> {
    const items = await this.#underKeysOf({ keys });
    const claimed = items.flatMap((item) => [
      ...toClaims(item).map((claim) => claim.leadId),
      ...(text(item, 'leadId') ?? []),
    ]);
    const found = await Promise.all(keys.map(({ term }) => this.#foundBy(term, '~', MOST_NAMED)));
    const ids = found.flat().map((item) => leadIdIn(text(item, 'sk') ?? ''));
    return [...new Set([...(leadId === undefined ? [] : [leadId]), ...claimed, ...ids])];
  }

  readArrivals(place: string | undefined, until: Timestamp): Promise<ArrivalPage> {
    return readArrivals({ client: this.#client, table: this.#table }, place, until);
  }

  async erase(change: LeadErasure, erasure: Erasure): Promise<Erasure | 'outdated'> {
    const item = toItem(change.lead);
    let given: GivenBack = change.release === undefined ? 'nothing' : 'place-and-source';
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const desk = { client: this.#client, table: this.#table, hashing: this.#hashing };
      const removals = await removalsFor(change, desk);
      const next = withErased(erasure, kindsOf(change, removals, given), change.lead.id);
      const place = this.#givingBack(change, given);
      const refused = await this.#write([
        { Update: toNextVersion(this.#table, change.lead, item) },
        { Put: puttingErasure(this.#table, next) },
        ...place,
        ...removals.map(({ write }) => write),
      ]);
      if (refused === undefined) return next;
      const [ofLead, ofErasure, ofPlace] = refused;
      if (isConditionFailure(ofLead))
        return isSameWrite(item, ofLead?.Item) ? (fromErasureItem(ofErasure?.Item) ?? next) : 'outdated';
      if (isConditionFailure(ofErasure)) return 'outdated';
      if (place.length > 0 && isConditionFailure(ofPlace)) given = lessGivenBack(given, ofPlace?.Item);
    }
    throw new Error(`what belongs to lead ${change.lead.id} kept changing`);
  }

  async moveTo(place: string, erasure: Erasure): Promise<Erasure | 'outdated'> {
    return this.#put({ ...erasure, version: erasure.version + 1, place }, []);
  }

  /** What was claimed or remembered after the erasure began belongs to whoever has written since: a new client. */
  async finish(erasure: Erasure, now: Date): Promise<Erasure | 'outdated'> {
    const { person, at, leads } = erasure;
    const isOurs = (leadId: string, since: string) => since <= at || leads.includes(leadId);
    const keys = person?.keys ?? [];
    const items = await this.#underKeysOf({ keys });
    const entries = await Promise.all(keys.map(({ term }) => this.#foundBy(term, `${at}~`, MOST_LEFT_OVER)));
    const removals = [
      ...items.filter(
        (item) => toClaims(item).length > 0 && toClaims(item).every((one) => isOurs(one.leadId, one.at)),
      ),
      ...items.filter((item) => isOurs(text(item, 'leadId') ?? '', text(item, 'at') ?? '~')),
    ];
    const next = withErased(erasure, removals.map(kindOfClient));
    return this.#put(finished({ ...next, version: erasure.version }, now), [
      ...removals.map((item) => this.#removing(item)),
      ...entries.flat().map(({ pk, sk }) => ({
        Delete: { TableName: this.#table, Key: { pk: pk ?? { S: '' }, sk: sk ?? { S: '' } } },
      })),
    ]);
  }

  #removing(item: Item): TransactWriteItem {
    if (text(item, 'sk') === 'OWNER') return { Delete: removingOwner(this.#table, item) };
    const hash = (text(item, 'pk') ?? '').slice('CLIENT#'.length);
    return { Delete: removingClaims(this.#table, hash, item) };
  }

  #givingBack({ release }: LeadErasure, given: GivenBack): readonly TransactWriteItem[] {
    if (release === undefined || given === 'nothing') return [];
    return [{ Update: givingPlaceBack(this.#table, release, given) }];
  }

  async #put(next: Erasure, writes: readonly TransactWriteItem[]): Promise<Erasure | 'outdated'> {
    const refused = await this.#write([{ Put: puttingErasure(this.#table, next) }, ...writes]);
    if (refused === undefined) return next;
    const stored = fromErasureItem(refused[0]?.Item);
    return JSON.stringify(stored) === JSON.stringify(next) ? next : 'outdated';
  }

  /** Why nothing was written, one reason for each; undefined when all was. */
  async #write(writes: readonly TransactWriteItem[]): Promise<readonly CancellationReason[] | undefined> {
    const token = clientRequestToken(this.#table, JSON.stringify(writes));
    const command = new TransactWriteItemsCommand({ ClientRequestToken: token, TransactItems: [...writes] });
    try {
      await withConflictRetries(() => this.#client.send(command));
      return undefined;
    } catch (error) {
      const reasons = cancellationReasons(error);
      if (!reasons.some(isConditionFailure)) throw error;
      return reasons;
    }
  }

  #underKeysOf({ keys }: Pick<Person, 'keys'>): Promise<readonly Item[]> {
    const wanted = keys.flatMap(({ claim }) => [keyOf.client(claim), keyOf.clientOwner(claim)]);
    return readItems(this.#client, this.#table, wanted);
  }

  async #foundBy(term: string, before: string, limit: number): Promise<readonly Item[]> {
    const { Items: items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: {
          ':pk': keyOf.term(term, '')['pk'] ?? { S: '' },
          ':before': { S: before },
        },
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return items;
  }
}

function kindsOf(
  { before, lead, release, parted }: LeadErasure,
  removals: readonly Removal[],
  given: GivenBack,
): readonly ErasedKind[] {
  const withdrawn = lead.handoffs.filter(
    ({ outcome }, place) => outcome === 'rejected' && before.handoffs[place]?.outcome !== 'rejected',
  );
  return [
    'lead',
    ...(release === undefined || given === 'nothing' ? [] : ['place' as const]),
    ...withdrawn.map(() => 'handoff' as const),
    ...Array.from({ length: parted }, () => 'parted-lead' as const),
    ...removals.flatMap(({ kind }) => kind ?? []),
  ];
}

function kindOfClient(item: Item): ErasedKind {
  return text(item, 'sk') === 'OWNER' ? 'client-owner' : 'claim';
}

function leadIdIn(arrivedKey: string): string {
  return arrivedKey.slice(arrivedKey.indexOf('#') + 1);
}
