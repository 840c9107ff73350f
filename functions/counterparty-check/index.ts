import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '#shared/adapters/clock/system-clock.ts';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { DynamoDbCounterpartyCache } from '#shared/adapters/dynamodb/counterparty-cache.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '#shared/adapters/dynamodb/settings-reader.ts';
import { SecretsManagerSecrets } from '#shared/adapters/secrets-manager/secrets-manager-secrets.ts';
import { SqsWorkQueue, createSqsClient } from '#shared/adapters/sqs/work-queue.ts';
import { createRegistries, registryTables } from '#shared/adapters/wiring/registries.ts';
import { tellsCircuits } from '#shared/intake/tell-circuits.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { CounterpartyCheckConfig } from './config.ts';
import { counterpartyCheckHandler } from './handler.ts';

const config = readEnvironment(CounterpartyCheckConfig);
const table = createDynamoDbClient();
const archive = new DynamoDbSettingsArchive(table, config.LEADS_TABLE_NAME);
const secrets = new SecretsManagerSecrets(config.SECRETS_ID);
const tools = { log: createLog(), meter: createMeter() };

export const handler = counterpartyCheckHandler({
  ...tools,
  leads: new DynamoDbLeadRepository(table, config.LEADS_TABLE_NAME),
  cache: new DynamoDbCounterpartyCache(table, config.LEADS_TABLE_NAME),
  registryFor: createRegistries({
    ...registryTables(table, config.LEADS_TABLE_NAME),
    clock: systemClock,
    addresses: config.OUTBOUND_ADDRESSES,
    findSecret: (name) => secrets.find(name),
    circuitOpened: tellsCircuits(tools),
  }),
  settings: new CachedSettingsReader(archive),
  archive,
  handoffs: new SqsWorkQueue(createSqsClient(), config.HANDOFFS_QUEUE_URL),
  clock: systemClock,
  pause: (milliseconds) => pause(milliseconds),
});
