import type { ClaimTerms } from '#shared/domain/client-claims.ts';
import { clientKeysOf, type ClientKey } from '#shared/domain/client-key.ts';
import type { ClientKeyKind } from '#shared/domain/duplicate-rules.ts';
import { areApart, duplicateOf, takesTouches, touchedBy } from '#shared/domain/lead-touches.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { HOUR_MS } from '#shared/domain/time.ts';
import type { ClientBook, KeyHolder } from '#shared/ports/client-book.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';

export interface SettleDependencies {
  readonly leads: LeadRepository;
  readonly clients: ClientBook;
  readonly settings: SettingsReader;
  readonly clock: Clock;
}

export type Settled =
  | { readonly outcome: 'settled'; readonly lead: Lead }
  /** Another lead about the same client was there first. Its owner has to be told: wake its handoffs. */
  | { readonly outcome: 'duplicate'; readonly lead: Lead; readonly first: Lead }
  /** Somebody else wrote the lead since it was read. */
  | { readonly outcome: 'outdated' };

/** Of as many leads of one client at the same moment, each round settles at least one. */
const MAX_TRIES = 25;

/**
 * Writes a judged lead: as one of its own, or as a duplicate of an earlier one about the same client.
 *
 * Only qualified leads claim their client, so that a rejected one never stands in the way of a new wish. A rejected
 * one of a client somebody already talks to is that client's touch, unless it looks like a robot's.
 */
export async function settleLead(judged: Lead, dependencies: SettleDependencies): Promise<Settled> {
  const { duplicates } = await dependencies.settings.current('policy');
  const keys = clientKeysOf(judged, duplicates.by);
  const windowMs = duplicates.windowHours * HOUR_MS;
  if (keys.length === 0 || windowMs === 0 || judged.verdict === undefined) return save(judged, dependencies);
  const settle = judged.status === 'rejected' ? settleRejected : settleQualified;
  return settle(judged, keys, { windowMs, over: [], apart: [] }, dependencies);
}

/** The claim itself says when somebody else has written the lead, so that a lost race for the first is just run again. */
async function settleQualified(
  judged: Lead,
  keys: readonly ClientKey[],
  terms: ClaimTerms,
  dependencies: SettleDependencies,
): Promise<Settled> {
  let known = terms;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const claim = await dependencies.clients.claim(judged, keys, known);
    if (claim.outcome === 'claimed') return { outcome: 'settled', lead: judged };
    if (claim.outcome === 'outdated') return claim;

    const { first, over, apart } = await readHolders(claim.holders, judged, dependencies);
    known = { ...known, over: [...known.over, ...over], apart: [...known.apart, ...apart] };
    const merged = first && (await merge(judged, first, keys, known, dependencies));
    if (merged !== undefined) return merged;
  }
  throw new Error('other leads of the same client kept changing');
}

async function settleRejected(
  judged: Lead,
  keys: readonly ClientKey[],
  terms: ClaimTerms,
  dependencies: SettleDependencies,
): Promise<Settled> {
  if (judged.suspicions.length > 0) return save(judged, dependencies);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const holders = await dependencies.clients.findHolders(judged, keys, terms);
    const { first, over, apart } = await readHolders(holders, judged, dependencies);
    if (first === undefined) return save(judged, dependencies);
    const merged = await merge(judged, first, keys, { ...terms, over, apart }, dependencies);
    if (merged !== undefined) return merged;
    if (await isOutdated(judged, dependencies)) return { outcome: 'outdated' };
  }
  throw new Error('other leads of the same client kept changing');
}

/** A lead with the keys that it shares. */
interface First {
  readonly lead: Lead;
  readonly by: readonly ClientKeyKind[];
}

interface KnownHolders {
  /** The earliest lead that takes the touch. */
  readonly first: First | undefined;
  /** Leads that take no touches any more, whose claims count no more. */
  readonly over: readonly string[];
  /** Leads of which somebody said that they are another client's. */
  readonly apart: readonly string[];
}

async function readHolders(
  holders: readonly KeyHolder[],
  judged: Lead,
  { leads }: SettleDependencies,
): Promise<KnownHolders> {
  const ids = [...new Set(holders.map(({ leadId }) => leadId))];
  const found = (await Promise.all(ids.map((id) => leads.find(id)))).filter((lead) => lead !== undefined);
  const open = found.filter(takesTouches);
  const [first] = open
    .filter((lead) => !areApart(lead, judged))
    .sort((one, other) => (arrivalOf(one) < arrivalOf(other) ? -1 : 1));
  return {
    first: first && { lead: first, by: kindsHeldBy(first.id, holders) },
    over: ids.filter((id) => !open.some((lead) => lead.id === id)),
    apart: open.filter((lead) => areApart(lead, judged)).map(({ id }) => id),
  };
}

function kindsHeldBy(id: string, holders: readonly KeyHolder[]): readonly ClientKeyKind[] {
  return holders.filter(({ leadId }) => leadId === id).map(({ key }) => key.kind);
}

function arrivalOf({ receivedAt, id }: Lead): string {
  return `${receivedAt}#${id}`;
}

/** Undefined when either lead was written meanwhile. */
async function merge(
  judged: Lead,
  { lead: first, by }: First,
  keys: readonly ClientKey[],
  terms: ClaimTerms,
  { clients, settings, clock }: SettleDependencies,
): Promise<Extract<Settled, { outcome: 'duplicate' }> | undefined> {
  const now = clock.now();
  const { destinations } = await settings.current('destinations');
  // One version is one write: the verdict is written together with what it is a duplicate of.
  const lead = { ...duplicateOf(judged, first, by, now), version: judged.version };
  const told = destinations.map(({ id }) => id);
  const touched = touchedBy(first, lead, told, now);
  const written = await clients.merge(lead, touched, keys, terms);
  return written === 'done' ? { outcome: 'duplicate', lead, first: touched } : undefined;
}

async function isOutdated(judged: Lead, { leads }: SettleDependencies): Promise<boolean> {
  const current = await leads.find(judged.id);
  return current?.version !== judged.version - 1;
}

async function save(judged: Lead, { leads }: SettleDependencies): Promise<Settled> {
  return (await leads.save(judged)) === 'saved'
    ? { outcome: 'settled', lead: judged }
    : { outcome: 'outdated' };
}
