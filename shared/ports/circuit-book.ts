import type { Circuit } from '#shared/domain/circuit.ts';

/** The circuits of outside systems, shared by all functions. */
export interface CircuitBook {
  /** The state now; closed and of version 0 where nobody ever wrote one. */
  read(name: string): Promise<Circuit>;
  /** Writes a version if the one before it is the latest; of several who try the same one, a single one succeeds. */
  save(name: string, circuit: Circuit): Promise<'saved' | 'outdated'>;
}
