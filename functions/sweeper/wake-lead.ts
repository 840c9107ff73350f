import { isDue } from '#shared/domain/handoff.ts';
import { checkCalled, isCheckDue, needsOwner, nothingDue, swept } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { MINUTE_MS, after, earliest } from '#shared/domain/time.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';

/** Woken leads get this long before the sweep looks again. */
const LOOK_AGAIN_MS = 2 * MINUTE_MS;

export interface WakeDependencies {
  readonly leads: LeadRepository;
  readonly assignments: WorkQueue;
  readonly handoffs: WorkQueue;
  readonly checks: WorkQueue;
  readonly clock: Clock;
}

/**
 * `check-called`: only the check of its company was due, the lead itself does not stand still.
 * `outdated`: somebody else changed the lead at the same moment, so it does not stand still either.
 */
export type Woken = 'woken' | 'check-called' | 'nothing-due' | 'outdated';

/**
 * Wakes the function that works on the lead next, and the one that makes the check it goes without.
 *
 * Written before it is woken, so that whoever is woken finds the lead as it was written, and so that the sweep
 * looks again should this message get lost, too.
 */
export async function wakeLead(
  lead: Lead,
  dependencies: WakeDependencies,
  delaySeconds?: number,
): Promise<Woken> {
  const { leads, checks, clock } = dependencies;
  const now = clock.now();
  const queue = queueFor(lead, now, dependencies);
  const isUnchecked = isCheckDue(lead, now);
  if (queue === undefined && !isUnchecked) {
    const saved = await leads.save(nothingDue(lead, now));
    return saved === 'saved' ? 'nothing-due' : 'outdated';
  }
  const lookAgainAt = after(now, LOOK_AGAIN_MS);
  const until = earliest([...deadlinesOf(lead), lookAgainAt]) ?? lookAgainAt;
  const saved = await leads.save(queue === undefined ? checkCalled(lead, until) : swept(lead, until, now));
  if (saved === 'outdated') return 'outdated';
  await queue?.send(lead.id, 'swept', delaySeconds);
  if (isUnchecked) await checks.send(lead.id, 'check-due');
  return queue === undefined ? 'check-called' : 'woken';
}

/** What must not be slept over while we wait for whoever was woken. */
function deadlinesOf({ status, offer, openOffers = [], responseDue, firstResponse }: Lead) {
  if (status !== 'offered') return firstResponse === undefined ? [responseDue?.nextStepAt] : [];
  return [offer, ...openOffers].map((one) => one?.deadlineAt);
}

function queueFor(lead: Lead, now: Date, { assignments, handoffs }: WakeDependencies): WorkQueue | undefined {
  if (needsOwner(lead)) return assignments;
  return lead.handoffs.some((handoff) => isDue(handoff, now)) ? handoffs : undefined;
}
