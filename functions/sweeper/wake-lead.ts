import { isDue } from '#shared/domain/handoff.ts';
import { needsOwner, nothingDue, offerEnded, swept } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { MINUTE_MS, after, earliest } from '#shared/domain/time.ts';
import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';

/** Woken leads get this long before the sweep looks again. */
const LOOK_AGAIN_MS = 2 * MINUTE_MS;

export interface WakeDependencies {
  readonly leads: LeadRepository;
  readonly book: AssignmentBook;
  readonly assignments: WorkQueue;
  readonly handoffs: WorkQueue;
  readonly clock: Clock;
}

/** `outdated`: somebody else changed the lead at the same moment, so it does not stand still. */
export type Woken = 'woken' | 'nothing-due' | 'outdated';

/**
 * Wakes the function that works on the lead next.
 *
 * Written before it is woken, so that whoever is woken finds the lead as it was written, and so that the sweep
 * looks again should this message get lost, too.
 */
export async function wakeLead(lead: Lead, dependencies: WakeDependencies): Promise<Woken> {
  const { leads, assignments, handoffs, clock } = dependencies;
  const now = clock.now();
  if (!needsOwner(lead) && !lead.handoffs.some((handoff) => isDue(handoff, now))) {
    const saved = await leads.save(nothingDue(lead, now));
    return saved === 'saved' ? 'nothing-due' : 'outdated';
  }
  const deadline = lead.status === 'offered' ? lead.offer?.deadlineAt : undefined;
  const lookAgainAt = after(now, LOOK_AGAIN_MS);
  const saved = await leads.save(swept(lead, earliest([deadline, lookAgainAt]) ?? lookAgainAt, now));
  if (saved === 'outdated') return 'outdated';
  await (needsOwner(lead) ? assignments : handoffs).send(lead.id, 'swept');
  return 'woken';
}

export function isExpired({ status, offer }: Lead, now: Date): boolean {
  return status === 'offered' && offer?.state === 'open' && offer.deadlineAt <= now.toISOString();
}

/** The rep was silent: their place is given back and the lead looks for the next one. */
export async function expireOffer(lead: Lead, dependencies: WakeDependencies): Promise<Woken> {
  const { book, assignments, clock } = dependencies;
  if (lead.offer === undefined) return 'nothing-due';
  const ended = offerEnded(lead, 'expired', undefined, clock.now());
  const committed = await book.commit({ lead: ended, release: { rep: lead.offer.rep } });
  if (committed !== 'done') return 'outdated';
  await assignments.send(lead.id, 'expired');
  return 'woken';
}
