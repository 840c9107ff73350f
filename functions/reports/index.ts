import { systemClock } from '#shared/adapters/clock/system-clock.ts';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { DynamoDbReportBook } from '#shared/adapters/dynamodb/report-book.ts';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '#shared/adapters/dynamodb/settings-reader.ts';
import { HmacClientKeys } from '#shared/adapters/hmac/hmac-client-keys.ts';
import { SecretsManagerSecrets } from '#shared/adapters/secrets-manager/secrets-manager-secrets.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { ReportsConfig } from './config.ts';
import { reportsHandler } from './handler.ts';

const config = readEnvironment(ReportsConfig);
const table = createDynamoDbClient();

export const handler = reportsHandler({
  reports: new DynamoDbReportBook(table, config.LEADS_TABLE_NAME),
  terms: new HmacClientKeys(new SecretsManagerSecrets(config.SECRETS_ID)),
  settings: new CachedSettingsReader(new DynamoDbSettingsArchive(table, config.LEADS_TABLE_NAME)),
  clock: systemClock,
  log: createLog(),
  meter: createMeter(),
});
