import type { Choice } from './choice.ts';
import { takeTurnAgain } from './fair-turn.ts';
import { leastLoadedFirst, leastLoadedOf, type LoadedMember } from './least-loaded.ts';
import type { Assignment, Candidate } from './lead.ts';
import type { Pool, PoolMember, Team } from './team.ts';

/** A choice as the lead keeps it: enough to make it again. */
export function toDecisionRecord(choice: Choice, team: Team, now: Date): Assignment {
  const { because, candidates, rules } = choice;
  return { ...placeOf(choice), because, at: now.toISOString(), teamVersion: team.version, candidates, rules };
}

function placeOf(choice: Choice): Pick<Assignment, 'pool' | 'strategy'> {
  switch (choice.outcome) {
    case 'exhausted':
      return { pool: 'supervisor', strategy: 'escalation' };
    case 'nobody':
      return { pool: 'none', strategy: 'none' };
    case 'chosen':
    case 'offered-to-several':
    case 'left-in-pool':
      return { pool: choice.pool, strategy: choice.strategy };
  }
}

/**
 * Before whom the decision puts the lead, worked out again from its record alone; nobody for a lead that waits.
 *
 * Undefined where there is nothing to work out: a person chose, or the record belongs to another version of the team.
 */
export function replayChoice(assignment: Assignment, team: Team): readonly string[] | undefined {
  const { strategy, because, teamVersion, candidates } = assignment;
  if (strategy === 'by-hand' || teamVersion !== team.version) return undefined;
  if (strategy === 'escalation') return [team.supervisor];
  if (strategy === 'none' || because === 'left-in-pool') return [];
  const named = assignment.rules?.at(-1)?.rep;
  if (named !== undefined)
    return candidates.filter(({ rep, eligible }) => rep === named && eligible).map(({ rep }) => rep);
  const pool = team.pools.find(({ id }) => id === assignment.pool);
  return pool === undefined ? undefined : replayPool(pool, candidates);
}

function replayPool(pool: Pool, candidates: readonly Candidate[]): readonly string[] {
  const able = new Map(candidates.filter(({ eligible }) => eligible).map((one) => [one.rep, one]));
  const present = pool.members.filter(({ rep }) => able.has(rep));
  switch (pool.strategy) {
    case 'weighted':
    case 'pull':
      return replayTurn(present, able);
    case 'least-loaded': {
      const tied = leastLoadedOf(withLoads(present, able));
      return replayTurn(
        present.filter(({ rep }) => tied.has(rep)),
        able,
      );
    }
    case 'first-to-accept':
      return leastLoadedFirst(withLoads(present, able))
        .slice(0, pool.askAtOnce ?? present.length)
        .map(({ rep }) => rep);
  }
}

function replayTurn(present: readonly PoolMember[], able: ReadonlyMap<string, Candidate>): readonly string[] {
  const credits = new Map(present.map(({ rep }) => [rep, able.get(rep)?.creditMicroleads ?? 0]));
  const rep = takeTurnAgain(present, credits);
  return rep === undefined ? [] : [rep];
}

function withLoads(
  present: readonly PoolMember[],
  able: ReadonlyMap<string, Candidate>,
): readonly LoadedMember[] {
  return present.flatMap((member) => {
    const load = able.get(member.rep)?.load;
    return load === undefined ? [] : [{ ...member, load }];
  });
}
