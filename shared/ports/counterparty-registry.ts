import type { CompanyId, KnownCounterparty, UncheckedReason } from '#shared/domain/counterparty.ts';
import type { Timestamp } from '#shared/domain/time.ts';

export type RegistryAnswer =
  | { readonly outcome: 'found'; readonly counterparty: KnownCounterparty }
  | { readonly outcome: 'not-found' }
  | {
      readonly outcome: 'unavailable';
      readonly because: Exclude<UncheckedReason, 'no-inn'>;
      /** Known where the registry or an open circuit says so. */
      readonly retryAt?: Timestamp;
    };

/** A register of companies. Another country's, such as VIES or Companies House, is one more adapter of this. */
export interface CounterpartyRegistry {
  /**
   * Asks about a company or a sole trader by number; with its KPP first where one is known.
   * Never throws for what the registry does: slow, down, refusing and talking nonsense are answers.
   */
  find(company: CompanyId, timeoutMs: number): Promise<RegistryAnswer>;
}
