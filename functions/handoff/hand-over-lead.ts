import type { Destination, Destinations } from '#shared/domain/destination.ts';
import { isDue, isOfLead, type Handoff, type HandoffOutcome } from '#shared/domain/handoff.ts';
import type { Sentence } from '#shared/domain/language.ts';
import { handoffsTried } from '#shared/domain/lead-life.ts';
import { responseNoticeText } from '#shared/domain/response-notices.ts';
import type { Lead, Offer } from '#shared/domain/lead.ts';
import type { Rep } from '#shared/domain/team.ts';
import { SECOND_MS, after } from '#shared/domain/time.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { DestinationGateway } from '#shared/ports/destination-gateway.ts';
import type { HandoffDesk } from '#shared/ports/handoff-desk.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { OfferLinks } from '#shared/ports/offer-links.ts';
import type { SettingsReader } from '#shared/ports/settings.ts';
import { findNotice, isResponseNews, type Notices } from './find-notice.ts';

/** The function's own limit and a little: after it, whoever had the lead in hands is surely gone. */
const IN_HANDS_MS = 25 * SECOND_MS;

/** A second round must end before the function's limit: one attempt takes ten seconds at most. */
const SECOND_ROUND_WITHIN_MS = 8 * SECOND_MS;

/** Somebody may accept while we deliver; what was delivered must not be forgotten for it. */
const MAX_SAVE_TRIES = 8;

export interface HandOverDependencies extends Notices {
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
  | {
      readonly outcome: 'tried';
      readonly lead: Lead;
      readonly attempts: readonly Attempt[];
      /** Nobody else was made its owner meanwhile. */
      readonly isOurs: boolean;
    }
  | { readonly outcome: 'nothing-to-do'; readonly because: 'in-hands' | 'unknown' | 'nothing-due' };

/**
 * Tells every destination that is due about the lead and its owner, all at the same time.
 *
 * The lead is taken in hands first, so that the same message twice tells a rep once. What came of each
 * attempt is written at the end; if we die before that, the mark runs out and the attempt is made again,
 * which is why a destination that can be searched is searched before anything is created there.
 *
 * A destination hears of the lead before it hears what is new about it: a touch, what a later check has found. News
 * that comes while we have the lead in hands is told in a second round, for its own message has found nothing to take.
 */
export async function handOverLead(leadId: string, dependencies: HandOverDependencies): Promise<HandedOver> {
  const startedAt = dependencies.clock.now();
  const first = await handOverOnce(leadId, dependencies);
  const now = dependencies.clock.now();
  if (first.outcome !== 'tried' || !first.isOurs || findDue(first.lead, now).length === 0) return first;
  if (now.getTime() - startedAt.getTime() > SECOND_ROUND_WITHIN_MS) return first;

  const second = await handOverOnce(leadId, dependencies);
  return second.outcome === 'tried'
    ? { ...second, attempts: [...first.attempts, ...second.attempts] }
    : first;
}

async function handOverOnce(leadId: string, dependencies: HandOverDependencies): Promise<HandedOver> {
  const { desk, clock } = dependencies;
  const now = clock.now();
  const taken = await desk.take(leadId, now, after(now, IN_HANDS_MS));
  if (taken.outcome !== 'taken') return { outcome: 'nothing-to-do', because: taken.outcome };

  const due = findDue(taken.lead, now);
  if (due.length === 0) return { outcome: 'nothing-to-do', because: 'nothing-due' };
  const attempts = await deliverAll(taken.lead, due, dependencies);
  const lead = await save(taken.lead, attempts, dependencies);
  return { outcome: 'tried', attempts, lead, isOurs: isSameOffer(lead, taken.lead) };
}

/** What owner or asked are to be told now; news waits while the destination has not heard of the lead itself. */
function findDue(lead: Lead, now: Date): readonly Handoff[] {
  const due = lead.handoffs.filter(
    (handoff) =>
      (handoff.rep === lead.owner || askedBy(lead, handoff) !== undefined || isResponseNews(handoff)) &&
      isDue(handoff, now),
  );
  const first = due.filter(isOfLead);
  return due.filter(
    (one) => isOfLead(one) || !first.some(({ destination }) => destination === one.destination),
  );
}

/** An assignment takes the lead out of our hands; its new owner is told by a message of their own. */
function isSameOffer(one: Lead, other: Lead): boolean {
  return (
    one.owner === other.owner &&
    one.offer?.attempt === other.offer?.attempt &&
    one.assignment?.at === other.assignment?.at &&
    (one.openOffers === undefined) === (other.openOffers === undefined)
  );
}

/** The offer of a handoff to one of several who are asked at once. */
function askedBy({ openOffers }: Lead, { rep, offerAttempt }: Handoff): Offer | undefined {
  return openOffers?.find((offer) => offer.rep === rep && offer.attempt === offerAttempt);
}

async function deliverAll(
  lead: Lead,
  due: readonly Handoff[],
  dependencies: HandOverDependencies,
): Promise<readonly Attempt[]> {
  const { leads, settings, gateway, links, clock } = dependencies;
  const [team, destinations] = [await settings.current('team'), await settings.current('destinations')];
  const touches = await readTouches(due, leads);
  const notice = await findNotice(lead, due, dependencies);
  const told = await Promise.all(due.map((handoff) => asToldTo(lead, handoff, destinations, links)));
  return Promise.all(
    told.map(async ({ handoff, ...own }) => {
      const startedAt = clock.now().getTime();
      const destination = destinations.destinations.find(({ id }) => id === handoff.destination);
      const rep = team.reps.find(({ id }) => id === handoff.rep);
      const touch = touches.get(handoff.touch ?? '');
      const news = { touch, notice: responseNoticeText(handoff.notice) ?? notice };
      const result = await deliver({ handoff, destination, rep, news, ...own }, gateway);
      return { handoff, result, durationMs: clock.now().getTime() - startedAt };
    }),
  );
}

/** Read before anything is delivered: should the table fail, nothing that was told is forgotten for it. */
async function readTouches(
  due: readonly Handoff[],
  leads: LeadRepository,
): Promise<ReadonlyMap<string, Lead>> {
  const ids = new Set(due.flatMap(({ touch }) => touch ?? []));
  const found = await Promise.all([...ids].map((id) => leads.find(id)));
  return new Map(found.flatMap((lead) => (lead === undefined ? [] : [[lead.id, lead] as const])));
}

interface Delivery {
  readonly lead: Lead;
  readonly handoff: Handoff;
  readonly destination: Destination | undefined;
  readonly rep: Rep | undefined;
  readonly news: { readonly touch: Lead | undefined; readonly notice: Sentence | undefined };
  readonly offerUrl: string;
  readonly pageUrl: string;
}

async function deliver(
  { lead, handoff, destination, rep, news: { touch, notice }, offerUrl, pageUrl }: Delivery,
  gateway: DestinationGateway,
): Promise<HandoffOutcome> {
  if (destination === undefined) return { outcome: 'rejected', reason: 'destination-removed' };
  if (rep === undefined) return { outcome: 'rejected', reason: 'rep-removed' };
  const about = { lead, handoff, rep, destination, offerUrl };
  if (isOfLead(handoff)) return gateway.deliver(about);
  if (handoff.notice !== undefined && notice !== undefined)
    return gateway.deliver({ ...about, notice, pageUrl });
  if (touch === undefined || touch.erased !== undefined) return { outcome: 'rejected', reason: 'touch-gone' };
  return gateway.deliver({ ...about, touch, pageUrl });
}

/**
 * One of several who are asked hears of their own offer, as if it were the only one. Whoever has a link can answer the
 * offer in its rep's name, so that nobody else is sent it.
 */
async function asToldTo(
  lead: Lead,
  handoff: Handoff,
  { publicUrl }: Destinations,
  links: OfferLinks,
): Promise<Pick<Delivery, 'lead' | 'handoff' | 'offerUrl' | 'pageUrl'>> {
  const asked = askedBy(lead, handoff);
  const told = asked === undefined ? lead : { ...lead, owner: asked.rep, offer: asked };
  const { id, offer, owner } = told;
  if (offer === undefined || handoff.rep !== owner) return { lead: told, handoff, offerUrl: '', pageUrl: '' };
  const pageUrl = `${publicUrl}/o/${await links.tokenFor(id, offer.attempt)}`;
  return { lead: told, handoff, pageUrl, offerUrl: offer.state === 'open' ? pageUrl : '' };
}

async function save(
  lead: Lead,
  attempts: readonly Attempt[],
  { desk, leads, clock }: HandOverDependencies,
): Promise<Lead> {
  let current = lead;
  for (let tries = 0; tries < MAX_SAVE_TRIES; tries += 1) {
    const next = handoffsTried(current, attempts, clock.now());
    const saved = isSameOffer(current, lead) ? await desk.giveBack(next) : await leads.save(next);
    if (saved === 'saved') return next;
    const found = await leads.find(lead.id);
    if (found === undefined) return next;
    current = found;
  }
  throw new Error('the lead kept changing while its handoffs were to be written down');
}
