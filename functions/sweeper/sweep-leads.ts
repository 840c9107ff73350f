import { newlyHeard, freshUntil } from '#shared/domain/counterparty-freshness.ts';
import { isDue } from '#shared/domain/handoff.ts';
import { isUnattended, needsOwner, offerEnded, swept } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { MINUTE_MS, SECOND_MS, after, type Timestamp } from '#shared/domain/time.ts';
import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { LeadSweep } from '#shared/ports/lead-sweep.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';

/** More due leads than this wait for the next minute; the longest due come first. */
const MAX_DUE = 1_000;

/** Woken leads get this long before the sweep looks again. */
const LOOK_AGAIN_MS = 2 * MINUTE_MS;

/** Indexes lag and clocks differ: the arrivals of the last look's end are looked at again. */
const OVERLAP_MS = 10 * SECOND_MS;

/** Where the first sweep of a new table begins. */
const FIRST_LOOK_BACK_MS = 60 * MINUTE_MS;

export interface SweepDependencies {
  readonly sweep: LeadSweep;
  readonly leads: LeadRepository;
  readonly book: AssignmentBook;
  readonly cache: CounterpartyCache;
  readonly assignments: WorkQueue;
  readonly handoffs: WorkQueue;
  readonly clock: Clock;
  /** How long an arrival may be without an owner before the sweep steps in. */
  readonly resendAfterMs: number;
}

export interface Swept {
  readonly arrivals: number;
  readonly resent: number;
  readonly expired: number;
  readonly companiesRemembered: number;
}

/**
 * Finds what no message reminds of: arrivals that nobody works on, offers past their deadline, attempts and
 * waits whose time has come. It decides nothing itself, it only wakes whoever does.
 *
 * Each arrival is looked at once, a while after it came; from then on a lead has a timer of its own. What the
 * registry said about the arrivals' companies goes to the cache here, off the way of a lead.
 */
export async function sweepLeads(dependencies: SweepDependencies): Promise<Swept> {
  const arrived = await sweepArrivals(dependencies);
  const due = await sweepDue(dependencies);
  return { ...arrived, resent: arrived.resent + due.resent, expired: due.expired };
}

async function sweepArrivals(dependencies: SweepDependencies) {
  const { sweep, clock, resendAfterMs } = dependencies;
  const now = clock.now();
  const to = after(now, -resendAfterMs);
  const checkpoint = (await sweep.readCheckpoint()) ?? after(now, -FIRST_LOOK_BACK_MS);
  const from = after(new Date(checkpoint), -OVERLAP_MS);
  let arrivals = 0;
  let resent = 0;
  const heard = new Map<string, Lead>();
  for await (const page of sweep.arrivals(from, to)) {
    arrivals += page.length;
    for (const lead of page) if (newlyHeard(lead) !== undefined) heard.set(companyOf(lead), lead);
    for (const lead of page.filter((one) => isUnattended(one) && one.sweeps === undefined)) {
      if (await wake(lead, dependencies)) resent += 1;
    }
  }
  for (const lead of heard.values()) await remember(lead, dependencies);
  if (to > checkpoint) await sweep.moveCheckpoint(to);
  return { arrivals, resent, companiesRemembered: heard.size };
}

async function sweepDue(dependencies: SweepDependencies): Promise<{ resent: number; expired: number }> {
  const { sweep, clock } = dependencies;
  let resent = 0;
  let expired = 0;
  for (const lead of await sweep.findDue(clock.now(), MAX_DUE)) {
    if (isExpired(lead, clock.now().toISOString())) {
      if (await expire(lead, dependencies)) expired += 1;
    } else if (await wake(lead, dependencies)) resent += 1;
  }
  return { resent, expired };
}

/** Written before it is woken, so that whoever is woken finds the lead as it was written. */
async function wake(
  lead: Lead,
  { leads, assignments, handoffs, clock }: SweepDependencies,
): Promise<boolean> {
  const now = clock.now();
  const queue = needsOwner(lead) ? assignments : handoffs;
  if (!needsOwner(lead) && !lead.handoffs.some((handoff) => isDue(handoff, now)))
    return rest(lead, leads, now);
  const until =
    lead.status === 'offered'
      ? sooner(lead.offer?.deadlineAt, after(now, LOOK_AGAIN_MS))
      : after(now, LOOK_AGAIN_MS);
  if ((await leads.save(swept(lead, until, now))) === 'outdated') return false;
  await queue.send(lead.id, 'swept');
  return true;
}

/** Nothing is due any more; an offer's deadline stays. */
async function rest(lead: Lead, leads: LeadRepository, now: Date): Promise<boolean> {
  if (lead.status === 'offered' && lead.offer !== undefined) {
    await leads.save(swept(lead, lead.offer.deadlineAt, now));
    return false;
  }
  const { nextActionAt: _due, ...settled } = lead;
  await leads.save({ ...settled, version: lead.version + 1 });
  return false;
}

/** The rep was silent: their place is given back and the lead looks for the next one. */
async function expire(lead: Lead, { book, assignments, clock }: SweepDependencies): Promise<boolean> {
  const rep = lead.offer?.rep;
  if (rep === undefined) return false;
  const ended = offerEnded(lead, 'expired', undefined, clock.now());
  const committed = await book.commit({ lead: ended, release: { rep } });
  if (committed !== 'done') return false;
  await assignments.send(lead.id, 'expired');
  return true;
}

async function remember(lead: Lead, { cache }: SweepDependencies): Promise<void> {
  const answer = newlyHeard(lead);
  const { inn, kpp } = lead.requisites;
  if (answer === undefined || inn === undefined) return;
  await cache.remember(inn, kpp, answer, freshUntil(answer));
}

function companyOf({ requisites }: Lead): string {
  return `${requisites.inn ?? ''}/${requisites.kpp ?? ''}`;
}

function isExpired(lead: Lead, now: Timestamp): boolean {
  return lead.status === 'offered' && lead.offer?.state === 'open' && lead.offer.deadlineAt <= now;
}

function sooner(one: Timestamp | undefined, other: Timestamp): Timestamp {
  return one !== undefined && one < other ? one : other;
}
