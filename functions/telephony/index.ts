import { randomBytes } from 'node:crypto';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import { SqsWorkQueue, createSqsClient } from '#shared/adapters/sqs/work-queue.ts';
import { createIntakeAdapters } from '#shared/adapters/wiring/intake.ts';
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
  assignments: new SqsWorkQueue(createSqsClient(), config.ASSIGNMENTS_QUEUE_URL),
  phones: new LibPhoneNumbers(),
  randomId: () => randomBytes(12).toString('hex'),
  log: createLog(),
  meter: createMeter(),
});

await prewarm(
  () => adapters.settings.current('sources'),
  () => adapters.settings.current('policy'),
  () => adapters.secrets.find('any'),
);
