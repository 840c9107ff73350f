import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import type { InMemorySettings } from '#test/support/in-memory-settings.ts';
import type { Team } from '#shared/domain/team.ts';

const MEMBERS = ['anna', 'boris', 'vera', 'gleb'] as const;

export type Member = (typeof MEMBERS)[number];

export function memberAt(index: number): Member {
  return MEMBERS[index % MEMBERS.length] ?? 'anna';
}

/** Four reps of little capacity and a supervisor; ops edit them while leads come in. */
export class TeamAtWork {
  readonly #settings: InMemorySettings;
  #team: Team = {
    ...aTeam(...MEMBERS.map((id) => aTeamMember(id, { capacity: 3 }))),
    acceptMinutes: { A: 5, B: 5, C: 5 },
  };

  constructor(settings: InMemorySettings) {
    this.#settings = settings;
    settings.put('team', this.#team);
  }

  get current(): Team {
    return this.#team;
  }

  get ids(): readonly string[] {
    return this.#team.reps.map(({ id }) => id);
  }

  isActive(rep: string): boolean {
    return this.#team.reps.some(({ id, active }) => id === rep && active);
  }

  setActive(rep: Member, active: boolean): void {
    this.#publish({
      reps: this.#team.reps.map((one) => (one.id === rep ? { ...one, active } : one)),
    });
  }

  setWeight(rep: Member, weight: number): void {
    this.#edit((pool) => ({
      ...pool,
      members: pool.members.map((one) => (one.rep === rep ? { ...one, weight } : one)),
    }));
  }

  setStrategy(strategy: Team['pools'][number]['strategy']): void {
    this.#edit(({ id, members }) => ({
      id,
      members,
      strategy,
      ...(strategy === 'first-to-accept' ? { askAtOnce: 2 } : {}),
      ...(strategy === 'pull' ? { takeWithinMinutes: 10 } : {}),
    }));
  }

  #edit(change: (pool: Team['pools'][number]) => Team['pools'][number]): void {
    this.#publish({ pools: this.#team.pools.map(change) });
  }

  #publish(change: Partial<Team>): void {
    this.#team = { ...this.#team, ...change, version: this.#team.version + 1 };
    this.#settings.put('team', this.#team);
  }
}
