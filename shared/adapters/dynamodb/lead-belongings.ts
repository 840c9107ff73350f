import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { withoutClaim } from '#shared/domain/client-claims.ts';
import { clientKeysOf } from '#shared/domain/client-key.ts';
import { companyIdOf } from '#shared/domain/company-id.ts';
import { isPersonalInn } from '#shared/domain/erased-parts.ts';
import type { ErasedKind } from '#shared/domain/erasure.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { LeadErasure } from '#shared/ports/erasure-book.ts';
import type { Counted } from '#shared/ports/report-book.ts';
import { readItems } from './batch-read.ts';
import { replaceClaims, toClaims } from './client-claims-item.ts';
import type { ClientKeyHashing } from './client-book.ts';
import { count, keyOf, text, type Item } from './keys.ts';
import { arrivedKeyOf } from './lead-item.ts';
import { packed, unpacked } from './packed.ts';
import { entryOf } from './search-entries.ts';

/** One write that takes something of a lead away; `kind` is absent where it is not worth counting. */
export interface Removal {
  readonly kind?: ErasedKind;
  readonly write: TransactWriteItem;
}

interface Desk {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly hashing: ClientKeyHashing;
}

/** Finds what the table keeps of a lead beside the lead, and how to take it away under the condition that it is as it was seen. */
type Belongings = (change: LeadErasure, desk: Desk) => Promise<readonly Removal[]>;

/**
 * All that belongs to a lead: whoever keeps something more of it outside its item adds here how that is erased.
 *
 * Notes of a call stand under a hash of the vendor's call id, which no lead keeps; they hold advertising marks and end
 * by themselves. Replays and trials keep codes and ids alone.
 */
const BELONGINGS: readonly Belongings[] = [ofClient, ofRepeats, ofTrader, ofSearch];

export async function removalsFor(change: LeadErasure, desk: Desk): Promise<readonly Removal[]> {
  const found = await Promise.all(BELONGINGS.map((belongings) => belongings(change, desk)));
  return found.flat();
}

/** The lead's own claims on its client, and that its owner is remembered for a person. A company's rep stays its rep. */
async function ofClient(
  { before }: LeadErasure,
  { client, table, hashing }: Desk,
): Promise<readonly Removal[]> {
  const keys = clientKeysOf(before, ['inn', 'phone', 'email', 'email-domain']);
  const hashes = await Promise.all(
    keys.map(async ({ kind, value }) => ({
      hash: await hashing.hash(kind, value),
      isPersonal: kind === 'inn' ? isPersonalInn(value) : kind !== 'email-domain',
    })),
  );
  const wanted = hashes.flatMap(({ hash, isPersonal }) => [
    keyOf.client(hash),
    ...(isPersonal ? [keyOf.clientOwner(hash)] : []),
  ]);
  const items = await readItems(client, table, wanted);
  return hashes.flatMap(({ hash }) => {
    const ofKey = items.filter((item) => text(item, 'pk') === text(keyOf.client(hash), 'pk'));
    return ofKey.flatMap((item) =>
      text(item, 'sk') === 'OWNER' ? ownerOf(item, before, table) : claimOf(hash, item, before, table),
    );
  });
}

function claimOf(hash: string, item: Item, { id }: Lead, table: string): readonly Removal[] {
  const claims = toClaims(item);
  const left = withoutClaim(claims, id);
  if (left.length === claims.length) return [];
  const endMs = count(item, 'expiresAt') * 1000;
  const write =
    left.length === 0
      ? { Delete: removingClaims(table, hash, item) }
      : { Put: replaceClaims(table, hash, item, left, endMs) };
  return [{ kind: 'claim', write }];
}

/** Takes the claims of a key away, if they are those that were seen. */
export function removingClaims(table: string, hash: string, seen: Item) {
  return {
    TableName: table,
    Key: keyOf.client(hash),
    ConditionExpression: 'attribute_not_exists(pk) OR claims = :seen',
    ExpressionAttributeValues: { ':seen': seen['claims'] ?? { L: [] } },
  };
}

/** Takes a remembered owner away, if it is still the one of that lead. */
export function removingOwner(table: string, { pk, sk, leadId }: Item) {
  return {
    TableName: table,
    Key: { pk: pk ?? { S: '' }, sk: sk ?? { S: '' } },
    ConditionExpression: 'attribute_not_exists(pk) OR leadId = :lead',
    ExpressionAttributeValues: { ':lead': leadId ?? { S: '' } },
  };
}

function ownerOf(item: Item, { id }: Lead, table: string): readonly Removal[] {
  if (text(item, 'leadId') !== id) return [];
  return [{ kind: 'client-owner', write: { Delete: removingOwner(table, item) } }];
}

async function ofRepeats(
  { before, repeatKey }: LeadErasure,
  { client, table }: Desk,
): Promise<readonly Removal[]> {
  if (repeatKey === undefined) return [];
  const key = keyOf.repeat(repeatKey);
  const [item] = await readItems(client, table, [key]);
  if (text(item, 'leadId') !== before.id) return [];
  return [{ kind: 'repeat', write: { Delete: { TableName: table, Key: key } } }];
}

/** What a register said of a natural person, kept to be asked less often. */
async function ofTrader({ before }: LeadErasure, { client, table }: Desk): Promise<readonly Removal[]> {
  const { requisites } = before;
  if (requisites.inn === undefined || !isPersonalInn(requisites.inn)) return [];
  const company = companyIdOf(requisites);
  if (company === undefined) return [];
  const key = keyOf.counterparty(company);
  const [item] = await readItems(client, table, [key]);
  return item === undefined
    ? []
    : [{ kind: 'counterparty', write: { Delete: { TableName: table, Key: key } } }];
}

/**
 * By what the lead is found. Its figures stay as they were counted: whoever counts next finds them, without terms, and
 * puts right what the erasure has changed.
 */
async function ofSearch(
  { before, terms }: LeadErasure,
  { client, table }: Desk,
): Promise<readonly Removal[]> {
  const [item] = await readItems(client, table, [keyOf.counted(before.id)]);
  const counted = unpacked<Counted>(item, 'counted');
  const arrivedKey = arrivedKeyOf(before);
  const found = [...new Set([...(counted?.terms ?? []), ...terms])].map((term): Removal => ({
    ...(counted?.terms.includes(term) === true ? { kind: 'search-entry' } : {}),
    write: { Delete: { TableName: table, Key: entryOf(term, arrivedKey) } },
  }));
  return item === undefined || counted === undefined
    ? found
    : [...found, { write: withoutTerms(item, counted, table) }];
}

function withoutTerms(item: Item, counted: Counted, table: string): TransactWriteItem {
  return {
    Put: {
      TableName: table,
      Item: { ...item, counted: packed({ ...counted, terms: [] }) },
      ConditionExpression: 'counted = :seen',
      ExpressionAttributeValues: { ':seen': item['counted'] ?? { NULL: true } },
    },
  };
}
