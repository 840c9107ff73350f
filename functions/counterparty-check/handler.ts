import { parseWorkMessage } from '#shared/contracts/work-message.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { queueHandler, type QueueTools } from '#shared/runtime/queue.ts';
import { checkLater, type CheckDependencies, type CheckedLater } from './check-later.ts';

/**
 * Two copies of the function run at most, so that five checks a second each are ten of both. The registry takes thirty,
 * and after a night without it the leads of the moment come before hundreds that wait.
 */
const LEAST_MS_PER_CHECK = 200;

export interface CheckTools extends QueueTools {
  readonly pause: (milliseconds: number) => Promise<void>;
}

export function counterpartyCheckHandler(dependencies: CheckDependencies & CheckTools) {
  const { clock, pause } = dependencies;
  return queueHandler(async (body) => {
    const { leadId } = parseWorkMessage(body);
    const startedAt = clock.now().getTime();
    const checked = await checkLater(leadId, dependencies);
    tell(leadId, checked, dependencies);
    const leftMs = LEAST_MS_PER_CHECK - (clock.now().getTime() - startedAt);
    if (checked.outcome !== 'nothing-to-do' && leftMs > 0) await pause(leftMs);
  }, dependencies);
}

function tell(leadId: string, checked: CheckedLater, { log, meter }: QueueTools): void {
  const { outcome } = checked;
  if (outcome === 'nothing-to-do') {
    log.info('check.skipped', { leadId, because: checked.because });
    return;
  }
  const { counterparty, lead } = checked;
  log.info('counterparty.checked-later', {
    leadId,
    outcome,
    counterparty: counterparty.outcome === 'unchecked' ? counterparty.because : counterparty.outcome,
    reason: lead.laterCheck?.verdict.reasons[0] ?? lead.verdict?.reasons[0],
    attempts: lead.check?.attempts,
    nextAt: lead.check?.nextAt,
  });
  switch (outcome) {
    case 'postponed':
      return meter.count(MetricNames.CheckPostponed);
    case 'given-up':
      return meter.count(MetricNames.CheckGivenUp);
    case 'rejected':
      meter.count(MetricNames.LeadRejected, 1, { reason: lead.verdict?.reasons[0] ?? 'other' });
      return meter.count(MetricNames.CheckedLater);
    case 'confirmed':
    case 'owner-told':
      return meter.count(MetricNames.CheckedLater);
  }
}
