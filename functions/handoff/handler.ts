import { isOfLead } from '#shared/domain/handoff.ts';
import { parseWorkMessage } from '#shared/contracts/work-message.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { queueHandler, type QueueTools } from '#shared/runtime/queue.ts';
import { handOverLead, type Attempt, type HandOverDependencies } from './hand-over-lead.ts';

export function handoffHandler(dependencies: HandOverDependencies & QueueTools) {
  const { log, meter } = dependencies;
  return queueHandler(async (body) => {
    const { leadId } = parseWorkMessage(body);
    const handed = await handOverLead(leadId, dependencies);
    if (handed.outcome === 'nothing-to-do') {
      log.info('handoff.skipped', { leadId, because: handed.because });
      return;
    }
    for (const attempt of handed.attempts) tell(leadId, attempt, dependencies);
    const { deliveredMs } = handed.lead.timings;
    const firstRound = handed.attempts.some(
      ({ handoff }) => isOfLead(handoff) && handoff.offerAttempt === 1 && handoff.attempt === 0,
    );
    if (deliveredMs === undefined || !firstRound) return;
    meter.count(MetricNames.LeadDelivered);
    meter.milliseconds(MetricNames.TimeToDelivered, deliveredMs);
  }, dependencies);
}

function tell(leadId: string, { handoff, result, durationMs }: Attempt, { log, meter }: QueueTools): void {
  log.info('handoff.attempted', {
    leadId,
    destination: handoff.destination,
    touch: handoff.touch,
    notice: handoff.notice,
    attempt: handoff.attempt + 1,
    outcome: result.outcome,
    reason: result.outcome === 'delivered' ? undefined : result.reason,
    durationMs,
  });
  switch (result.outcome) {
    case 'delivered':
      return meter.count(MetricNames.HandoffDelivered);
    case 'uncertain':
      return meter.count(MetricNames.HandoffUncertain);
    case 'rejected':
    case 'unavailable':
      return meter.count(MetricNames.HandoffFailed);
  }
}
