import { CLOSED_CIRCUIT, type Circuit } from '#shared/domain/circuit.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import type { KeyHistory } from '#shared/ports/key-history.ts';

/** Circuits of outside systems, in memory; counts how often it was read and written. */
export class InMemoryCircuits implements CircuitBook {
  reads = 0;
  writes = 0;
  readonly #circuits = new Map<string, Circuit>();

  async read(name: string): Promise<Circuit> {
    this.reads += 1;
    return this.#circuits.get(name) ?? CLOSED_CIRCUIT;
  }

  async save(name: string, circuit: Circuit): Promise<'saved' | 'outdated'> {
    this.writes += 1;
    const latest = this.#circuits.get(name)?.version ?? 0;
    if (circuit.version !== latest + 1) return 'outdated';
    this.#circuits.set(name, circuit);
    return 'saved';
  }
}

/** Keys that have worked, in memory. */
export class InMemoryKeys implements KeyHistory {
  readonly worked = new Set<string>();

  async hasWorked(system: string, fingerprint: string): Promise<boolean> {
    return this.worked.has(`${system}#${fingerprint}`);
  }

  async noteWorked(system: string, fingerprint: string): Promise<void> {
    this.worked.add(`${system}#${fingerprint}`);
  }
}
