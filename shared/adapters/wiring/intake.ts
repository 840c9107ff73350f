import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomBytes } from 'node:crypto';
import { systemClock } from '../clock/system-clock.ts';
import { DynamoDbClientBook } from '../dynamodb/client-book.ts';
import { DynamoDbClientOwners } from '../dynamodb/client-owners.ts';
import { DynamoDbCounterpartyCache } from '../dynamodb/counterparty-cache.ts';
import { createDynamoDbClient } from '../dynamodb/client.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import type { CircuitOpened } from '../registries/circuit-breaker.ts';
import { DynamoDbLeadRepository } from '../dynamodb/lead-repository.ts';
import { DynamoDbSettingsArchive } from '../dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '../dynamodb/settings-reader.ts';
import { HmacClientKeys } from '../hmac/hmac-client-keys.ts';
import { LibPhoneNumbers } from '../libphonenumber/phone-numbers.ts';
import { DynamoDbCallNotes } from '../dynamodb/call-notes.ts';
import { SharedRateLimiter } from '../dynamodb/rate-limiter.ts';
import { createSubmissionDetails } from '../submission-details/submission-details.ts';
import { SecretsManagerSecrets } from '../secrets-manager/secrets-manager-secrets.ts';
import { createRegistries, registryTables } from './registries.ts';

export interface IntakeEnvironment {
  readonly LEADS_TABLE_NAME: string;
  readonly SECRETS_ID: string;
  readonly OUTBOUND_ADDRESSES: Addresses;
}

/** What every function that keeps or judges leads is made of; the table's client is shared with what it adds. */
export function createIntakeAdapters(
  environment: IntakeEnvironment,
  circuitOpened?: (event: CircuitOpened) => void,
) {
  const { LEADS_TABLE_NAME, SECRETS_ID, OUTBOUND_ADDRESSES } = environment;
  const table = createDynamoDbClient();
  const secrets = new SecretsManagerSecrets(SECRETS_ID);
  const clientKeys = new HmacClientKeys(secrets);
  return {
    table,
    secrets,
    leads: new DynamoDbLeadRepository(table, LEADS_TABLE_NAME),
    clients: new DynamoDbClientBook(table, LEADS_TABLE_NAME, clientKeys),
    owners: new DynamoDbClientOwners(table, LEADS_TABLE_NAME, clientKeys),
    settings: new CachedSettingsReader(new DynamoDbSettingsArchive(table, LEADS_TABLE_NAME)),
    cache: new DynamoDbCounterpartyCache(table, LEADS_TABLE_NAME),
    clock: systemClock,
    phones: new LibPhoneNumbers(),
    details: createSubmissionDetails({ secrets, addresses: OUTBOUND_ADDRESSES }),
    registryFor: createRegistries({
      ...registryTables(table, LEADS_TABLE_NAME),
      clock: systemClock,
      addresses: OUTBOUND_ADDRESSES,
      findSecret: (name) => secrets.find(name),
      circuitOpened,
    }),
  };
}

/** What only the two doors need, beside `createIntakeAdapters`. */
export function createDoorAdapters({ LEADS_TABLE_NAME }: IntakeEnvironment, table: DynamoDBClient) {
  return {
    limiter: new SharedRateLimiter(table, LEADS_TABLE_NAME),
    notes: new DynamoDbCallNotes(table, LEADS_TABLE_NAME),
    randomId: () => randomBytes(12).toString('hex'),
  };
}
