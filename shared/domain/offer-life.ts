import { intentsFor, isSettled } from './handoff.ts';
import { checkDueAt, isWatchedAsArrival, rejectedLater, UNTOLD_AFTER_MS, withDue } from './lead-life.ts';
import type { Assignment, Lead, Offer, OfferState, ResponseDue } from './lead.ts';
import { step } from './timeline.ts';
import { after, earliest, elapsedMs, type Timestamp } from './time.ts';

export interface NewOffer {
  readonly rep: string;
  readonly deadlineAt: Timestamp;
  /** The rep is the supervisor and nobody is left to be asked: there is no deadline then. */
  readonly escalated?: boolean;
}

/** The lead put before one rep, who owns it until the offer ends, with the intents to tell the destinations. */
export function offeredTo(
  lead: Lead,
  { rep, deadlineAt, escalated = false }: NewOffer,
  assignment: Assignment,
  destinations: readonly string[],
  now: Date,
): Lead {
  const attempt = nextAttemptOf(lead);
  return step(
    {
      ...unplaced(lead),
      status: escalated ? 'escalated' : 'offered',
      owner: rep,
      offer: openOffer(rep, deadlineAt, attempt, now),
      assignment,
      handoffs: [...lead.handoffs.filter(isSettled), ...intentsFor(rep, attempt, destinations)],
      timings: assignedTimings(lead, now),
      nextActionAt: dueAfterOffer(lead, escalated ? undefined : deadlineAt, now),
    },
    now,
    { event: escalated ? 'lead.escalated' : 'lead.offered', by: 'assignment', because: assignment.because },
  );
}

/**
 * The lead put before several reps at once. Nobody owns it, and it counts in nobody's load, until one accepts.
 *
 * `messengers` are the destinations that speak to a rep; the others hear of the lead once it has an owner.
 */
export function offeredToSeveral(
  lead: Lead,
  { reps, deadlineAt }: { readonly reps: readonly string[]; readonly deadlineAt: Timestamp },
  assignment: Assignment,
  messengers: readonly string[],
  now: Date,
): Lead {
  const first = nextAttemptOf(lead);
  const openOffers = reps.map((rep, place) => openOffer(rep, deadlineAt, first + place, now));
  return step(
    {
      ...unplaced(lead),
      status: 'offered',
      openOffers,
      assignment,
      handoffs: [
        ...lead.handoffs.filter(isSettled),
        ...openOffers.flatMap(({ rep, attempt }) => intentsFor(rep, attempt, messengers)),
      ],
      timings: assignedTimings(lead, now),
      nextActionAt: dueAfterOffer(lead, deadlineAt, now),
    },
    now,
    { event: 'lead.offered', by: 'assignment', because: assignment.because },
  );
}

/** The lead laid where the reps of a pool may take it, until it is given out at `until`. */
export function leftInPool(
  lead: Lead,
  pool: string,
  until: Timestamp,
  assignment: Assignment,
  now: Date,
): Lead {
  const nextActionAt = earliest([until, checkDueAt(lead, now)]) ?? until;
  return step(
    {
      ...unplaced(lead),
      status: 'waiting',
      waiting: 'in-shared-pool',
      sharedPool: pool,
      assignment,
      nextActionAt,
    },
    now,
    { event: 'lead.in-shared-pool', by: 'assignment', because: pool },
  );
}

export interface Acceptance {
  /** By when the client is to be reached from now on; absent while nobody watches that. */
  readonly responseDue?: ResponseDue;
  /** Which of several open offers was accepted; absent where there is but one. */
  readonly attempt?: number;
  /** Destinations that have not heard of the lead, because it had no owner. */
  readonly destinations?: readonly string[];
}

/** The rep has it: the deadline is over, the others who were asked are not asked any more. */
export function accepted(
  lead: Lead,
  now: Date,
  { responseDue, attempt, destinations = [] }: Acceptance = {},
): Lead {
  const { openOffers = [], ...rest } = lead;
  const won = openOffers.find((one) => one.attempt === attempt);
  const offer: Offer = won === undefined ? answered(lead, 'accepted') : { ...won, state: 'accepted' };
  const others = openOffers.filter((one) => one.attempt !== offer.attempt);
  return step(
    withDue(
      {
        ...rest,
        status: 'accepted',
        owner: offer.rep,
        offer,
        formerOffers: [...lead.formerOffers, ...others.map(withdrawn)],
        handoffs: [
          ...lead.handoffs.filter((one) => isSettled(one) || one.rep === offer.rep),
          ...intentsFor(offer.rep, offer.attempt, destinations),
        ],
        timings: { ...lead.timings, acceptedMs: elapsedMs(lead.receivedAt, now.toISOString()) },
        ...(responseDue === undefined ? {} : { responseDue }),
      },
      now,
    ),
    now,
    { event: 'offer.accepted', by: offer.rep },
  );
}

/** A rep took the lead from their pool: offered and accepted at once. */
export function takenFromPool(lead: Lead, rep: string, now: Date, acceptance: Acceptance): Lead {
  const attempt = nextAttemptOf(lead);
  const offer = openOffer(rep, now.toISOString(), attempt, now);
  const { nextActionAt: _due, ...rest } = unplaced(lead);
  const taken = accepted({ ...rest, offer, timings: assignedTimings(lead, now) }, now, {
    ...acceptance,
    attempt,
  });
  return { ...taken, version: lead.version + 1 };
}

/** A person gave the lead to a rep, for a reason in their words. No deadline: the machine never takes it back. */
export function givenByHand(
  lead: Lead,
  { rep, by, reason }: { readonly rep: string; readonly by: string; readonly reason: string },
  assignment: Assignment,
  now: Date,
  acceptance: Acceptance,
): Lead {
  const current = [lead.offer, ...(lead.openOffers ?? [])].filter((one) => one !== undefined);
  const ended = current.map((one): Offer => ({ ...one, state: 'withdrawn', because: 'by-hand' }));
  const freed: Lead = { ...unplaced(lead), formerOffers: [...lead.formerOffers, ...ended], assignment };
  const given = takenFromPool(freed, rep, now, acceptance);
  const entry = { event: 'lead.given-by-hand', by, because: reason };
  return { ...step({ ...given, timeline: lead.timeline }, now, entry), version: lead.version + 1 };
}

/**
 * An offer came to nothing, and its rep is not asked again. The lead needs another owner, unless others still are
 * asked at the same time.
 *
 * What a later check has found against it did not take it from its owner; it is not offered to anybody else, though.
 */
export function offerEnded(
  lead: Lead,
  state: 'declined' | 'expired' | 'withdrawn',
  because: string | undefined,
  now: Date,
  attempt?: number,
): Lead {
  const { openOffers = [] } = lead;
  const ending = openOffers.find((one) => one.attempt === attempt) ?? openOffers[0];
  const offer =
    lead.offer === undefined && ending !== undefined ? { ...ending, state } : answered(lead, state);
  const ended: Offer = { ...offer, ...(because === undefined ? {} : { because }) };
  const left = openOffers.filter((one) => one.attempt !== ended.attempt);
  const formerOffers = [...lead.formerOffers, ended];
  const entry = { event: `offer.${state}`, by: ended.rep, because };
  const handoffs = lead.handoffs.filter((one) => isSettled(one) || one.rep !== ended.rep);
  if (left.length > 0)
    return step(withDue({ ...lead, openOffers: left, formerOffers, handoffs }, now), now, entry);
  return freedOf({ ...lead, formerOffers }, now, entry);
}

/** Nobody of those asked at once has answered in time. */
export function allOffersExpired(lead: Lead, now: Date): Lead {
  const expired = (lead.openOffers ?? []).map((one): Offer => ({ ...one, state: 'expired' }));
  return freedOf({ ...lead, formerOffers: [...lead.formerOffers, ...expired] }, now, {
    event: 'offer.expired',
    by: expired.map(({ rep }) => rep).join(', '),
  });
}

function freedOf(lead: Lead, now: Date, entry: Parameters<typeof step>[2]): Lead {
  const { responseDue: _response, ...rest } = unplaced(lead);
  const freed = step({ ...rest, status: 'qualified', nextActionAt: now.toISOString() }, now, entry);
  const { laterCheck } = lead;
  return laterCheck?.verdict.outcome === 'rejected'
    ? rejectedLater(freed, laterCheck.counterparty, laterCheck.verdict, now)
    : freed;
}

/** The lead without what says where it lies now: owner, offers, pool, wait. */
function unplaced(lead: Lead): Lead {
  const {
    waiting: _waiting,
    sharedPool: _pool,
    owner: _owner,
    offer: _offer,
    openOffers: _offers,
    nextActionAt: _due,
    ...rest
  } = lead;
  return rest;
}

function nextAttemptOf({ formerOffers }: Lead): number {
  return Math.max(0, ...formerOffers.map(({ attempt }) => attempt)) + 1;
}

function openOffer(rep: string, deadlineAt: Timestamp, attempt: number, now: Date): Offer {
  return { rep, state: 'open', offeredAt: now.toISOString(), deadlineAt, attempt };
}

function withdrawn(offer: Offer): Offer {
  return { ...offer, state: 'withdrawn', because: 'accepted-by-other' };
}

/** The first time somebody was asked. */
function assignedTimings({ timings, receivedAt }: Lead, now: Date): Lead['timings'] {
  if (timings.assignedMs !== undefined) return timings;
  return { ...timings, assignedMs: elapsedMs(receivedAt, now.toISOString()) };
}

/**
 * The offer of a fresh arrival is looked at by the sweep of arrivals should its message get lost, so that only its
 * deadline needs a timer; one after a wait or another offer, and one without a deadline, have no such second look.
 */
function dueAfterOffer(lead: Lead, deadlineAt: Timestamp | undefined, now: Date): Timestamp {
  const needsNoTimer = isWatchedAsArrival(lead) && deadlineAt !== undefined;
  const untold = needsNoTimer ? undefined : after(now, UNTOLD_AFTER_MS);
  return earliest([deadlineAt, untold, checkDueAt(lead, now)]) ?? now.toISOString();
}

function answered(lead: Lead, state: OfferState): Offer {
  if (lead.offer === undefined) throw new Error(`lead ${lead.id} has no offer to be ${state}`);
  return { ...lead.offer, state };
}
