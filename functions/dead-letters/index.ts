import { systemClock } from '#shared/adapters/clock/system-clock.ts';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { DeadLettersConfig } from './config.ts';
import { deadLettersHandler } from './handler.ts';

const config = readEnvironment(DeadLettersConfig);

export const handler = deadLettersHandler({
  leads: new DynamoDbLeadRepository(createDynamoDbClient(), config.LEADS_TABLE_NAME),
  clock: systemClock,
  log: createLog(),
  meter: createMeter(),
});
