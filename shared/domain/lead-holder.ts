import { isOffered } from './lead-life.ts';
import type { Lead } from './lead.ts';

/** Where a lead lies that is not ended: with the rep who owns it, or with the reps of a pool who may have it. */
export type LeadHolder =
  { readonly by: 'rep'; readonly rep: string } | { readonly by: 'pool'; readonly pool: string };

/** Undefined for a lead that nobody has and nobody may take. */
export function holderOf(lead: Lead): LeadHolder | undefined {
  const { status, owner, openOffers, assignment, sharedPool } = lead;
  if (isOffered(lead) && owner !== undefined) return { by: 'rep', rep: owner };
  if (status === 'offered' && openOffers !== undefined && assignment !== undefined)
    return { by: 'pool', pool: assignment.pool };
  return status === 'waiting' && sharedPool !== undefined ? { by: 'pool', pool: sharedPool } : undefined;
}
