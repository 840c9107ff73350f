import type { KnownCounterparty, UncheckedReason } from '#shared/domain/counterparty.ts';

export type RegistryAnswer =
  | { readonly outcome: 'found'; readonly counterparty: KnownCounterparty }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'unavailable'; readonly because: Exclude<UncheckedReason, 'no-inn'> };

export interface CounterpartyRegistry {
  /**
   * Asks about a company or a sole trader by INN; by INN and KPP first where a KPP is known.
   * Never throws for what the registry does: slow, down, refusing and talking nonsense are answers.
   */
  find(inn: string, kpp: string | undefined, timeoutMs: number): Promise<RegistryAnswer>;
}
