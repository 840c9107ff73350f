import type { CounterpartyCheckSettings } from '#shared/domain/policy.ts';
import type { CounterpartyRegistry } from '#shared/ports/counterparty-registry.ts';
import { systemClock } from '../clock/system-clock.ts';
import { DadataRegistry } from '../dadata/dadata-registry.ts';
import { DynamoDbCounterpartyCache } from '../dynamodb/counterparty-cache.ts';
import { createDynamoDbClient } from '../dynamodb/client.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { DynamoDbLeadRepository } from '../dynamodb/lead-repository.ts';
import { DynamoDbSettingsArchive } from '../dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '../dynamodb/settings-reader.ts';
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
    settings: new CachedSettingsReader(new DynamoDbSettingsArchive(table, LEADS_TABLE_NAME)),
    cache: new DynamoDbCounterpartyCache(table, LEADS_TABLE_NAME),
    clock: systemClock,
    registryFor: registriesWith((name) => secrets.find(name), OUTBOUND_ADDRESSES),
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
