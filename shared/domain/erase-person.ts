import { withoutPerson } from './erased-parts.ts';
import type { Handoff } from './handoff.ts';
import { isEnded } from './lead-life.ts';
import type { Erased, Lead, Offer, TimelineEntry } from './lead.ts';
import { createMentions, type Mentions } from './person-mentions.ts';
import { step } from './timeline.ts';

/** Why an erased lead, its offer or its handoff came to an end, wherever such a code stands. */
export const ERASED = 'erased';

/**
 * The lead with everything that tells of a person taken out, and closed.
 *
 * What stays is listed field by field, so that a field nobody thought of is erased too: what was decided and when, where
 * the lead came from, who had it. The figures of reports are made of these. A lead that was qualified is lost, and one
 * that nobody had judged is rejected; one that had ended before stays as it ended. An erased lead stays as it is.
 */
export function erasePerson(lead: Lead, erased: Erased, by: string, now: Date): Lead {
  if (lead.erased !== undefined) return lead;
  const mentions = createMentions(lead);
  const kept: Lead = {
    ...originOf(lead),
    ...withoutPerson(lead, mentions),
    ...decisionsOf(lead),
    ...endOf(lead, mentions),
    handoffs: lead.handoffs.map(withdrawn),
    touches: lead.touches,
    timings: lead.timings,
    timeline: lead.timeline.map((entry) => withoutWords(entry, mentions)),
    erased,
  };
  return step(withoutAbsent(kept), now, { event: 'lead.erased', by, because: erased.erasure });
}

/** Whether the lead lies, or may lie, as a card in another system, where we cannot erase it. */
export function isElsewhere({ outcome }: Handoff): boolean {
  return outcome === 'delivered' || outcome === 'uncertain';
}

function originOf({ id, version, kind, source, provider, receivedAt, language, suspicions, captcha }: Lead) {
  return { id, version, kind, source, provider, receivedAt, language, suspicions, captcha };
}

function decisionsOf({ score, owner, assignment, earlierOwner, firstResponse, responseDue, ...lead }: Lead) {
  const { duplicateOf, apartFrom, sweeps, rating } = lead;
  const due = responseDue && { at: responseDue.at, ...(responseDue.step && { step: responseDue.step }) };
  return {
    score,
    owner,
    assignment,
    earlierOwner,
    firstResponse,
    responseDue: due,
    duplicateOf,
    apartFrom,
    sweeps,
    rating,
  };
}

/** Offers that were open are withdrawn: whoever has the link of one is told that it is over. */
function endOf(lead: Lead, mentions: Mentions) {
  const { status, verdict, lostBecause, offer, openOffers = [] } = lead;
  const offers = {
    offer: offer && withoutWordsIn(offer, mentions),
    formerOffers: [...lead.formerOffers, ...openOffers].map((one) => withoutWordsIn(one, mentions)),
  };
  if (isEnded(lead))
    return { status, verdict, lostBecause: lostBecause && mentions.withoutWords(lostBecause), ...offers };
  if (verdict?.outcome === 'qualified')
    return { status: 'lost', verdict, lostBecause: ERASED, ...offers } as const;
  return { status: 'rejected', verdict: REJECTED, ...offers } as const;
}

/** No policy has said so: there is no version 0. */
const REJECTED = { outcome: 'rejected', policyVersion: 0, reasons: [ERASED], rules: [] } as const;

function withoutWordsIn(offer: Offer, mentions: Mentions): Offer {
  if (offer.state === 'open') return { ...offer, state: 'withdrawn', because: ERASED };
  if (offer.state !== 'declined' || offer.because === undefined) return offer;
  return { ...offer, because: mentions.withoutWords(offer.because) };
}

/**
 * What was not delivered is not going to be. Where nobody knows whether it was, it stays uncertain: there may be a card
 * to be erased by hand.
 */
function withdrawn(handoff: Handoff): Handoff {
  const { nextAttemptAt: _due, ...rest } = handoff;
  if (handoff.outcome !== 'pending' && handoff.outcome !== 'unavailable') return rest;
  return { ...rest, outcome: 'rejected', reason: ERASED };
}

/** Codes, but for what people and other systems say in words of their own. */
function withoutWords(entry: TimelineEntry, mentions: Mentions): TimelineEntry {
  const { event, because } = entry;
  if (event === 'lead.given-by-hand') return { ...entry, because: 'by-hand' };
  if (because === undefined || !WORDED_EVENTS.includes(event)) return entry;
  return { ...entry, because: mentions.withoutWords(because) };
}

/** Why a rep declined, and why a CRM says that it is lost. */
const WORDED_EVENTS = ['offer.declined', 'lead.lost'];

/** A part that is not there is left out, as everywhere. */
function withoutAbsent(lead: Lead): Lead {
  return Object.fromEntries(
    Object.entries(lead).filter(([, value]) => value !== undefined),
  ) as unknown as Lead;
}
