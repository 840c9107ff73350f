import type { Timestamp } from './time.ts';

/** `unknown` covers a state the registry has and we have not heard of yet: its list has grown before. */
export type CounterpartyStatus =
  'active' | 'liquidating' | 'liquidated' | 'bankrupt' | 'reorganizing' | 'unknown';

/** Why a company could not be asked about. The lead goes on, flagged. */
export type UncheckedReason = 'no-inn' | 'slow' | 'unavailable' | 'misconfigured' | 'quota-spent';

/** The company the requisites name, as the registry knows it. Absent is unknown, never zero. */
export interface KnownCounterparty {
  readonly outcome: 'found';
  readonly status: CounterpartyStatus;
  readonly name: string;
  readonly type: 'legal' | 'individual';
  readonly inn: string;
  readonly kpp?: string;
  readonly ogrn?: string;
  /** ISO 3166-2 of the registered address, `RU-MOW`. */
  readonly region?: string;
  readonly okved?: string;
  readonly registeredOn?: string;
  readonly employees?: number;
  readonly revenueRub?: number;
  readonly branch?: boolean;
  readonly checkedAt: Timestamp;
  /** Which register said so. */
  readonly registry?: string;
  /** From a cache past its time, because the registry did not answer. */
  readonly stale: boolean;
}

export type Counterparty =
  | KnownCounterparty
  | { readonly outcome: 'not-found'; readonly checkedAt: Timestamp; readonly stale: boolean }
  | {
      readonly outcome: 'unchecked';
      readonly because: UncheckedReason;
      /** Asking again before then is useless: a quota is spent, a circuit open. */
      readonly retryAt?: Timestamp;
    };

/** A company by its number in the register of its country: an INN in Russia, with the KPP of a branch. */
export interface CompanyId {
  /** ISO 3166-1, `RU`. */
  readonly country: string;
  readonly id: string;
  readonly kpp?: string;
}
