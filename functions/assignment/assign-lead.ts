import { chooseRep, repsAndPoolsOf } from '#shared/domain/choose-rep.ts';
import { toFacts } from '#shared/domain/facts.ts';
import { needsOwner } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Team } from '#shared/domain/team.ts';
import { judgeLead, type Judges } from '#shared/intake/judge-lead.ts';
import { settleLead, type SettleDependencies } from '#shared/intake/settle-lead.ts';
import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';
import { leaveWaiting, type Waiting } from './leave-waiting.ts';
import { putBefore, type Placing } from './put-before.ts';

/** Other workers may change the lead or fill the rep while we choose; after this many the queue tries again. */
const MAX_TRIES = 8;

export interface AssignDependencies extends Judges, SettleDependencies {
  readonly book: AssignmentBook;
  readonly handoffs: WorkQueue;
}

export type Assigned =
  | {
      readonly outcome: 'offered' | 'escalated' | 'waiting' | 'left-in-pool' | 'rejected' | 'duplicate';
      readonly lead: Lead;
    }
  /** Somebody else was faster, or the lead is gone; its handoffs are woken again if they still stand. */
  | { readonly outcome: 'nothing-to-do' };

/**
 * Finds the rep for a lead and gives it to them.
 *
 * Who is free is read together with the lead; owner, load, turn, decision record and the intents to tell
 * the destinations are then written in one transaction, or not at all. If another worker took the lead or
 * the last place meanwhile, the choice is made again from what is true then.
 */
export async function assignLead(leadId: string, dependencies: AssignDependencies): Promise<Assigned> {
  const { settings, book } = dependencies;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const team = await settings.current('team');
    const { reps, pools } = repsAndPoolsOf(team);
    const { lead, ...state } = await book.read(leadId, reps, pools);
    if (lead === undefined) return { outcome: 'nothing-to-do' };
    if (!needsOwner(lead)) return wakeHandoffs(lead, dependencies);

    const done =
      lead.verdict === undefined
        ? await judgeFirst(lead, dependencies)
        : await give(lead, team, state, dependencies);
    if (done !== undefined) return done;
  }
  throw new Error('the lead or the team kept changing');
}

/** The function that kept the lead died before it judged it, or its particulars could not be fetched then. */
async function judgeFirst(lead: Lead, dependencies: AssignDependencies): Promise<Assigned | undefined> {
  const settled = await settleLead(await judgeLead(lead, dependencies), dependencies);
  if (settled.outcome === 'outdated') return undefined;
  if (settled.outcome === 'duplicate') {
    await wakeHandoffs(settled.first, dependencies);
    return { outcome: 'duplicate', lead: settled.lead };
  }
  const { status } = settled.lead;
  return status === 'rejected' || status === 'waiting' ? { outcome: status, lead: settled.lead } : undefined;
}

type TeamState = Parameters<typeof chooseRep>[0]['state'];

async function give(
  lead: Lead,
  team: Team,
  state: TeamState,
  dependencies: AssignDependencies,
): Promise<Assigned | undefined> {
  const now = dependencies.clock.now();
  const choice = chooseRep({ lead, facts: toFacts(lead), team, state, excluded: NOBODY, now });
  switch (choice.outcome) {
    case 'chosen':
    case 'offered-to-several':
    case 'exhausted':
      return put(lead, choice, team, now, dependencies);
    case 'nobody':
    case 'left-in-pool':
      return wait(lead, choice, team, now, dependencies);
  }
}

async function put(
  lead: Lead,
  choice: Placing,
  team: Team,
  now: Date,
  { settings, book, handoffs }: AssignDependencies,
): Promise<Assigned | undefined> {
  const { destinations } = await settings.current('destinations');
  const change = putBefore(lead, choice, { team, destinations, now });
  if ((await book.commit(change)) !== 'done') return undefined;
  await handoffs.send(lead.id, change.lead.status).catch(() => undefined);
  return { outcome: choice.outcome === 'exhausted' ? 'escalated' : 'offered', lead: change.lead };
}

async function wait(
  lead: Lead,
  choice: Waiting,
  team: Team,
  now: Date,
  { leads }: AssignDependencies,
): Promise<Assigned | undefined> {
  const waiting = leaveWaiting(lead, choice, team, now);
  if (waiting === lead) return { outcome: 'nothing-to-do' };
  if ((await leads.save(waiting)) === 'outdated') return undefined;
  return { outcome: choice.outcome === 'nobody' ? 'waiting' : 'left-in-pool', lead: waiting };
}

/** Reps of former offers are left out by the choice itself. */
const NOBODY: ReadonlySet<string> = new Set();

/** The transaction was done and the message that follows it may have been lost. */
async function wakeHandoffs(lead: Lead, { handoffs }: AssignDependencies): Promise<Assigned> {
  if (lead.handoffs.some(({ outcome }) => outcome === 'pending')) await handoffs.send(lead.id, 'again');
  return { outcome: 'nothing-to-do' };
}
