import { setTimeout as pause } from 'node:timers/promises';
import type { QueueDepth } from './engines/queues.ts';
import type { Service } from './functions/service.ts';

const CHECK_EVERY_MS = 20;

/** A message is in no queue for a moment, and its function not yet begun: one look is not enough. */
const QUIET_CHECKS = 2;

/** Settles when no message is left and no function runs. Throws when that takes longer than allowed. */
export async function waitUntilQuiet(
  timeoutMs: number,
  depths: () => readonly QueueDepth[],
  services: readonly Service[],
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (let quietChecks = 0; quietChecks < QUIET_CHECKS;) {
    const messages = depths().reduce(
      (sum, { ready, delayed, inFlight }) => sum + ready + delayed + inFlight,
      0,
    );
    const busy = services.reduce((sum, service) => sum + service.load().busy, 0);
    quietChecks = messages + busy === 0 ? quietChecks + 1 : 0;
    if (Date.now() > deadline) {
      throw new Error(`Not quiet after ${timeoutMs} ms: ${messages} messages, ${busy} running.`);
    }
    await pause(CHECK_EVERY_MS);
  }
}
