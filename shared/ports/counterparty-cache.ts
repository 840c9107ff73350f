import type { CompanyId, Counterparty } from '#shared/domain/counterparty.ts';
import type { Timestamp } from '#shared/domain/time.ts';

export type RememberedCounterparty = Exclude<Counterparty, { outcome: 'unchecked' }>;

export interface CounterpartyCache {
  /** What was last heard of it, with the moment until which that counts as fresh. */
  find(
    company: CompanyId,
  ): Promise<{ counterparty: RememberedCounterparty; freshUntil: Timestamp } | undefined>;
  remember(company: CompanyId, counterparty: RememberedCounterparty, freshUntil: Timestamp): Promise<void>;
}
