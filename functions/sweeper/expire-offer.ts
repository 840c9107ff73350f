import type { Lead } from '#shared/domain/lead.ts';
import { allOffersExpired, offerEnded } from '#shared/domain/offer-life.ts';
import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';

export interface ExpireDependencies {
  readonly book: AssignmentBook;
  readonly assignments: WorkQueue;
  readonly clock: Clock;
}

/** Those who were asked at once have one deadline. */
export function isExpired({ status, offer, openOffers = [] }: Lead, now: Date): boolean {
  const open = [...(offer?.state === 'open' ? [offer] : []), ...openOffers];
  return status === 'offered' && open.some(({ deadlineAt }) => deadlineAt <= now.toISOString());
}

/**
 * Whoever was asked was silent, and the lead looks for the next one. One rep gives their place back; several who were
 * asked at once had none.
 */
export async function expireOffer(
  lead: Lead,
  { book, assignments, clock }: ExpireDependencies,
  delaySeconds?: number,
): Promise<'expired' | 'outdated'> {
  const now = clock.now();
  const ended =
    lead.offer === undefined
      ? { lead: allOffersExpired(lead, now) }
      : {
          lead: offerEnded(lead, 'expired', undefined, now),
          release: { rep: lead.offer.rep, source: lead.source },
        };
  if ((await book.commit(ended)) !== 'done') return 'outdated';
  await assignments.send(lead.id, 'expired', delaySeconds);
  return 'expired';
}
