import { MetricNames } from '#shared/runtime/metric-names.ts';
import { describeFailure } from '#shared/runtime/logs.ts';
import type { QueueTools } from '#shared/runtime/queue.ts';
import { sweepLeads, type SweepDependencies, type Swept } from './sweep-leads.ts';

/** Fails after its work is done when a lead could not be swept, so that the function's errors say so. */
export function sweeperHandler(dependencies: SweepDependencies & QueueTools) {
  const { log, meter } = dependencies;
  return async (): Promise<Swept> => {
    try {
      const swept = await sweepLeads(dependencies);
      const { failures, ...counts } = swept;
      log.info('leads.swept', { ...counts, failed: failures.length });
      meter.count(MetricNames.SweepResent, swept.resent);
      meter.count(MetricNames.LeadForgotten, swept.expired);
      for (const { leadId, error } of failures)
        log.error('sweep.failed', { leadId, ...describeFailure(error) });
      if (failures.length > 0) throw new Error(`${failures.length} leads could not be swept`);
      return swept;
    } finally {
      meter.publish();
    }
  };
}
