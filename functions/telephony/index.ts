import { SqsWorkQueue, createSqsClient } from '#shared/adapters/sqs/work-queue.ts';
import { createDoorAdapters, createIntakeAdapters } from '#shared/adapters/wiring/intake.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { createLog } from '#shared/runtime/logs.ts';
import { createMeter } from '#shared/runtime/metrics.ts';
import { prewarm } from '#shared/runtime/prewarm.ts';
import { TelephonyConfig } from './config.ts';
import { telephonyHandler } from './handler.ts';

const config = readEnvironment(TelephonyConfig);
const adapters = createIntakeAdapters(config);

export const handler = telephonyHandler({
  ...adapters,
  ...createDoorAdapters(config, adapters.table),
  assignments: new SqsWorkQueue(createSqsClient(), config.ASSIGNMENTS_QUEUE_URL),
  log: createLog(),
  meter: createMeter(),
});

await prewarm(
  () => adapters.settings.current('sources'),
  () => adapters.settings.current('policy'),
  () => adapters.secrets.find('identity-key'),
);
