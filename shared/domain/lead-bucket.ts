import { isOwned } from './lead-life.ts';
import type { Lead } from './lead.ts';
import type { Timestamp } from './time.ts';

/** Where a lead is when all is quiet: in exactly one of these. */
export type LeadBucket = 'owned' | 'rejected' | 'duplicate' | 'waiting' | 'ended';

/** Undefined for a lead that is in none of them, or in more than one: nobody would ever see to it, or two would. */
export function bucketOf(lead: Lead): LeadBucket | undefined {
  switch (lead.status) {
    case 'rejected':
      return isFree(lead) ? 'rejected' : undefined;
    case 'duplicate':
      return isFree(lead) && lead.duplicateOf !== undefined ? 'duplicate' : undefined;
    case 'won':
    case 'lost':
      return 'ended';
    case 'waiting':
      return isFree(lead) && lead.waiting !== undefined && isTimed(lead) ? 'waiting' : undefined;
    case 'offered':
      return isOwned(lead) ? owned(lead) : askedOf(lead);
    case 'accepted':
    case 'escalated':
      return owned(lead);
    case 'received':
    case 'qualified':
      return undefined;
  }
}

/** What only tells that the lead was looked at, or tried in vain, is no step of its life. */
const LOOKS: readonly string[] = ['lead.swept', 'lead.processing-failed'];

/** Since when the lead stands as it does. One that has just moved is on its way, and belongs nowhere yet. */
export function standsSince({ timeline, receivedAt }: Lead): Timestamp {
  return timeline.findLast(({ event }) => !LOOKS.includes(event))?.at ?? receivedAt;
}

function owned(lead: Lead): LeadBucket | undefined {
  const isOne = isOwned(lead) && lead.offer?.rep === lead.owner && lead.openOffers === undefined;
  return isOne && (lead.status !== 'offered' || isTimed(lead)) ? 'owned' : undefined;
}

/** Put before several, it waits for one of them until the deadline. */
function askedOf(lead: Lead): LeadBucket | undefined {
  return (lead.openOffers ?? []).length > 0 && isTimed(lead) ? 'waiting' : undefined;
}

function isFree({ owner, openOffers }: Lead): boolean {
  return owner === undefined && openOffers === undefined;
}

function isTimed({ nextActionAt }: Lead): boolean {
  return nextActionAt !== undefined;
}
