import type { Destination, Destinations } from '#shared/domain/destination.ts';
import { isDue, type Handoff, type HandoffOutcome } from '#shared/domain/handoff.ts';
import { handoffsTried } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Rep } from '#shared/domain/team.ts';
import { SECOND_MS, after } from '#shared/domain/time.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { DestinationGateway } from '#shared/ports/destination-gateway.ts';
import type { HandoffDesk } from '#shared/ports/handoff-desk.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { OfferLinks } from '#shared/ports/offer-links.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';

/** The function's own limit and a little: after it, whoever had the lead in hands is surely gone. */
const IN_HANDS_MS = 25 * SECOND_MS;

/** Somebody may accept while we deliver; what was delivered must not be forgotten for it. */
const MAX_SAVE_TRIES = 8;

export interface HandOverDependencies {
  readonly desk: HandoffDesk;
  readonly leads: LeadRepository;
  readonly settings: SettingsReader;
  readonly gateway: DestinationGateway;
  readonly links: OfferLinks;
  readonly clock: Clock;
}

export interface Attempt {
  readonly handoff: Handoff;
  readonly result: HandoffOutcome;
  readonly durationMs: number;
}

export type HandedOver =
  | { readonly outcome: 'tried'; readonly lead: Lead; readonly attempts: readonly Attempt[] }
  | { readonly outcome: 'nothing-to-do'; readonly because: 'in-hands' | 'unknown' | 'nothing-due' };

/**
 * Tells every destination that is due about the lead and its owner, all at the same time.
 *
 * The lead is taken in hands first, so that the same message twice tells a rep once. What came of each
 * attempt is written at the end; if we die before that, the mark runs out and the attempt is made again,
 * which is why a destination that can be searched is searched before anything is created there.
 */
export async function handOverLead(leadId: string, dependencies: HandOverDependencies): Promise<HandedOver> {
  const { desk, clock } = dependencies;
  const now = clock.now();
  const taken = await desk.take(leadId, now, after(now, IN_HANDS_MS));
  if (taken.outcome !== 'taken') return { outcome: 'nothing-to-do', because: taken.outcome };

  const due = taken.lead.handoffs.filter(
    (handoff) => handoff.rep === taken.lead.owner && isDue(handoff, now),
  );
  if (due.length === 0) return { outcome: 'nothing-to-do', because: 'nothing-due' };
  const attempts = await deliverAll(taken.lead, due, dependencies);
  return { outcome: 'tried', attempts, lead: await save(taken.lead, attempts, dependencies) };
}

async function deliverAll(
  lead: Lead,
  due: readonly Handoff[],
  { settings, gateway, links, clock }: HandOverDependencies,
): Promise<readonly Attempt[]> {
  const [team, destinations] = [await settings.current('team'), await settings.current('destinations')];
  const offerUrl = await offerUrlFor(lead, destinations, links);
  return Promise.all(
    due.map(async (handoff) => {
      const startedAt = clock.now().getTime();
      const destination = destinations.destinations.find(({ id }) => id === handoff.destination);
      const rep = team.reps.find(({ id }) => id === handoff.rep);
      const result = await deliver({ lead, handoff, destination, rep, offerUrl }, gateway);
      return { handoff, result, durationMs: clock.now().getTime() - startedAt };
    }),
  );
}

interface Delivery {
  readonly lead: Lead;
  readonly handoff: Handoff;
  readonly destination: Destination | undefined;
  readonly rep: Rep | undefined;
  readonly offerUrl: string;
}

async function deliver(
  { lead, handoff, destination, rep, offerUrl }: Delivery,
  gateway: DestinationGateway,
): Promise<HandoffOutcome> {
  if (destination === undefined) return { outcome: 'rejected', reason: 'destination-removed' };
  if (rep === undefined) return { outcome: 'rejected', reason: 'rep-removed' };
  return gateway.deliver({ lead, handoff, rep, destination, offerUrl });
}

async function offerUrlFor(lead: Lead, { publicUrl }: Destinations, links: OfferLinks): Promise<string> {
  if (lead.offer?.state !== 'open') return '';
  return `${publicUrl}/o/${await links.tokenFor(lead.id, lead.offer.attempt)}`;
}

async function save(
  lead: Lead,
  attempts: readonly Attempt[],
  { leads, clock }: HandOverDependencies,
): Promise<Lead> {
  let current = lead;
  for (let tries = 0; tries < MAX_SAVE_TRIES; tries += 1) {
    const next = handoffsTried(current, attempts, clock.now());
    if ((await leads.save(next)) === 'saved') return next;
    const found = await leads.find(lead.id);
    if (found === undefined) return next;
    current = found;
  }
  throw new Error('the lead kept changing while its handoffs were to be written down');
}
