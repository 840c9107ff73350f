import type { Update } from '@aws-sdk/client-dynamodb';
import { holderOf } from '#shared/domain/lead-holder.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { isWatchedAsArrival } from '#shared/domain/lead-life.ts';
import { count, keyOf, type Item } from './keys.ts';
import { fromDocument, toDocument } from './lead-document.ts';

/** Timers are spread over this many partitions of the index; the sweep asks each. */
export const DUE_SHARDS = 4;

/** What was written and not counted since is spread likewise. */
export const UNCOUNTED_SHARDS = 4;

/**
 * A lead as an item: what conditions and indexes need is readable, the rest is one compressed document.
 *
 * An arrival has no timer in the index: the sweep looks at every arrival once anyway
 * (`arrivals`), which costs a read instead of two writes.
 *
 * Every write marks the lead as not counted; only counting it takes the mark away.
 */
export function toItem(lead: Lead): Item {
  const { bytes, dictionary } = toDocument(lead);
  const holder = heldByOf(lead);
  return {
    ...keyOf.lead(lead.id),
    version: { N: String(lead.version) },
    status: { S: lead.status },
    arrivedOn: { S: monthOf(lead.receivedAt) },
    arrivedKey: { S: arrivedKeyOf(lead) },
    doc: { B: bytes },
    dict: { N: String(dictionary) },
    uncounted: { S: uncountedShardOf(lead.id) },
    ...(lead.owner === undefined ? {} : { owner: { S: lead.owner } }),
    ...(holder === undefined ? {} : { heldBy: { S: holder } }),
    ...(lead.nextActionAt === undefined || isWatchedAsArrival(lead)
      ? {}
      : { dueShard: { S: dueShardOf(lead.id) }, nextActionAt: { S: lead.nextActionAt } }),
  };
}

/** Attributes that a lead has at one time and has not at another. */
const PASSING_ATTRIBUTES = ['owner', 'heldBy', 'dueShard', 'nextActionAt', 'keptBy'];

/** Writes the lead's next version over the one it was made from, with the stored item as the answer of a refusal. */
export function toNextVersion(
  table: string,
  lead: Lead,
  item: Item,
  alsoGone: readonly string[] = [],
): Update {
  const change = toUpdate(item, alsoGone);
  return {
    TableName: table,
    Key: keyOf.lead(lead.id),
    ...change,
    ConditionExpression: '#version = :before',
    ExpressionAttributeValues: {
      ...change.ExpressionAttributeValues,
      ':before': { N: String(lead.version - 1) },
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/**
 * The change that makes the stored item the given one. What stands beside the lead and is none of its own, the
 * mark of whoever has it in hands, stays as it is unless named in `alsoGone`.
 */
function toUpdate({ pk: _pk, sk: _sk, ...attributes }: Item, alsoGone: readonly string[]) {
  const names = Object.keys(attributes);
  const gone = [...PASSING_ATTRIBUTES.filter((name) => !names.includes(name)), ...alsoGone];
  return {
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} REMOVE ${gone.map((name) => `#${name}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries([...names, ...gone].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]])),
  };
}

export function fromItem(item: Item): Lead {
  const bytes = item['doc']?.B;
  if (bytes === undefined) throw new Error(`lead item ${item['pk']?.S ?? ''} has no document`);
  return fromDocument({ bytes, dictionary: count(item, 'dict') });
}

/** Whether two items say the same lead in the same version: a write whose answer was lost, seen again. */
export function isSameWrite(one: Item, other: Item | undefined): boolean {
  const bytes = other?.['doc']?.B;
  return (
    bytes !== undefined &&
    one['version']?.N === other?.['version']?.N &&
    Buffer.from(bytes).equals(one['doc']?.B ?? Buffer.alloc(0))
  );
}

export function monthOf(moment: string): string {
  return moment.slice(0, 7);
}

export function arrivedKeyOf(lead: Pick<Lead, 'receivedAt' | 'id'>): string {
  return `${lead.receivedAt}#${lead.id}`;
}

export function leadIdOf(item: Item): string {
  return item['pk']?.S?.slice('LEAD#'.length) ?? '';
}

/** Partition of the `held` index: the leads of one rep, or those that a pool's reps may have. */
export const heldBy = {
  rep: (id: string): string => `REP#${id}`,
  pool: (id: string): string => `POOL#${id}`,
};

function heldByOf(lead: Lead): string | undefined {
  const holder = holderOf(lead);
  if (holder === undefined) return undefined;
  return holder.by === 'rep' ? heldBy.rep(holder.rep) : heldBy.pool(holder.pool);
}

function dueShardOf(id: string): string {
  return `due-${shardOf(id, DUE_SHARDS)}`;
}

function uncountedShardOf(id: string): string {
  return `uncounted-${shardOf(id, UNCOUNTED_SHARDS)}`;
}

function shardOf(id: string, shards: number): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % shards;
  return sum;
}
