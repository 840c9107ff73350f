import type { TeamView } from '../team-view.ts';

/** What the page of the team shows. */
export interface ShownTeam {
  readonly view: TeamView;
  /** Leads in shared pools, and those put before several at once, by pool. */
  readonly inPools: ReadonlyMap<string, number>;
  /** Addresses of the reps' own pages. */
  readonly links: ReadonlyMap<string, string>;
  /** How many offers were given back just now. */
  readonly givenBack?: number;
}
