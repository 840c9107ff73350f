import { gateOf } from '#shared/domain/circuit.ts';
import type { CircuitBook } from '#shared/ports/circuit-book.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';

export interface RegistryLook {
  readonly circuits: Pick<CircuitBook, 'read'>;
  readonly settings: Pick<SettingsReader, 'current'>;
  readonly clock: Clock;
}

export interface RegistryState {
  readonly registry: string;
  /** Nobody asks it at present, whichever function found out that it is in trouble. */
  readonly isOpen: boolean;
}

/** The circuits of the policy's registries as they are now: one small reading each. What cannot be read is left out. */
export async function lookAtRegistries({
  circuits,
  settings,
  clock,
}: RegistryLook): Promise<readonly RegistryState[]> {
  try {
    const { counterpartyCheck } = await settings.current('policy');
    const registries = [counterpartyCheck, counterpartyCheck.fallback].flatMap((one) => one?.registry ?? []);
    return await Promise.all(
      registries.map(async (registry) => {
        const gate = gateOf(await circuits.read(registry), clock.now());
        return { registry, isOpen: gate.state === 'open' };
      }),
    );
  } catch {
    return [];
  }
}
