import { wasOwnedLate } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { parseWorkMessage } from '#shared/contracts/work-message.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { queueHandler, type QueueTools } from '#shared/runtime/queue.ts';
import { assignLead, type AssignDependencies, type Assigned } from './assign-lead.ts';

export function assignmentHandler(dependencies: AssignDependencies & QueueTools) {
  return queueHandler(async (body) => {
    const { leadId } = parseWorkMessage(body);
    const assigned = await assignLead(leadId, dependencies);
    tell(leadId, assigned, dependencies);
  }, dependencies);
}

function tell(leadId: string, assigned: Assigned, { log, meter }: QueueTools): void {
  if (assigned.outcome === 'nothing-to-do') {
    log.info('assignment.repeated', { leadId });
    return;
  }
  const { lead } = assigned;
  log.info(`lead.${assigned.outcome}`, {
    leadId,
    owner: lead.owner,
    pool: lead.assignment?.pool,
    because: lead.waiting ?? lead.verdict?.reasons[0] ?? lead.assignment?.because,
    assignedMs: lead.timings.assignedMs,
  });
  switch (assigned.outcome) {
    case 'offered':
      meter.count(MetricNames.LeadAssigned);
      if (wasOwnedLate(lead)) meter.count(MetricNames.LeadUnowned);
      return recordSpeed(lead, meter);
    case 'escalated':
      return meter.count(MetricNames.LeadEscalated);
    // Its reps may take it at once: no sign of a team that is absent or too small.
    case 'left-in-pool':
      return;
    case 'waiting':
      return meter.count(MetricNames.LeadWaiting);
    case 'rejected':
      return meter.count(MetricNames.LeadRejected, 1, { reason: lead.verdict?.reasons[0] ?? 'other' });
    case 'duplicate':
      return meter.count(MetricNames.LeadDuplicate);
  }
}

/** Only the first offer says how fast we are; a later one says how fast the reps are. */
function recordSpeed({ formerOffers, timings }: Lead, meter: QueueTools['meter']): void {
  if (formerOffers.length > 0 || timings.assignedMs === undefined) return;
  meter.milliseconds(MetricNames.TimeToAssigned, timings.assignedMs);
}
