import type { Candidate } from './lead.ts';
import type { PoolMember } from './team.ts';

/** A member who could take the lead, with what they have open of what they can hold. */
export interface LoadedMember extends PoolMember {
  readonly load: NonNullable<Candidate['load']>;
}

/** Those of whom nobody has a smaller share of their capacity taken. */
export function leastLoadedOf(members: readonly LoadedMember[]): ReadonlySet<string> {
  let least: LoadedMember[] = [];
  for (const member of members) {
    const [first] = least;
    const difference = first === undefined ? -1 : byLoad(member, first);
    if (difference < 0) least = [member];
    else if (difference === 0) least.push(member);
  }
  return new Set(least.map(({ rep }) => rep));
}

/** The least loaded first; of equals the heavier one, and then as the pool names them. */
export function leastLoadedFirst(members: readonly LoadedMember[]): readonly LoadedMember[] {
  return members.toSorted((one, other) => byLoad(one, other) || other.weight - one.weight);
}

/** Compares shares by multiplying out: whole numbers, so equals are equal. */
function byLoad({ load: one }: LoadedMember, { load: other }: LoadedMember): number {
  return one.open * other.capacity - other.open * one.capacity;
}
