import { systemClock } from '#shared/adapters/clock/system-clock.ts';
import { DynamoDbAssignmentBook } from '#shared/adapters/dynamodb/assignment-book.ts';
import { DynamoDbCircuitBook } from '#shared/adapters/dynamodb/circuit-book.ts';
import { DynamoDbClientBook } from '#shared/adapters/dynamodb/client-book.ts';
import { DynamoDbClientOwners } from '#shared/adapters/dynamodb/client-owners.ts';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { DynamoDbDutyRoster } from '#shared/adapters/dynamodb/duty-roster.ts';
import { DynamoDbErasureBook } from '#shared/adapters/dynamodb/erasure-book.ts';
import { DynamoDbHeldLeads } from '#shared/adapters/dynamodb/held-leads.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { DynamoDbReplayBook } from '#shared/adapters/dynamodb/replay-book.ts';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { DynamoDbReportBook } from '#shared/adapters/dynamodb/report-book.ts';
import { CachedSettingsReader } from '#shared/adapters/dynamodb/settings-reader.ts';
import { DynamoDbShadowBook } from '#shared/adapters/dynamodb/shadow-book.ts';
import { HmacClientKeys } from '#shared/adapters/hmac/hmac-client-keys.ts';
import { HmacOfferLinks } from '#shared/adapters/hmac/hmac-offer-links.ts';
import { HmacRepLinks } from '#shared/adapters/hmac/hmac-rep-links.ts';
import { SecretsManagerSecrets } from '#shared/adapters/secrets-manager/secrets-manager-secrets.ts';
import { SqsReplayQueue } from '#shared/adapters/sqs/replay-queue.ts';
import { SqsWorkQueue, createSqsClient } from '#shared/adapters/sqs/work-queue.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { jitteredPause } from '#shared/runtime/jittered-pause.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { prewarm } from '#shared/runtime/prewarm.ts';
import { ConsoleConfig } from './config.ts';
import { once } from './once.ts';
import { consoleHandler } from './handler.ts';

const config = readEnvironment(ConsoleConfig);
const table = createDynamoDbClient();
const queues = createSqsClient();
const archive = new DynamoDbSettingsArchive(table, config.LEADS_TABLE_NAME);
const settings = new CachedSettingsReader(archive);
const secrets = new SecretsManagerSecrets(config.SECRETS_ID);
const clientKeys = new HmacClientKeys(secrets);

export const handler = consoleHandler({
  leads: new DynamoDbLeadRepository(table, config.LEADS_TABLE_NAME),
  settings,
  archive,
  book: new DynamoDbAssignmentBook(table, config.LEADS_TABLE_NAME),
  clients: new DynamoDbClientBook(table, config.LEADS_TABLE_NAME, clientKeys),
  owners: new DynamoDbClientOwners(table, config.LEADS_TABLE_NAME, clientKeys),
  erasures: new DynamoDbErasureBook(table, config.LEADS_TABLE_NAME, clientKeys),
  held: new DynamoDbHeldLeads(table, config.LEADS_TABLE_NAME),
  roster: new DynamoDbDutyRoster(table, config.LEADS_TABLE_NAME),
  assignments: new SqsWorkQueue(queues, config.ASSIGNMENTS_QUEUE_URL),
  handoffs: new SqsWorkQueue(queues, config.HANDOFFS_QUEUE_URL),
  replays: new DynamoDbReplayBook(table, config.LEADS_TABLE_NAME),
  replayQueue: new SqsReplayQueue(queues, config.REPLAYS_QUEUE_URL),
  shadow: new DynamoDbShadowBook(table, config.LEADS_TABLE_NAME),
  simulation: once(async () => {
    const { createSimulationAdapters } = await import('#shared/adapters/wiring/simulation.ts');
    return createSimulationAdapters({
      table,
      tableName: config.LEADS_TABLE_NAME,
      secrets,
      addresses: config.OUTBOUND_ADDRESSES,
    });
  }),
  links: new HmacOfferLinks(secrets),
  repLinks: new HmacRepLinks(secrets),
  secrets,
  circuits: new DynamoDbCircuitBook(table, config.LEADS_TABLE_NAME),
  reports: new DynamoDbReportBook(table, config.LEADS_TABLE_NAME),
  terms: clientKeys,
  cards: once(async () => {
    const { Bitrix24Cards } = await import('#shared/adapters/bitrix24/bitrix24-cards.ts');
    return new Bitrix24Cards({ secrets, addresses: config.OUTBOUND_ADDRESSES });
  }),
  clock: systemClock,
  pause: jitteredPause,
  log: createLog(),
  meter: createMeter(),
});

await prewarm(() => settings.current('team'));
