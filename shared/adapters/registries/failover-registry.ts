import type { CompanyId } from '#shared/domain/counterparty.ts';
import type { CounterpartyRegistry, RegistryAnswer } from '#shared/ports/counterparty-registry.ts';

/** What the first one leaves of the time, so that the second still has its chance. */
const KEPT_FOR_SECOND = 0.4;

/** A registry that answers at all answers in this. */
const MOST_KEPT_MS = 600;

/**
 * Asks the first registry, and the second one where the first cannot be asked.
 *
 * That a company is not in the first is an answer like any other: both copy the same state register.
 */
export class FailoverRegistry implements CounterpartyRegistry {
  readonly #first: CounterpartyRegistry;
  readonly #second: CounterpartyRegistry;

  constructor(first: CounterpartyRegistry, second: CounterpartyRegistry) {
    this.#first = first;
    this.#second = second;
  }

  async find(company: CompanyId, timeoutMs: number): Promise<RegistryAnswer> {
    const startedAt = performance.now();
    const keptMs = Math.min(timeoutMs * KEPT_FOR_SECOND, MOST_KEPT_MS);
    const first = await this.#first.find(company, timeoutMs - keptMs);
    if (first.outcome !== 'unavailable') return first;

    const second = await this.#second.find(company, timeoutMs - (performance.now() - startedAt));
    return second.outcome === 'unavailable' ? bothUnavailable(first, second) : second;
  }
}

type Unavailable = Extract<RegistryAnswer, { outcome: 'unavailable' }>;

/** The reason is the first one's, whose contract is the one that matters; asking again helps as soon as either may be. */
function bothUnavailable(first: Unavailable, second: Unavailable): Unavailable {
  const { because, retryAt } = first;
  if (retryAt === undefined || second.retryAt === undefined) return { outcome: 'unavailable', because };
  return { ...first, retryAt: retryAt < second.retryAt ? retryAt : second.retryAt };
}
