import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomBytes } from 'node:crypto';
import type { CounterpartyCheckSettings } from '#shared/domain/policy.ts';
import type { CounterpartyRegistry } from '#shared/ports/counterparty-registry.ts';
import { systemClock } from '../clock/system-clock.ts';
import { DadataRegistry } from '../dadata/dadata-registry.ts';
import { DynamoDbClientBook } from '../dynamodb/client-book.ts';
import { DynamoDbCounterpartyCache } from '../dynamodb/counterparty-cache.ts';
import { createDynamoDbClient } from '../dynamodb/client.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { DynamoDbLeadRepository } from '../dynamodb/lead-repository.ts';
import { DynamoDbSettingsArchive } from '../dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '../dynamodb/settings-reader.ts';
import { HmacClientKeys } from '../hmac/hmac-client-keys.ts';
import { LibPhoneNumbers } from '../libphonenumber/phone-numbers.ts';
import { DynamoDbCallNotes } from '../dynamodb/call-notes.ts';
import { SharedRateLimiter } from '../dynamodb/rate-limiter.ts';
import { createSubmissionDetails } from '../submission-details/submission-details.ts';
import { SecretsManagerSecrets } from '../secrets-manager/secrets-manager-secrets.ts';

export interface IntakeEnvironment {
  readonly LEADS_TABLE_NAME: string;
  readonly SECRETS_ID: string;
  readonly OUTBOUND_ADDRESSES: Addresses;
}

/** What every function that keeps or judges leads is made of; the table's client is shared with what it adds. */
export function createIntakeAdapters(environment: IntakeEnvironment) {
  const { LEADS_TABLE_NAME, SECRETS_ID, OUTBOUND_ADDRESSES } = environment;
  const table = createDynamoDbClient();
  const secrets = new SecretsManagerSecrets(SECRETS_ID);
  return {
    table,
    secrets,
    leads: new DynamoDbLeadRepository(table, LEADS_TABLE_NAME),
    clients: new DynamoDbClientBook(table, LEADS_TABLE_NAME, new HmacClientKeys(secrets)),
    settings: new CachedSettingsReader(new DynamoDbSettingsArchive(table, LEADS_TABLE_NAME)),
    cache: new DynamoDbCounterpartyCache(table, LEADS_TABLE_NAME),
    clock: systemClock,
    phones: new LibPhoneNumbers(),
    details: createSubmissionDetails({ secrets, addresses: OUTBOUND_ADDRESSES }),
    registryFor: registriesWith((name) => secrets.find(name), OUTBOUND_ADDRESSES),
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

/** One client for each registry address: it holds the connections. */
function registriesWith(findSecret: (name: string) => Promise<string | undefined>, addresses: Addresses) {
  const registries = new Map<string, CounterpartyRegistry>();
  return ({ baseUrl, tokenSecret }: CounterpartyCheckSettings): CounterpartyRegistry => {
    const known = registries.get(baseUrl);
    if (known !== undefined) return known;
    const made = new DadataRegistry({
      baseUrl,
      token: () => findSecret(tokenSecret),
      now: () => systemClock.now(),
      addresses,
    });
    registries.set(baseUrl, made);
    return made;
  };
}
