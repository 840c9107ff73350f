import { readReportZone } from '#shared/reporting/report-zone.ts';
import { countLeads, type CountedLeads, type CountingDependencies } from '#shared/reporting/count-leads.ts';
import { SECOND_MS, after } from '#shared/domain/time.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import type { QueueTools } from '#shared/runtime/queue.ts';

/** The schedule calls every minute; what is left over then is counted by the next. */
const WORKS_MS = 40 * SECOND_MS;

interface Dependencies extends CountingDependencies, QueueTools {
  readonly settings: Pick<SettingsReader, 'current'>;
}

/** Counts what has changed since the last minute, so that no report has to read leads. */
export function reportsHandler(dependencies: Dependencies) {
  const { settings, clock, log, meter } = dependencies;
  return async (): Promise<CountedLeads> => {
    try {
      const until = new Date(after(clock.now(), WORKS_MS));
      const result = await countLeads({ timeZone: await readReportZone(settings), until }, dependencies);
      if (result.counted > 0 || result.behind) log.info('leads.counted', { ...result });
      meter.count(MetricNames.LeadsCounted, result.counted);
      return result;
    } finally {
      meter.publish();
    }
  };
}
