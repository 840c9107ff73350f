import { SqsWorkQueue, createSqsClient } from '#shared/adapters/sqs/work-queue.ts';
import { createDoorAdapters, createIntakeAdapters } from '#shared/adapters/wiring/intake.ts';
import { tellsCircuits } from '#shared/intake/tell-circuits.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { prewarm } from '#shared/runtime/prewarm.ts';
import { TelephonyConfig } from './config.ts';
import { telephonyHandler } from './handler.ts';

const config = readEnvironment(TelephonyConfig);
const tools = { log: createLog(), meter: createMeter() };
const adapters = createIntakeAdapters(config, tellsCircuits(tools));

export const handler = telephonyHandler({
  ...adapters,
  ...tools,
  ...createDoorAdapters(config, adapters.table),
  assignments: new SqsWorkQueue(createSqsClient(), config.ASSIGNMENTS_QUEUE_URL),
});

await prewarm(
  () => adapters.settings.current('sources'),
  () => adapters.settings.current('policy'),
  () => adapters.secrets.find('identity-key'),
);
