import type { Lead } from './lead.ts';
import type { Timestamp } from './time.ts';

/** What is erased, as it is counted: each of these is a thing of its own in the table, or a place in a rep's load. */
export type ErasedKind =
  | 'lead'
  | 'claim'
  | 'client-owner'
  | 'repeat'
  | 'counterparty'
  | 'search-entry'
  | 'handoff'
  | 'place'
  | 'parted-lead';

/** A phone or address of the person: as claims on it are kept, and as leads are found by it. Both are keyed hashes. */
export interface PersonKey {
  readonly kind: 'phone' | 'email';
  readonly claim: string;
  readonly term: string;
}

/** Whom an erasure looks for: nothing that could be read back. */
export interface Person {
  readonly leadId?: string;
  readonly keys: readonly PersonKey[];
}

/** An erasure under way, or what came of it. No personal data in it. */
export interface Erasure {
  readonly id: string;
  readonly version: number;
  readonly at: Timestamp;
  readonly by: string;
  readonly reason?: string;
  /** Set once it is done; then nobody needs to know any more whom it looked for. */
  readonly doneAt?: Timestamp;
  readonly person?: Person;
  /** The person's phone came with several addresses, or the other way round, so that these were not looked for. */
  readonly ambiguous: boolean;
  /** Up to which arrival all leads have been looked at; opaque. Absent before the first. */
  readonly place?: string;
  /** Ids, in the order they were erased. */
  readonly leads: readonly string[];
  readonly counts: Readonly<Partial<Record<ErasedKind, number>>>;
}

/** The erasure with more that was erased. */
export function withErased(erasure: Erasure, kinds: readonly ErasedKind[], leadId?: string): Erasure {
  const counts = { ...erasure.counts };
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  const leads = leadId === undefined ? erasure.leads : [...erasure.leads, leadId];
  return { ...erasure, version: erasure.version + 1, leads, counts };
}

/** All that was to be looked for has been: the person is forgotten here, too. */
export function finished(erasure: Erasure, now: Date): Erasure {
  const { person: _person, place: _place, ...rest } = erasure;
  return { ...rest, version: erasure.version + 1, doneAt: now.toISOString() };
}

/**
 * The other phone or address of a person of whom one is known, by their leads; `several` where these tell more than
 * one: then it may be a switchboard, or a shared mailbox, and the others may be other people.
 */
export function otherContactOf(
  known: 'phone' | 'email',
  leads: readonly Pick<Lead, 'contact'>[],
): string | 'several' | undefined {
  const others = leads.map(({ contact }) =>
    known === 'phone' ? contact.email?.toLowerCase() : contact.phone,
  );
  const told = new Set(others.filter((one) => one !== undefined && one !== ''));
  const [only] = told;
  return told.size > 1 ? 'several' : only;
}
