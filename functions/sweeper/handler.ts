import { MetricNames } from '#shared/runtime/metric-names.ts';
import type { QueueTools } from '#shared/runtime/queue.ts';
import { sweepLeads, type SweepDependencies, type Swept } from './sweep-leads.ts';

export function sweeperHandler(dependencies: SweepDependencies & QueueTools) {
  const { log, meter } = dependencies;
  return async (): Promise<Swept> => {
    try {
      const swept = await sweepLeads(dependencies);
      log.info('leads.swept', { ...swept });
      meter.count(MetricNames.SweepResent, swept.resent);
      meter.count(MetricNames.LeadForgotten, swept.expired);
      return swept;
    } finally {
      meter.publish();
    }
  };
}
