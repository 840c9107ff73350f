import { assignLead, type AssignDependencies } from '#functions/assignment/assign-lead.ts';
import { isOwned } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Team } from '#shared/domain/team.ts';
import type { AssignmentBook, AssignmentChange } from '#shared/ports/assignment-book.ts';

/** A message comes back so often before its queue gives it up. */
const MAX_RECEIVES = 5;

/** So many workers, each with one piece of work at a time, until nothing is left. */
export async function shareOut<T>(
  work: readonly T[],
  workers: number,
  done: (one: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let place = (next += 1); place <= work.length; place = next += 1) {
      const one = work[place - 1];
      if (one !== undefined) await done(one);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

/** Handles a message as its queue would have it handled: again, when it failed. */
export async function handleMessage(leadId: string, dependencies: AssignDependencies): Promise<void> {
  for (let receives = 1; ; receives += 1) {
    try {
      await assignLead(leadId, dependencies);
      return;
    } catch (error) {
      if (receives >= MAX_RECEIVES) throw error;
    }
  }
}

/** A book that notes whose each lead became, every time one was written. */
export function watchedBook(book: AssignmentBook): AssignmentBook & { readonly written: AssignmentChange[] } {
  const written: AssignmentChange[] = [];
  return {
    written,
    read: (leadId, reps, pools) => book.read(leadId, reps, pools),
    commit: async (change) => {
      const outcome = await book.commit(change);
      if (outcome === 'done') written.push(change);
      return outcome;
    },
  };
}

export interface TeamAudit {
  /** Leads that reps hold beyond their capacity. */
  readonly overCapacity: number;
  /** Leads that were given to another owner after they had one. */
  readonly doubleOwners: number;
  /** How far the counts of the reps are from what they hold, summed over all. */
  readonly drift: number;
  readonly owned: number;
}

/** What the leads say against what the book counts. */
export async function auditTeam(
  team: Team,
  leads: readonly Lead[],
  book: Pick<AssignmentBook, 'read'>,
  written: readonly AssignmentChange[],
): Promise<TeamAudit> {
  const ids = team.reps.map(({ id }) => id);
  const { reps: states } = await book.read('lead-none-at-all', ids, []);
  const held = team.reps.map((rep) => ({
    rep,
    leads: leads.filter((lead) => isOwned(lead) && lead.owner === rep.id).length,
  }));
  return {
    overCapacity: sum(held.map(({ rep, leads: count }) => Math.max(0, count - rep.capacity))),
    doubleOwners: countFlips(written),
    drift: sum(held.map(({ rep, leads: count }) => Math.abs(count - (states[rep.id]?.open ?? 0)))),
    owned: sum(held.map(({ leads: count }) => count)),
  };
}

function countFlips(written: readonly AssignmentChange[]): number {
  const owners = new Map<string, Set<string>>();
  for (const { lead } of written) {
    if (lead.owner === undefined) continue;
    owners.set(lead.id, (owners.get(lead.id) ?? new Set()).add(lead.owner));
  }
  return [...owners.values()].filter(({ size }) => size > 1).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
