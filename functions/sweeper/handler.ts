import { MetricNames } from '#shared/runtime/metric-names.ts';
import { describeFailure } from '#shared/runtime/logs.ts';
import type { QueueTools } from '#shared/runtime/queue.ts';
import type { Shadowed } from './shadow-leads.ts';
import { sweepLeads, type SweepDependencies, type Swept } from './sweep-leads.ts';

/** Fails after its work is done when a lead could not be swept, so that the function's errors say so. */
export function sweeperHandler(dependencies: SweepDependencies & QueueTools) {
  const { log, meter } = dependencies;
  return async (): Promise<Swept> => {
    try {
      const swept = await sweepLeads(dependencies);
      const { failures, shadow, responseSteps, registries, ...counts } = swept;
      log.info('leads.swept', { ...counts, ...responseSteps, failed: failures.length });
      if (shadow !== undefined) tellShadow(shadow, dependencies);
      meter.count(MetricNames.SweepResent, swept.resent);
      meter.count(MetricNames.LeadUnowned, swept.unowned);
      for (const { registry, isOpen } of registries)
        meter.count(MetricNames.RegistryCircuitOpen, Number(isOpen), { registry });
      meter.count(MetricNames.OfferExpired, swept.expired);
      meter.count(MetricNames.LeadGivenBack, swept.givenBack);
      meter.count(MetricNames.ResponseReminded, responseSteps.reminded);
      meter.count(MetricNames.LeadForgotten, responseSteps['supervisor-told']);
      meter.count(MetricNames.LeadTakenOver, responseSteps['taken-over']);
      for (const { leadId, error } of failures)
        log.error('sweep.failed', { leadId, ...describeFailure(error) });
      if (failures.length > 0) throw new Error(`${failures.length} leads could not be swept`);
      return swept;
    } finally {
      meter.publish();
    }
  };
}

/** A trial that cannot go on is no reason for the sweep to fail: no lead waits for it. */
function tellShadow(shadow: Shadowed, { log, meter }: QueueTools): void {
  if ('error' in shadow) return log.error('shadow.failed', describeFailure(shadow.error));
  meter.count(MetricNames.ShadowJudged, shadow.judged);
  meter.count(MetricNames.ShadowDiffered, shadow.differed);
}
