import type { RepState, Team, TurnCredits } from '#shared/domain/team.ts';
import type { ConsoleDependencies } from './dependencies.ts';

/** The team as published, with what the table knows of it at this moment. */
export interface TeamAtHand {
  readonly team: Team;
  readonly reps: Readonly<Record<string, RepState>>;
  readonly turns: Readonly<Record<string, TurnCredits>>;
}

/** The book reads loads and turns beside a lead; no lead has this id, so none comes with them. */
const NO_LEAD = '-';

/** Undefined before the first team is published. */
export async function readTeam({
  settings,
  book,
}: Pick<ConsoleDependencies, 'settings' | 'book'>): Promise<TeamAtHand | undefined> {
  const team = await settings.current('team').catch(() => undefined);
  if (team === undefined) return undefined;
  const ids = team.reps.map(({ id }) => id);
  const pools = team.pools.map(({ id }) => id);
  const { reps, turns } = await book.read(NO_LEAD, ids, pools);
  return { team, reps, turns };
}
