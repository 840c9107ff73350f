import * as z from 'zod/mini';
import type { SilentSource } from '#shared/domain/silent-sources.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { type Balance, balanceHandler } from './handler.ts';
import { type WatchDependencies, watchSources } from './watch-sources.ts';

type Dependencies = Parameters<typeof balanceHandler>[0] & WatchDependencies;

/** What the schedule of every ten minutes says; the nightly one, and whoever calls by hand, says nothing. */
const SourceWatch = z.object({ task: z.literal('sources') });

/** Both looks at all leads together: the nightly balance, and whether a source has gone silent. */
export function scheduledHandler(dependencies: Dependencies) {
  const balance = balanceHandler(dependencies);
  return async (event?: unknown): Promise<Balance | { readonly silent: readonly SilentSource[] }> =>
    z.safeParse(SourceWatch, event).success ? watch(dependencies) : balance();
}

async function watch(dependencies: Dependencies): Promise<{ readonly silent: readonly SilentSource[] }> {
  const { log, meter } = dependencies;
  try {
    const silent = await watchSources(dependencies);
    for (const each of silent) log.error('source.silent', { ...each });
    meter.count(MetricNames.SourceSilent, silent.length);
    return { silent };
  } finally {
    meter.publish();
  }
}
