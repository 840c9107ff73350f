import type { Lead } from '#shared/domain/lead.ts';
import { type Breakdown, MetricNames, type MetricName } from '#shared/runtime/metric-names.ts';
import type { Taken } from './taken.ts';

interface Ears {
  readonly log: {
    info(event: string, fields: Record<string, unknown>): void;
    warn(event: string, fields: Record<string, unknown>): void;
  };
  readonly meter: {
    count(name: MetricName, times?: number, by?: Breakdown): void;
    milliseconds(name: MetricName, value: number): void;
  };
}

/** Logs and counts what became of a request: one line each, nothing personal in it. */
export function tellTaken(taken: Taken, source: string, { log, meter }: Ears): void {
  switch (taken.outcome) {
    case 'received':
      return tellReceived(taken.lead, taken.leftToSweep, source, { log, meter });
    case 'repeated':
    case 'key-reused':
      meter.count(MetricNames.LeadRepeated);
      return log.info('submission.repeated', { source, leadId: taken.lead.id, outcome: taken.outcome });
    case 'faulty':
      meter.count(MetricNames.SubmissionRefused);
      return log.info('submission.refused', {
        source,
        faults: taken.faults.map(({ field, code }) => `${field}: ${code}`),
      });
    case 'unreadable':
      meter.count(MetricNames.SubmissionRefused);
      return log.warn('submission.unreadable', { source, code: taken.code });
    case 'forged':
      meter.count(MetricNames.SubmissionForged);
      return log.warn('submission.forged', { source, because: taken.because });
    case 'ignored':
      return log.info('submission.ignored', { source, because: taken.because });
    case 'limited':
      meter.count(MetricNames.SubmissionLimited);
      return log.warn('submission.limited', { source, limit: taken.limit });
    case 'several':
      return taken.each.forEach((one) => tellTaken(one, source, { log, meter }));
    case 'responded':
      meter.count(MetricNames.ResponseNoted, taken.leadIds.length);
      return log.info('lead.first-response', { source, leadIds: taken.leadIds });
    case 'noted':
      return log.info('call.noted', { source });
    case 'greeted':
      return;
  }
}

function tellReceived(
  lead: Lead,
  leftToSweep: string | undefined,
  source: string,
  { log, meter }: Ears,
): void {
  const { counterparty, verdict, score, timings } = lead;
  const [reason = 'other'] = verdict?.reasons ?? [];
  meter.count(MetricNames.LeadReceived, 1, { source });
  if (lead.status === 'rejected') meter.count(MetricNames.LeadRejected, 1, { reason });
  if (lead.status === 'duplicate') meter.count(MetricNames.LeadDuplicate);
  if (lead.status === 'qualified') meter.count(MetricNames.LeadQualified);
  if (timings.qualifiedMs !== undefined) meter.milliseconds(MetricNames.TimeToQualified, timings.qualifiedMs);
  if (counterparty?.outcome === 'unchecked') {
    if (counterparty.because !== 'no-inn') meter.count(MetricNames.CounterpartyUnavailable);
  } else if (counterparty !== undefined) meter.count(MetricNames.CounterpartyChecked);
  log.info('lead.received', {
    leadId: lead.id,
    source,
    verdict: lead.status,
    reason: verdict?.reasons[0],
    duplicateOf: lead.duplicateOf,
    grade: score?.grade,
    counterparty: counterparty?.outcome === 'unchecked' ? counterparty.because : counterparty?.outcome,
    qualifiedMs: timings.qualifiedMs,
  });
  if (leftToSweep !== undefined) log.warn('lead.left-to-sweep', { leadId: lead.id, failed: leftToSweep });
}
