import { isEnded, processingFailed } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { MINUTE_MS, after } from '#shared/domain/time.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';

/** Long enough for a release that mends it to come out, short enough for the lead. */
const TRY_AGAIN_AFTER_MS = 15 * MINUTE_MS;

const MAX_TRIES = 5;

export interface MarkDependencies {
  readonly leads: LeadRepository;
  readonly clock: Clock;
}

/**
 * Makes a lead whose message was given up visible: what still needs an owner waits as `processing-failed`,
 * what has one keeps it. Either way the sweep tries it again later, so that mending the cause is enough.
 */
export async function markFailedLead(
  leadId: string,
  { leads, clock }: MarkDependencies,
): Promise<Lead | undefined> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const lead = await leads.find(leadId);
    if (lead === undefined || isEnded(lead)) return lead;
    const now = clock.now();
    const failed = processingFailed(lead, after(now, TRY_AGAIN_AFTER_MS), now);
    if ((await leads.save(failed)) === 'saved') return failed;
  }
  throw new Error('the lead kept changing while its failure was to be written down');
}
