import { systemClock } from '#shared/adapters/clock/system-clock.ts';
import { DestinationGateways } from '#shared/adapters/destinations/destination-gateways.ts';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { DynamoDbHandoffDesk } from '#shared/adapters/dynamodb/handoff-desk.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '#shared/adapters/dynamodb/settings-reader.ts';
import { HmacOfferLinks } from '#shared/adapters/hmac/hmac-offer-links.ts';
import { SecretsManagerSecrets } from '#shared/adapters/secrets-manager/secrets-manager-secrets.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { prewarm } from '#shared/runtime/prewarm.ts';
import { HandoffConfig } from './config.ts';
import { handoffHandler } from './handler.ts';

const config = readEnvironment(HandoffConfig);
const table = createDynamoDbClient();
const archive = new DynamoDbSettingsArchive(table, config.LEADS_TABLE_NAME);
const settings = new CachedSettingsReader(archive);
const secrets = new SecretsManagerSecrets(config.SECRETS_ID);

export const handler = handoffHandler({
  desk: new DynamoDbHandoffDesk(table, config.LEADS_TABLE_NAME),
  leads: new DynamoDbLeadRepository(table, config.LEADS_TABLE_NAME),
  settings,
  archive,
  gateway: new DestinationGateways({ secrets, addresses: config.OUTBOUND_ADDRESSES }),
  links: new HmacOfferLinks(secrets),
  clock: systemClock,
  log: createLog(),
  meter: createMeter(),
});

await prewarm(
  () => settings.current('team'),
  () => settings.current('destinations'),
  () => secrets.find('offer-links'),
);
