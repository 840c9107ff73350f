import type { SettingsReader } from '#shared/ports/settings.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import type { QueueTools } from '#shared/runtime/queue.ts';
import { balanceLeads, type BalanceDependencies, type LeadBalance } from './balance-leads.ts';
import { recountLoads, type Drift, type RecountDependencies } from './recount-loads.ts';

interface Dependencies extends BalanceDependencies, RecountDependencies, QueueTools {
  readonly settings: Pick<SettingsReader, 'current'>;
}

export interface Balance extends Omit<LeadBalance, 'owners'> {
  readonly drifts: readonly Drift[];
}

/** Says once a night that every lead is somewhere, and every load what it should be; or which are not. */
export function balanceHandler(dependencies: Dependencies) {
  const { settings, log, meter } = dependencies;
  return async (): Promise<Balance> => {
    try {
      const { owners, ...balance } = await balanceLeads(dependencies);
      const { reps } = await settings.current('team');
      const drifts = await recountLoads([...reps.map(({ id }) => id), ...owners], dependencies);
      const { counts, inMotion, unbalanced } = balance;
      log.info('leads.balanced', {
        ...counts,
        inMotion,
        unbalanced: unbalanced.count,
        drifts: drifts.length,
      });
      if (unbalanced.count > 0) log.error('leads.unbalanced', { ...unbalanced });
      for (const drift of drifts) log.error('load.drifted', { ...drift });
      meter.count(MetricNames.UnbalancedLeads, unbalanced.count);
      meter.count(MetricNames.LoadDrift, sizeOf(drifts));
      return { ...balance, drifts };
    } finally {
      meter.publish();
    }
  };
}

function sizeOf(drifts: readonly Drift[]): number {
  return drifts.reduce((sum, { counted, held }) => sum + Math.abs(counted - held), 0);
}
