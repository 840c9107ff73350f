import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RateLimiter } from '#shared/ports/rate-limiter.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { systemClock } from '../clock/system-clock.ts';
import { DynamoDbCounterpartyCache } from '../dynamodb/counterparty-cache.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { LibPhoneNumbers } from '../libphonenumber/phone-numbers.ts';
import { createRegistries, registryTables } from './registries.ts';

export interface SimulationEnvironment {
  readonly table: DynamoDBClient;
  readonly tableName: string;
  readonly secrets: Secrets;
  readonly addresses: Addresses;
}

/**
 * Reads fields and asks about companies as intake does, and writes nothing.
 *
 * What the registries keep in the table is read, so that an open circuit is respected; what a simulation finds out is
 * not put there. The few simulations people make are not counted against our own limits either.
 */
export function createSimulationAdapters({ table, tableName, secrets, addresses }: SimulationEnvironment) {
  const { circuits, keys } = registryTables(table, tableName);
  return {
    phones: new LibPhoneNumbers(),
    cache: new DynamoDbCounterpartyCache(table, tableName),
    registryFor: createRegistries({
      circuits: { read: (name) => circuits.read(name), save: async () => 'saved' },
      keys: {
        hasWorked: (system, fingerprint) => keys.hasWorked(system, fingerprint),
        noteWorked: async () => undefined,
      },
      requests: UNCOUNTED,
      connections: UNCOUNTED,
      clock: systemClock,
      addresses,
      findSecret: (name) => secrets.find(name),
    }),
  };
}

const UNCOUNTED: RateLimiter = { admit: async () => ({ outcome: 'admitted' }) };
