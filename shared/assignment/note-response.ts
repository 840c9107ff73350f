import { isEnded } from '#shared/domain/lead-life.ts';
import type { FirstResponse, Lead } from '#shared/domain/lead.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import { responded } from '#shared/domain/response-life.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';

/** Each lost race means that somebody else made progress with the lead; eight in a row do not happen. */
const MAX_TRIES = 8;

export interface ResponseDependencies {
  readonly leads: Pick<LeadRepository, 'find' | 'save'>;
  readonly clock: Clock;
}

/** `known`: it was reached before, or the lead has ended; nothing is written then. */
export type Noted =
  | { readonly outcome: 'noted'; readonly lead: Lead }
  | { readonly outcome: 'known'; readonly lead: Lead }
  | { readonly outcome: 'unknown' };

/** Writes down that the client of a lead was reached, once, whoever says so and however often. */
export async function noteResponse(
  leadId: string,
  said: FirstResponse,
  { leads, clock }: ResponseDependencies,
): Promise<Noted> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const lead = await leads.find(leadId);
    if (lead === undefined) return { outcome: 'unknown' };
    if (isEnded(lead) || lead.firstResponse !== undefined) return { outcome: 'known', lead };
    const next = reached(lead, said, clock.now());
    if ((await leads.save(next)) === 'saved') return { outcome: 'noted', lead: next };
  }
  throw new Error(`lead ${leadId} kept changing`);
}

/**
 * Who has talked to the client has the lead: the offer before them is accepted with it, or a deadline would give the
 * client to somebody else who calls again. Of several who were asked nobody knows who it was.
 */
function reached(lead: Lead, { at, by }: FirstResponse, now: Date): Lead {
  const isTaken = lead.offer?.state === 'open' && (lead.status === 'offered' || lead.status === 'escalated');
  const taken = isTaken ? accepted(lead, now) : lead;
  return { ...responded(taken, { at: momentOf(at, lead, now), by }, now), version: lead.version + 1 };
}

/** Not before the lead came, and not in the future: clocks of other systems are their own. */
function momentOf(at: string, { receivedAt }: Lead, now: Date): string {
  const moment = at < receivedAt ? receivedAt : at;
  return moment > now.toISOString() ? now.toISOString() : moment;
}
