import type { Team } from '#shared/domain/team.ts';
import type { SettingsArchive } from '#shared/ports/settings.ts';

/** Who is removed gives everything back within the minute; so many changes of the team do not come in that time. */
const MAX_CHANGES = 20;

/** Ids of the reps that a team had not long ago and has no more. They are looked up once for each version of it. */
export type FormerReps = (team: Team) => Promise<readonly string[]>;

export function createFormerReps(archive: Pick<SettingsArchive, 'forceChanges' | 'content'>): FormerReps {
  let known: { readonly version: number; readonly reps: readonly string[] } | undefined;
  return async (team) => {
    if (known?.version !== team.version)
      known = { version: team.version, reps: await findFormerReps(team, archive) };
    return known.reps;
  };
}

async function findFormerReps(
  { version, reps }: Team,
  archive: Pick<SettingsArchive, 'forceChanges' | 'content'>,
): Promise<readonly string[]> {
  const changes = (await archive.forceChanges('team')).slice(0, MAX_CHANGES);
  const versions = new Set(changes.flatMap(({ from, to }) => [to, ...(from === undefined ? [] : [from])]));
  versions.delete(version);
  const teams = await Promise.all([...versions].map((one) => archive.content('team', one)));
  const former = new Set(teams.flatMap((team) => team?.reps.map(({ id }) => id) ?? []));
  return [...former].filter((id) => !reps.some((rep) => rep.id === id));
}
