import type { SettingsReader } from '#shared/ports/settings.ts';

/** Whose clock a page shows when there are no settings to say it. */
const FALLBACK_ZONE = 'Europe/Moscow';

/** The zone a rep works in; the supervisor's where no rep is meant, or none by that id is left. */
export async function readZone(settings: SettingsReader, rep?: string): Promise<string> {
  const team = await settings.current('team').catch(() => undefined);
  const find = (id: string | undefined) => team?.reps.find((one) => one.id === id)?.hours.timeZone;
  return find(rep) ?? find(team?.supervisor) ?? FALLBACK_ZONE;
}
