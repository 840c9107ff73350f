import { DynamoDbAssignmentBook } from '#shared/adapters/dynamodb/assignment-book.ts';
import { DynamoDbCircuitBook } from '#shared/adapters/dynamodb/circuit-book.ts';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { DynamoDbCounterpartyCache } from '#shared/adapters/dynamodb/counterparty-cache.ts';
import { DynamoDbDutyRoster } from '#shared/adapters/dynamodb/duty-roster.ts';
import { DynamoDbHeldLeads } from '#shared/adapters/dynamodb/held-leads.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { DynamoDbLeadSweep } from '#shared/adapters/dynamodb/lead-sweep.ts';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '#shared/adapters/dynamodb/settings-reader.ts';
import { DynamoDbShadowBook } from '#shared/adapters/dynamodb/shadow-book.ts';
import { systemClock } from '#shared/adapters/clock/system-clock.ts';
import { SqsWorkQueue, createSqsClient } from '#shared/adapters/sqs/work-queue.ts';
import { SECOND_MS } from '#shared/domain/time.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { SweeperConfig } from './config.ts';
import { createFormerReps } from './former-reps.ts';
import { sweeperHandler } from './handler.ts';

const config = readEnvironment(SweeperConfig);
const table = createDynamoDbClient();
const queues = createSqsClient();
const archive = new DynamoDbSettingsArchive(table, config.LEADS_TABLE_NAME);

export const handler = sweeperHandler({
  sweep: new DynamoDbLeadSweep(table, config.LEADS_TABLE_NAME),
  leads: new DynamoDbLeadRepository(table, config.LEADS_TABLE_NAME),
  book: new DynamoDbAssignmentBook(table, config.LEADS_TABLE_NAME),
  cache: new DynamoDbCounterpartyCache(table, config.LEADS_TABLE_NAME),
  roster: new DynamoDbDutyRoster(table, config.LEADS_TABLE_NAME),
  held: new DynamoDbHeldLeads(table, config.LEADS_TABLE_NAME),
  formerReps: createFormerReps(archive),
  circuits: new DynamoDbCircuitBook(table, config.LEADS_TABLE_NAME),
  shadow: new DynamoDbShadowBook(table, config.LEADS_TABLE_NAME),
  settings: new CachedSettingsReader(archive),
  assignments: new SqsWorkQueue(queues, config.ASSIGNMENTS_QUEUE_URL),
  handoffs: new SqsWorkQueue(queues, config.HANDOFFS_QUEUE_URL),
  checks: new SqsWorkQueue(queues, config.CHECKS_QUEUE_URL),
  resendAfterMs: config.RESEND_AFTER_SECONDS * SECOND_MS,
  clock: systemClock,
  log: createLog(),
  meter: createMeter(),
});
