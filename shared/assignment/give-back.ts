import { whereItGoes, type GoneReason } from '#shared/domain/give-back.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { offerEnded } from '#shared/domain/offer-life.ts';
import type { HeldLeads } from '#shared/ports/held-leads.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';
import { escalateLead, type EscalateDependencies } from './escalate-lead.ts';

export interface GiveBackDependencies extends EscalateDependencies {
  readonly held: HeldLeads;
  readonly assignments: WorkQueue;
}

/** `outdated`: somebody else changed the lead at the same moment; the next sweep looks again. */
export type GivenBack = 'given-back' | 'kept' | 'outdated';

/** Everything a rep has to give back when they go, and how many leads that were. The oldest find a place first. */
export async function giveBackLeads(
  rep: string,
  because: GoneReason,
  dependencies: GiveBackDependencies,
): Promise<number> {
  let givenBack = 0;
  for (const lead of await dependencies.held.ofRep(rep))
    if ((await giveBackLead(lead, because, dependencies)) === 'given-back') givenBack += 1;
  return givenBack;
}

/** Takes a lead from an owner who is gone: to the next rep, or to the supervisor where the client knows somebody. */
export async function giveBackLead(
  lead: Lead,
  because: GoneReason,
  dependencies: GiveBackDependencies,
): Promise<GivenBack> {
  const { book, settings, assignments, clock } = dependencies;
  const { supervisor } = await settings.current('team');
  const goal = whereItGoes(lead, because, supervisor);
  if (goal === 'nowhere' || lead.owner === undefined) return 'kept';
  if (goal === 'to-the-supervisor') {
    const escalated = await escalateLead(lead, 'rep-removed', dependencies);
    return escalated === 'done' ? 'given-back' : 'outdated';
  }
  const freed = offerEnded(lead, 'withdrawn', because, clock.now());
  const release = { rep: lead.owner, source: lead.source };
  if ((await book.commit({ lead: freed, release })) !== 'done') return 'outdated';
  if (freed.status === 'qualified') await assignments.send(lead.id, because).catch(() => undefined);
  return 'given-back';
}
