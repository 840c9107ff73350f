import type { SettingsReader } from '#shared/ports/settings.ts';
import { readReportZone } from '#shared/reporting/report-zone.ts';

/** The zone a rep works in; the supervisor's where no rep is meant, or none by that id is left. */
export async function readZone(settings: SettingsReader, rep?: string): Promise<string> {
  const team = await settings.current('team').catch(() => undefined);
  return team?.reps.find((one) => one.id === rep)?.hours.timeZone ?? readReportZone(settings);
}
