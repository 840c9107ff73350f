import { chooseRep, offerDeadline, repsAndPoolsOf, type Choice } from '#shared/domain/choose-rep.ts';
import { toFacts } from '#shared/domain/facts.ts';
import { needsOwner, waitingFor } from '#shared/domain/lead-life.ts';
import { offeredTo } from '#shared/domain/offer-life.ts';
import type { Assignment, Lead } from '#shared/domain/lead.ts';
import type { Team } from '#shared/domain/team.ts';
import { judgeLead, type Judges } from '#shared/intake/judge-lead.ts';
import { settleLead, type SettleDependencies } from '#shared/intake/settle-lead.ts';
import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';

/** Other workers may change the lead or fill the rep while we choose; after this many the queue tries again. */
const MAX_TRIES = 8;

export interface AssignDependencies extends Judges, SettleDependencies {
  readonly book: AssignmentBook;
  readonly handoffs: WorkQueue;
}

export type Assigned =
  | { readonly outcome: 'offered' | 'escalated' | 'waiting' | 'rejected' | 'duplicate'; readonly lead: Lead }
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
  if (choice.outcome === 'nobody') return postpone(lead, choice, team, dependencies);

  const { destinations } = await dependencies.settings.current('destinations');
  const offer = choice.outcome === 'chosen' ? offerTo(choice, lead, team, now) : escalation(team, now);
  const next = offeredTo(
    lead,
    offer,
    toRecord(choice, team, now),
    destinations.map(({ id }) => id),
    now,
  );
  const turn = choice.outcome === 'chosen' ? { turn: { pool: choice.pool, add: choice.add } } : {};
  const committed = await dependencies.book.commit({
    lead: next,
    take: { rep: offer.rep, capacity: offer.capacity },
    ...turn,
  });
  if (committed !== 'done') return undefined;
  await dependencies.handoffs.send(lead.id, next.status).catch(() => undefined);
  return { outcome: choice.outcome === 'chosen' ? 'offered' : 'escalated', lead: next };
}

function offerTo({ rep: id }: Extract<Choice, { outcome: 'chosen' }>, lead: Lead, team: Team, now: Date) {
  const rep = team.reps.find((one) => one.id === id);
  if (rep === undefined) throw new Error(`rep ${id} was chosen and is not in the team`);
  return { rep: id, capacity: rep.capacity, deadlineAt: offerDeadline(team, lead, rep, now).toISOString() };
}

/** The supervisor takes what nobody else would, whatever their own capacity, and without a deadline. */
function escalation(team: Team, now: Date) {
  return {
    rep: team.supervisor,
    capacity: Number.MAX_SAFE_INTEGER,
    deadlineAt: now.toISOString(),
    escalated: true,
  };
}

async function postpone(
  lead: Lead,
  choice: Extract<Choice, { outcome: 'nobody' }>,
  team: Team,
  { leads, clock }: AssignDependencies,
): Promise<Assigned | undefined> {
  const now = clock.now();
  const waiting = waitingFor(
    { ...lead, assignment: toRecord(choice, team, now) },
    choice.because,
    choice.nextAt.toISOString(),
    now,
  );
  if ((await leads.save(waiting)) === 'outdated') return undefined;
  return { outcome: 'waiting', lead: waiting };
}

function toRecord(choice: Choice, team: Team, now: Date): Assignment {
  return {
    ...(choice.outcome === 'chosen'
      ? { pool: choice.pool, strategy: choice.strategy }
      : NO_POOL[choice.outcome]),
    because: choice.because,
    at: now.toISOString(),
    teamVersion: team.version,
    candidates: choice.candidates,
  };
}

const NO_POOL = {
  exhausted: { pool: 'supervisor', strategy: 'escalation' },
  nobody: { pool: 'none', strategy: 'none' },
} as const;

/** Reps of former offers are left out by the choice itself. */
const NOBODY: ReadonlySet<string> = new Set();

/** The transaction was done and the message that follows it may have been lost. */
async function wakeHandoffs(lead: Lead, { handoffs }: AssignDependencies): Promise<Assigned> {
  if (lead.handoffs.some(({ outcome }) => outcome === 'pending')) await handoffs.send(lead.id, 'again');
  return { outcome: 'nothing-to-do' };
}
