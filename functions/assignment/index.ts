import { DynamoDbAssignmentBook } from '#shared/adapters/dynamodb/assignment-book.ts';
import { SqsWorkQueue, createSqsClient } from '#shared/adapters/sqs/work-queue.ts';
import { createIntakeAdapters } from '#shared/adapters/wiring/intake.ts';
import { tellsCircuits } from '#shared/intake/tell-circuits.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { prewarm } from '#shared/runtime/prewarm.ts';
import { AssignmentConfig } from './config.ts';
import { assignmentHandler } from './handler.ts';

const config = readEnvironment(AssignmentConfig);
const tools = { log: createLog(), meter: createMeter() };
const adapters = createIntakeAdapters(config, tellsCircuits(tools));

export const handler = assignmentHandler({
  ...adapters,
  ...tools,
  book: new DynamoDbAssignmentBook(adapters.table, config.LEADS_TABLE_NAME),
  handoffs: new SqsWorkQueue(createSqsClient(), config.HANDOFFS_QUEUE_URL),
});

await prewarm(
  () => adapters.settings.current('team'),
  () => adapters.settings.current('destinations'),
);
