import type { Counterparty } from './counterparty.ts';
import {
  afterAttempt,
  isOfLead,
  isSameIntent,
  isSettled,
  type Handoff,
  type HandoffOutcome,
} from './handoff.ts';
import type { Lead, TimelineEntry, WaitingReason } from './lead.ts';
import { nextCheck } from './pending-check.ts';
import type { Judgement, Verdict } from './policy.ts';
import { step } from './timeline.ts';
import { MINUTE_MS, SECOND_MS, after, elapsedMs, earliest, type Timestamp } from './time.ts';

/** A rep who has not been told by then is told again by the sweep. */
export const UNTOLD_AFTER_MS = MINUTE_MS;

/** What was promised: a good lead has its owner by then. */
const OWNED_WITHIN_MS = 10 * SECOND_MS;

/** A check whose time has come and that nobody has made by then is called for again. */
const UNCHECKED_AFTER_MS = 2 * MINUTE_MS;

/** Whether a rep holds the lead, so that it counts in their load. One offered to several is nobody's yet. */
export function isOwned(lead: Lead): boolean {
  return lead.owner !== undefined && isOffered(lead);
}

/** Whether somebody was asked, or has it: what is due then are deadlines and handoffs. */
export function isOffered({ status }: Lead): boolean {
  return status === 'offered' || status === 'accepted' || status === 'escalated';
}

/** Nothing more will be done about it by the machine. */
export function isEnded(lead: Lead): boolean {
  return (
    lead.status === 'rejected' ||
    lead.status === 'duplicate' ||
    lead.status === 'won' ||
    lead.status === 'lost'
  );
}

/** Kept or judged, but nobody has it yet. */
export function needsOwner(lead: Lead): boolean {
  return lead.status === 'received' || lead.status === 'qualified' || lead.status === 'waiting';
}

/** An arrival that nobody works on, though somebody should: nobody owns it, or nobody told its owner. */
export function isUnattended(lead: Lead): boolean {
  return (
    (needsOwner(lead) && lead.status !== 'waiting') ||
    lead.handoffs.some(({ outcome }) => outcome === 'pending')
  );
}

/** Nobody has it, though the promised time is over and it waits for nothing. */
export function isOverdueForOwner(lead: Lead, now: Date): boolean {
  if (!needsOwner(lead) || lead.status === 'waiting') return false;
  return elapsedMs(lead.receivedAt, now.toISOString()) > OWNED_WITHIN_MS;
}

/** The first who was asked was found later than promised, and the lead never had to wait for anything. */
export function wasOwnedLate({ formerOffers, timings, timeline }: Lead): boolean {
  if (formerOffers.length > 0 || (timings.assignedMs ?? 0) <= OWNED_WITHIN_MS) return false;
  return timeline.every(({ event }) => event !== 'lead.waiting');
}

/**
 * An arrival nobody has touched yet. The sweep looks at every arrival once, a while after it came,
 * so until then it needs no timer of its own.
 */
export function isWatchedAsArrival(lead: Lead): boolean {
  return (
    needsOwner(lead) &&
    lead.status !== 'waiting' &&
    lead.formerOffers.length === 0 &&
    lead.sweeps === undefined
  );
}

/** Whether the counterparty check that could not be done in time is to be done now. */
export function isCheckDue(lead: Lead, now: Date): boolean {
  const { check, verdict } = lead;
  return check !== undefined && verdict !== undefined && !isEnded(lead) && check.nextAt <= now.toISOString();
}

/** The lead after the counterparty check and the policy have spoken. One that goes on unchecked is checked later. */
export function judged(lead: Lead, counterparty: Counterparty, judgement: Judgement, now: Date): Lead {
  const { nextActionAt: due, check: before, waiting: _waiting, ...kept } = lead;
  const rejected = judgement.verdict.outcome === 'rejected';
  const check = rejected ? undefined : nextCheck(before, counterparty, now);
  const nextActionAt = rejected ? undefined : earliest([due, check?.nextAt]);
  return step(
    {
      ...kept,
      counterparty,
      ...judgement,
      status: rejected ? 'rejected' : 'qualified',
      timings: { ...lead.timings, qualifiedMs: elapsedMs(lead.receivedAt, now.toISOString()) },
      ...(check === undefined ? {} : { check }),
      ...(nextActionAt === undefined ? {} : { nextActionAt }),
    },
    now,
    rejected
      ? { event: 'lead.rejected', because: judgement.verdict.reasons[0] }
      : { event: 'lead.qualified', because: judgement.score?.grade },
  );
}

/** Nobody can take the lead now; the sweep tries again at `until`. That it still waits is no news for its timeline. */
export function waitingFor(lead: Lead, reason: WaitingReason, until: Timestamp, now: Date): Lead {
  const nextActionAt = earliest([until, checkDueAt(lead, now)]) ?? until;
  const waiting: Lead = { ...lead, status: 'waiting', waiting: reason, nextActionAt };
  if (lead.status === 'waiting' && lead.waiting === reason) return { ...waiting, version: lead.version + 1 };
  return step(waiting, now, { event: 'lead.waiting', because: reason });
}

/** A queue gave its message up. The lead shows it, and is tried again at `until`; an offer still ends in time. */
export function processingFailed(failed: Lead, until: Timestamp, now: Date): Lead {
  const { check } = failed;
  const lead = check && isCheckDue(failed, now) ? { ...failed, check: { ...check, nextAt: until } } : failed;
  if (needsOwner(lead)) return waitingFor(lead, 'processing-failed', until, now);
  const nextActionAt =
    earliest([deadlineOf(lead), responseStepOf(lead), checkDueAt(lead, now), until]) ?? until;
  return step({ ...lead, nextActionAt }, now, { event: 'lead.processing-failed' });
}

/** The lead stood still and the sweep woke its function; it looks again at `until`. */
export function swept(lead: Lead, until: Timestamp, now: Date): Lead {
  const nextActionAt = earliest([until, checkDueAt(lead, now)]) ?? until;
  const woken: Lead = { ...lead, sweeps: (lead.sweeps ?? 0) + 1, nextActionAt };
  if (lead.status === 'waiting') return { ...woken, version: lead.version + 1 };
  return step(woken, now, { event: 'lead.swept', by: 'sweeper', because: lead.status });
}

/** The sweep called for the lead's check and nothing else; that is no news for its timeline. */
export function checkCalled(lead: Lead, until: Timestamp): Lead {
  return { ...lead, version: lead.version + 1, nextActionAt: until };
}

/** The sweep looked and there was nothing to do: only what lies ahead stays due. */
export function nothingDue(lead: Lead, now: Date): Lead {
  return withDue({ ...lead, version: lead.version + 1 }, now);
}

/** Rejected after all, by what a later check has found. Written together with what led to it, as one version. */
export function rejectedLater(lead: Lead, counterparty: Counterparty, verdict: Verdict, now: Date): Lead {
  const { nextActionAt: _due, check: _check, waiting: _waiting, score: _score, ...rest } = lead;
  const rejected: Lead = {
    ...rest,
    status: 'rejected',
    counterparty,
    verdict,
    handoffs: lead.handoffs.filter(isSettled),
  };
  const because = verdict.reasons[0];
  return { ...step(rejected, now, { event: 'lead.rejected', because }), version: lead.version };
}

/** The lead after one round of attempts, one result for each intent that was due. */
export function handoffsTried(
  lead: Lead,
  results: readonly { readonly handoff: Handoff; readonly result: HandoffOutcome }[],
  now: Date,
): Lead {
  const at = now.toISOString();
  const handoffs = lead.handoffs.map((handoff) => {
    const tried = results.find((one) => isSameIntent(one.handoff, handoff));
    if (tried === undefined) return handoff;
    return lead.erased === undefined
      ? afterAttempt(handoff, tried.result, now)
      : afterLastAttempt(handoff, tried.result, now);
  });
  const entries = results.map(({ handoff, result }): TimelineEntry => ({
    at,
    event: `handoff.${result.outcome}`,
    by: handoff.destination,
    because: result.outcome === 'delivered' ? result.externalId : result.reason,
  }));
  const delivered = results.some(
    ({ handoff, result }) => result.outcome === 'delivered' && isOfLead(handoff),
  );
  const timings =
    delivered && lead.timings.deliveredMs === undefined
      ? { ...lead.timings, deliveredMs: elapsedMs(lead.receivedAt, at) }
      : lead.timings;
  const timeline = [...lead.timeline, ...entries];
  const tried = { ...lead, version: lead.version + 1, handoffs, timings, timeline };
  return needsOwner(tried) ? tried : withDue(tried, now);
}

/** The person was erased while we delivered: only that a card lies there now, or may, is worth knowing. */
function afterLastAttempt(handoff: Handoff, result: HandoffOutcome, now: Date): Handoff {
  const { nextAttemptAt: _due, ...tried } = afterAttempt(handoff, result, now);
  return tried.outcome === 'delivered' || tried.outcome === 'uncertain' ? tried : handoff;
}

/** Sets `nextActionAt` to the earliest of what is due: deadline, attempts, whoever is untold, the pending check. */
export function withDue(lead: Lead, now: Date): Lead {
  const { nextActionAt: _due, ...rest } = lead;
  const attempts = lead.handoffs.map(({ outcome, nextAttemptAt }) =>
    outcome === 'pending' ? after(now, UNTOLD_AFTER_MS) : nextAttemptAt,
  );
  const due = earliest([deadlineOf(lead), responseStepOf(lead), checkDueAt(lead, now), ...attempts]);
  return due === undefined ? rest : { ...rest, nextActionAt: due };
}

/** When the sweep is to look after the lead's check: when its time comes, or again where it should be under way. */
export function checkDueAt(lead: Lead, now: Date): Timestamp | undefined {
  const { check, verdict } = lead;
  if (check === undefined || verdict === undefined || isEnded(lead)) return undefined;
  return isCheckDue(lead, now) ? after(now, UNCHECKED_AFTER_MS) : check.nextAt;
}

function deadlineOf({ status, offer, openOffers = [] }: Lead): Timestamp | undefined {
  if (status !== 'offered') return undefined;
  return earliest([offer?.deadlineAt, ...openOffers.map(({ deadlineAt }) => deadlineAt)]);
}

/** When somebody is to be told that the client still waits for the owner. */
function responseStepOf(lead: Lead): Timestamp | undefined {
  return isOwned(lead) && lead.firstResponse === undefined ? lead.responseDue?.nextStepAt : undefined;
}
