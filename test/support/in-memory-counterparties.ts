import type { CompanyId } from '#shared/domain/counterparty.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { CounterpartyCache, RememberedCounterparty } from '#shared/ports/counterparty-cache.ts';

type Remembered = { counterparty: RememberedCounterparty; freshUntil: Timestamp };

/** What was last heard of companies, in memory. */
export class InMemoryCounterparties implements CounterpartyCache {
  readonly #answers = new Map<string, Remembered>();

  async find(company: CompanyId): Promise<Remembered | undefined> {
    return this.#answers.get(keyOf(company));
  }

  async remember(
    company: CompanyId,
    counterparty: RememberedCounterparty,
    freshUntil: Timestamp,
  ): Promise<void> {
    this.#answers.set(keyOf(company), { counterparty, freshUntil });
  }
}

function keyOf({ country, id, kpp }: CompanyId): string {
  return `${country}/${id}/${kpp ?? ''}`;
}
