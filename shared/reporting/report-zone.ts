import type { SettingsReader } from '#shared/ports/settings.ts';

/** Whose calendar counts when there are no settings to say it. */
export const FALLBACK_ZONE = 'Europe/Moscow';

/** The supervisor's zone: the days of reports are those of whoever reads them. */
export async function readReportZone(settings: Pick<SettingsReader, 'current'>): Promise<string> {
  const team = await settings.current('team').catch(() => undefined);
  return team?.reps.find(({ id }) => id === team.supervisor)?.hours.timeZone ?? FALLBACK_ZONE;
}
