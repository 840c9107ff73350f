import { systemClock } from '#shared/adapters/clock/system-clock.ts';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { DynamoDbDutyRoster } from '#shared/adapters/dynamodb/duty-roster.ts';
import { DynamoDbHeldLeads } from '#shared/adapters/dynamodb/held-leads.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { DynamoDbLeadSweep } from '#shared/adapters/dynamodb/lead-sweep.ts';
import { DynamoDbReportBook } from '#shared/adapters/dynamodb/report-book.ts';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '#shared/adapters/dynamodb/settings-reader.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { jitteredPause } from '#shared/runtime/jittered-pause.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { BalanceConfig } from './config.ts';
import { scheduledHandler } from './scheduled-handler.ts';

const { LEADS_TABLE_NAME } = readEnvironment(BalanceConfig);
const table = createDynamoDbClient();

export const handler = scheduledHandler({
  sweep: new DynamoDbLeadSweep(table, LEADS_TABLE_NAME),
  leads: new DynamoDbLeadRepository(table, LEADS_TABLE_NAME),
  held: new DynamoDbHeldLeads(table, LEADS_TABLE_NAME),
  roster: new DynamoDbDutyRoster(table, LEADS_TABLE_NAME),
  reports: new DynamoDbReportBook(table, LEADS_TABLE_NAME),
  settings: new CachedSettingsReader(new DynamoDbSettingsArchive(table, LEADS_TABLE_NAME)),
  clock: systemClock,
  pause: jitteredPause,
  log: createLog(),
  meter: createMeter(),
});
