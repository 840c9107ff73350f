import type { ClaimTerms } from '#shared/domain/client-claims.ts';
import type { ClientKey } from '#shared/domain/client-key.ts';
import type { Lead } from '#shared/domain/lead.ts';

/** A lead that has claimed one of the keys before. */
export interface KeyHolder {
  readonly key: ClientKey;
  readonly leadId: string;
}

/**
 * Who asked first: which leads each client's key belongs to. Keys are kept as keyed hashes, never as they are.
 *
 * A holder counts when it was received at most the window before or after: at exactly the window it still does.
 * Where a key says `onlyWithInn`, a holder with another INN does not count either. Holders that do not count keep
 * what they have: a key may belong to several leads.
 */
export interface ClientBook {
  /**
   * Writes the lead's next version and claims all its keys, or nothing at all. Of two leads that share a key and
   * come in the same moment, one is `claimed` and the other `taken`. The same call again after a lost answer is
   * `claimed`. `outdated` when somebody else wrote the lead since it was read.
   */
  claim(
    lead: Lead,
    keys: readonly ClientKey[],
    terms: ClaimTerms,
  ): Promise<
    | { readonly outcome: 'claimed' }
    | { readonly outcome: 'outdated' }
    | { readonly outcome: 'taken'; readonly holders: readonly KeyHolder[] }
  >;

  /** Who holds the keys of a lead; its own claims left out. */
  findHolders(
    lead: Pick<Lead, 'id' | 'receivedAt' | 'requisites'>,
    keys: readonly ClientKey[],
    terms: ClaimTerms,
  ): Promise<readonly KeyHolder[]>;

  /**
   * Writes the next versions of two leads at once: the duplicate, and the first lead that it touches.
   * Keys of the duplicate that nobody else holds are claimed for the first, from its own arrival on.
   * The same call again after a lost answer is `done`. `outdated` when either was written since.
   */
  merge(
    duplicate: Lead,
    first: Lead,
    keys: readonly ClientKey[],
    terms: ClaimTerms,
  ): Promise<'done' | 'outdated'>;

  /**
   * Writes the next versions of both at once, and gives back the keys `first` holds that only `parted` has told.
   * The same call again after a lost answer is `done`. `outdated` when either was written since.
   */
  part(parted: Lead, first: Lead, onlyTheirs: readonly ClientKey[]): Promise<'done' | 'outdated'>;
}
