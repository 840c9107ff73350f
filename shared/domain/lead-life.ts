import type { Counterparty } from './counterparty.ts';
import { afterAttempt, type Handoff, type HandoffOutcome } from './handoff.ts';
import type { Assignment, Lead, Offer, OfferState, TimelineEntry, WaitingReason } from './lead.ts';
import type { Judgement } from './policy.ts';
import { step } from './timeline.ts';
import { MINUTE_MS, after, elapsedMs, earliest, type Timestamp } from './time.ts';

/** A rep who has not been told by then is told again by the sweep. */
const UNTOLD_AFTER_MS = MINUTE_MS;

/** Statuses in which a rep holds the lead, so that it counts in their load. */
export function isOwned(lead: Lead): boolean {
  return lead.status === 'offered' || lead.status === 'accepted' || lead.status === 'escalated';
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

/** The lead after the counterparty check and the policy have spoken. */
export function judged(lead: Lead, counterparty: Counterparty, judgement: Judgement, now: Date): Lead {
  const { nextActionAt: _due, ...kept } = lead;
  const rejected = judgement.verdict.outcome === 'rejected';
  return step(
    {
      ...kept,
      counterparty,
      ...judgement,
      status: rejected ? 'rejected' : 'qualified',
      timings: { ...lead.timings, qualifiedMs: elapsedMs(lead.receivedAt, now.toISOString()) },
      ...(rejected || lead.nextActionAt === undefined ? {} : { nextActionAt: lead.nextActionAt }),
    },
    now,
    rejected
      ? { event: 'lead.rejected', because: judgement.verdict.reasons[0] }
      : { event: 'lead.qualified', because: judgement.score?.grade },
  );
}

/** Nobody can take the lead now; the sweep tries again at `until`. That it still waits is no news for its timeline. */
export function waitingFor(lead: Lead, reason: WaitingReason, until: Timestamp, now: Date): Lead {
  const waiting: Lead = { ...lead, status: 'waiting', waiting: reason, nextActionAt: until };
  if (lead.status === 'waiting' && lead.waiting === reason) return { ...waiting, version: lead.version + 1 };
  return step(waiting, now, { event: 'lead.waiting', because: reason });
}

/** A queue gave its message up. The lead shows it, and is tried again at `until`; an offer still ends in time. */
export function processingFailed(lead: Lead, until: Timestamp, now: Date): Lead {
  if (needsOwner(lead)) return waitingFor(lead, 'processing-failed', until, now);
  const nextActionAt = earliest([deadlineOf(lead), until]) ?? until;
  return step({ ...lead, nextActionAt }, now, { event: 'lead.processing-failed' });
}

/** The lead stood still and the sweep woke its function; it looks again at `until`. */
export function swept(lead: Lead, until: Timestamp, now: Date): Lead {
  const woken: Lead = { ...lead, sweeps: (lead.sweeps ?? 0) + 1, nextActionAt: until };
  if (lead.status === 'waiting') return { ...woken, version: lead.version + 1 };
  return step(woken, now, { event: 'lead.swept', by: 'sweeper', because: lead.status });
}

/** The sweep looked and there was nothing to do: only what lies ahead stays due. */
export function nothingDue(lead: Lead, now: Date): Lead {
  return withDue({ ...lead, version: lead.version + 1 }, now);
}

/**
 * The lead put before a rep, with the intents to tell the destinations.
 *
 * `escalated` says that the rep is the supervisor and nobody is left to be asked: there is no deadline then.
 */
export function offeredTo(
  lead: Lead,
  offer: { readonly rep: string; readonly deadlineAt: Timestamp; readonly escalated?: boolean },
  assignment: Assignment,
  destinations: readonly string[],
  now: Date,
): Lead {
  const { waiting: _waiting, nextActionAt: _due, ...rest } = lead;
  const attempt = lead.formerOffers.length + 1;
  const escalated = offer.escalated === true;
  return step(
    {
      ...rest,
      status: escalated ? 'escalated' : 'offered',
      owner: offer.rep,
      offer: {
        rep: offer.rep,
        state: 'open',
        offeredAt: now.toISOString(),
        deadlineAt: offer.deadlineAt,
        attempt,
      },
      assignment,
      handoffs: [...settledOf(lead), ...intentsFor(offer.rep, attempt, destinations)],
      timings:
        lead.timings.assignedMs === undefined
          ? { ...lead.timings, assignedMs: elapsedMs(lead.receivedAt, now.toISOString()) }
          : lead.timings,
      ...dueAfterOffer(offer, isWatchedAsArrival(lead), now),
    },
    now,
    { event: escalated ? 'lead.escalated' : 'lead.offered', by: 'assignment', because: assignment.because },
  );
}

function settledOf({ handoffs }: Lead): readonly Handoff[] {
  return handoffs.filter(({ outcome }) => outcome === 'delivered' || outcome === 'rejected');
}

function intentsFor(rep: string, offerAttempt: number, destinations: readonly string[]): readonly Handoff[] {
  return destinations.map((destination) => ({
    destination,
    rep,
    offerAttempt,
    attempt: 0,
    outcome: 'pending',
  }));
}

/**
 * The offer of a fresh arrival is looked at by the sweep of arrivals should its message get lost, so that only its
 * deadline needs a timer; one after a wait or another offer, and one without a deadline, have no such second look.
 */
function dueAfterOffer(
  offer: { readonly deadlineAt: Timestamp; readonly escalated?: boolean },
  watchedAsArrival: boolean,
  now: Date,
): { readonly nextActionAt: Timestamp } {
  const deadline = offer.escalated === true ? undefined : offer.deadlineAt;
  if (watchedAsArrival && deadline !== undefined) return { nextActionAt: deadline };
  return { nextActionAt: earliest([deadline, after(now, UNTOLD_AFTER_MS)]) ?? now.toISOString() };
}

/** The rep has it: the deadline is over, only unfinished handoffs are still due. */
export function accepted(lead: Lead, now: Date): Lead {
  const offer = answered(lead, 'accepted');
  return step(
    withDue(
      {
        ...lead,
        status: 'accepted',
        offer,
        timings: { ...lead.timings, acceptedMs: elapsedMs(lead.receivedAt, now.toISOString()) },
      },
      now,
    ),
    now,
    { event: 'offer.accepted', by: offer.rep },
  );
}

/** The offer came to nothing. The lead needs another owner, and this rep is not asked again. */
export function offerEnded(
  lead: Lead,
  state: 'declined' | 'expired' | 'withdrawn',
  because: string | undefined,
  now: Date,
): Lead {
  const ended: Offer = { ...answered(lead, state), ...(because === undefined ? {} : { because }) };
  const { owner: _owner, offer: _offer, ...rest } = lead;
  return step(
    {
      ...rest,
      status: 'qualified',
      formerOffers: [...lead.formerOffers, ended],
      nextActionAt: now.toISOString(),
    },
    now,
    { event: `offer.${state}`, by: ended.rep, because },
  );
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
    return tried === undefined ? handoff : afterAttempt(handoff, tried.result, now);
  });
  const entries = results.map(({ handoff, result }): TimelineEntry => ({
    at,
    event: `handoff.${result.outcome}`,
    by: handoff.destination,
    because: result.outcome === 'delivered' ? result.externalId : result.reason,
  }));
  const delivered = results.some(
    ({ handoff, result }) => result.outcome === 'delivered' && handoff.touch === undefined,
  );
  const timings =
    delivered && lead.timings.deliveredMs === undefined
      ? { ...lead.timings, deliveredMs: elapsedMs(lead.receivedAt, at) }
      : lead.timings;
  const timeline = [...lead.timeline, ...entries];
  const tried = { ...lead, version: lead.version + 1, handoffs, timings, timeline };
  return needsOwner(tried) ? tried : withDue(tried, now);
}

export function isSameIntent(one: Handoff, other: Handoff): boolean {
  return (
    one.destination === other.destination &&
    one.offerAttempt === other.offerAttempt &&
    one.touch === other.touch
  );
}

/** Sets `nextActionAt` to the earliest of what is due: the offer's deadline, the next attempts, whoever is untold. */
export function withDue(lead: Lead, now: Date): Lead {
  const { nextActionAt: _due, ...rest } = lead;
  const attempts = lead.handoffs.map(({ outcome, nextAttemptAt }) =>
    outcome === 'pending' ? after(now, UNTOLD_AFTER_MS) : nextAttemptAt,
  );
  const due = earliest([deadlineOf(lead), ...attempts]);
  return due === undefined ? rest : { ...rest, nextActionAt: due };
}

function deadlineOf({ status, offer }: Lead): Timestamp | undefined {
  return status === 'offered' ? offer?.deadlineAt : undefined;
}

function answered(lead: Lead, state: OfferState): Offer {
  if (lead.offer === undefined) throw new Error(`lead ${lead.id} has no offer to be ${state}`);
  return { ...lead.offer, state };
}
