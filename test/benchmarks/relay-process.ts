/**
 * The whole system on this machine, as `npm start` runs it, in a process of its own.
 *
 * Told by its parent to start, and asked how it is doing.
 */
import * as z from 'zod/mini';
import { startLeadRelay } from '#cdk/local/lead-relay.ts';
import type { Runner } from '#cdk/local/runner.ts';
import { serve } from './child.ts';
import { isRecord } from '#cdk/local/template/intrinsics.ts';

const Start = z.object({
  dataFolder: z.string(),
  settingsFolder: z.string(),
  dynamodb: z.optional(z.string()),
});

let runner: Runner | undefined;

serve({
  async start(argument) {
    runner = await startLeadRelay({ ...Start.parse(argument), port: 0 });
    return runner.url;
  },
  rssBytes: () => process.memoryUsage.rss(),
  delivered: countCards,
  quiet: (timeoutMs) => runner?.whenQuiet(z.number().parse(timeoutMs)),
  stop: () => runner?.stop(),
});

/** Asked many times a second while others compete for the processor, so nothing is copied or checked in it. */
function countCards(): number {
  const deliveries = runner?.standIns.deliveries();
  const cards = isRecord(deliveries) ? deliveries['crm'] : undefined;
  return Array.isArray(cards) ? cards.length : 0;
}
