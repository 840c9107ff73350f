import {
  canPassOn,
  claimsInTheWay,
  withClaim,
  withoutClaim,
  type ClaimTerms,
  type ClientClaim,
  type WantedClaim,
} from '#shared/domain/client-claims.ts';
import type { ClientKey } from '#shared/domain/client-key.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { KeyHolder } from '#shared/ports/client-book.ts';

/** Which leads each key of a client belongs to, in memory. */
export class InMemoryClaims {
  readonly #claims = new Map<string, readonly ClientClaim[]>();

  holders(lead: Lead, keys: readonly ClientKey[], terms: ClaimTerms): readonly KeyHolder[] {
    return keys.flatMap((key) =>
      claimsInTheWay(this.#of(key), wantedBy(lead, key), terms).map(({ leadId }) => ({ key, leadId })),
    );
  }

  claimAll(lead: Lead, keys: readonly ClientKey[], terms: ClaimTerms): void {
    for (const key of keys) this.#set(key, withClaim(this.#of(key), wantedBy(lead, key), terms));
  }

  passOn(duplicate: Lead, first: Lead, keys: readonly ClientKey[], terms: ClaimTerms): void {
    for (const key of keys) {
      const wanted = wantedBy(duplicate, key);
      if (!canPassOn(this.#of(key), wanted, first.id, terms)) continue;
      const claim = { ...wanted, leadId: first.id, at: first.receivedAt };
      this.#set(key, withClaim(this.#of(key), claim, terms));
    }
  }

  giveBack(leadId: string, keys: readonly ClientKey[]): void {
    for (const key of keys) this.#set(key, withoutClaim(this.#of(key), leadId));
  }

  #of({ kind, value }: ClientKey): readonly ClientClaim[] {
    return this.#claims.get(`${kind}:${value}`) ?? [];
  }

  #set({ kind, value }: ClientKey, claims: readonly ClientClaim[]): void {
    this.#claims.set(`${kind}:${value}`, claims);
  }
}

function wantedBy({ id, receivedAt, requisites }: Lead, { onlyWithInn }: ClientKey): WantedClaim {
  return {
    leadId: id,
    at: receivedAt,
    ...(requisites.inn === undefined ? {} : { inn: requisites.inn }),
    ...(onlyWithInn === undefined ? {} : { onlyWithInn }),
  };
}
