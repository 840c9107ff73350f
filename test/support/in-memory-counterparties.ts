import type { Timestamp } from '#shared/domain/time.ts';
import type { CounterpartyCache, RememberedCounterparty } from '#shared/ports/counterparty-cache.ts';

type Remembered = { counterparty: RememberedCounterparty; freshUntil: Timestamp };

/** What was last heard of companies, in memory. */
export class InMemoryCounterparties implements CounterpartyCache {
  readonly #answers = new Map<string, Remembered>();

  async find(inn: string, kpp?: string): Promise<Remembered | undefined> {
    return this.#answers.get(keyOf(inn, kpp));
  }

  async remember(
    inn: string,
    kpp: string | undefined,
    counterparty: RememberedCounterparty,
    freshUntil: Timestamp,
  ): Promise<void> {
    this.#answers.set(keyOf(inn, kpp), { counterparty, freshUntil });
  }
}

function keyOf(inn: string, kpp: string | undefined): string {
  return `${inn}/${kpp ?? ''}`;
}
