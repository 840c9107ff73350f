import { systemClock } from '#shared/adapters/clock/system-clock.ts';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { DynamoDbPastLeads } from '#shared/adapters/dynamodb/past-leads.ts';
import { DynamoDbReplayBook } from '#shared/adapters/dynamodb/replay-book.ts';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '#shared/adapters/dynamodb/settings-reader.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { ReplayConfig } from './config.ts';
import { replayHandler } from './handler.ts';

const config = readEnvironment(ReplayConfig);
const table = createDynamoDbClient();

export const handler = replayHandler({
  replays: new DynamoDbReplayBook(table, config.LEADS_TABLE_NAME),
  pastLeads: new DynamoDbPastLeads(table, config.LEADS_TABLE_NAME),
  settings: new CachedSettingsReader(new DynamoDbSettingsArchive(table, config.LEADS_TABLE_NAME)),
  clock: systemClock,
  log: createLog(),
  meter: createMeter(),
});
