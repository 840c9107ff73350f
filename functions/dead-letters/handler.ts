import { leadIdOf } from '#shared/contracts/work-message.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { queueHandler, type QueueTools } from '#shared/runtime/queue.ts';
import { markFailedLead, type MarkDependencies } from './mark-failed-lead.ts';

/** A message that names no lead fails here too and stays in the dead-letter queue, for a person to read. */
export function deadLettersHandler(dependencies: MarkDependencies & QueueTools) {
  const { log, meter } = dependencies;
  return queueHandler(async (body, record) => {
    meter.count(MetricNames.DeadLetterReceived);
    const leadId = leadIdOf(body);
    if (leadId === undefined) throw new Error('the dead letter names no lead');
    const lead = await markFailedLead(leadId, dependencies);
    log.error('lead.processing-failed', {
      leadId,
      status: lead?.status ?? 'unknown',
      queue: record.eventSourceARN.split(':').at(-1),
    });
  }, dependencies);
}
