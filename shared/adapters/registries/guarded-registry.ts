import type { CompanyId } from '#shared/domain/counterparty.ts';
import type { CounterpartyRegistry, RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { RegistryClient } from './registry-client.ts';

/** Silence counts against a registry only if it had at least this long to speak. */
const FAIR_TIMEOUT_MS = 300;

/** A registry behind its circuit: while that is open nobody is asked, and the answer says until when. */
export class GuardedRegistry implements CounterpartyRegistry {
  readonly #client: RegistryClient;
  readonly #circuit: CircuitBreaker;

  constructor(client: RegistryClient, circuit: CircuitBreaker) {
    this.#client = client;
    this.#circuit = circuit;
  }

  async find(company: CompanyId, timeoutMs: number): Promise<RegistryAnswer> {
    const startedAt = performance.now();
    const admission = await this.#circuit.admit();
    if (!admission.admitted)
      return { outcome: 'unavailable', because: admission.because, retryAt: admission.until };

    const leftMs = timeoutMs - (performance.now() - startedAt);
    const asked = await this.#client.ask(company, leftMs);
    if (asked.outcome === 'not-asked') return { outcome: 'unavailable', because: asked.because };
    if (asked.outcome !== 'unavailable') await this.#circuit.answered(admission.asking);
    else if (asked.because !== 'slow' || leftMs >= FAIR_TIMEOUT_MS)
      await this.#circuit.failed(
        { because: asked.because, ...(asked.retryAt === undefined ? {} : { until: asked.retryAt }) },
        admission.asking,
      );
    return asked;
  }
}
