import type { Lead, Offer } from '#shared/domain/lead.ts';

/** The rep can still answer; the last in line cannot decline. */
export interface OpenStanding {
  readonly standing: 'open';
  readonly offer: Offer;
  readonly canDecline: boolean;
}

/** How an offer stands for the rep it was made to, at this moment. */
export type OfferStanding =
  | OpenStanding
  | {
      readonly standing:
        'already-accepted' | 'already-declined' | 'expired' | 'withdrawn' | 'accepted-by-other';
      readonly offer: Offer;
    };

/** Undefined when the lead never had such an offer. */
export function standingOf(lead: Lead, attempt: number, now: Date): OfferStanding | undefined {
  const offers = [lead.offer, ...(lead.openOffers ?? []), ...lead.formerOffers];
  const offer = offers.find((one) => one?.attempt === attempt);
  if (offer === undefined) return undefined;
  switch (offer.state) {
    case 'accepted':
      return { standing: 'already-accepted', offer };
    case 'declined':
      return { standing: 'already-declined', offer };
    case 'expired':
      return { standing: 'expired', offer };
    case 'withdrawn':
      return { standing: offer.because === 'accepted-by-other' ? 'accepted-by-other' : 'withdrawn', offer };
    case 'open':
      return openStanding(lead, offer, now);
  }
}

/**
 * An escalated lead has no deadline, and nobody is left to take it instead of the supervisor.
 * Any other one is over at its deadline, whether or not the sweep has been there yet.
 */
function openStanding(lead: Lead, offer: Offer, now: Date): OfferStanding {
  if (lead.status === 'escalated') return { standing: 'open', offer, canDecline: false };
  if (lead.status !== 'offered') return { standing: 'withdrawn', offer };
  if (offer.deadlineAt <= now.toISOString()) return { standing: 'expired', offer };
  return { standing: 'open', offer, canDecline: true };
}
