import { accepted, offerEnded } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { standingOf, type OfferStanding } from './offer-standing.ts';
import { wake } from './wake.ts';

/** Each lost race means that somebody else made progress with the lead; five in a row do not happen. */
const MAX_ATTEMPTS = 5;

export interface OfferAnswer {
  readonly leadId: string;
  readonly offerAttempt: number;
  readonly answer: 'accept' | 'decline';
  /** A stable code, or a code and the rep's own words: `other: the client asked for somebody else`. */
  readonly reason?: string;
}

export type OfferResult =
  | { readonly outcome: 'accepted' | 'declined'; readonly lead: Lead }
  | { readonly outcome: Exclude<OfferStanding['standing'], 'open'> | 'last-in-line'; readonly lead: Lead }
  | { readonly outcome: 'unknown' };

type Dependencies = Pick<
  ConsoleDependencies,
  'leads' | 'book' | 'assignments' | 'handoffs' | 'clock' | 'pause' | 'log'
>;

/**
 * Does what the rep answered, once.
 *
 * The answer counts only against the offer as it stands when it is written: whoever changed the lead
 * in between makes us read it again, so an offer that has just expired cannot be accepted.
 */
export async function answerOffer(answer: OfferAnswer, dependencies: Dependencies): Promise<OfferResult> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const lead = await dependencies.leads.find(answer.leadId);
    const now = dependencies.clock.now();
    const stands = lead && standingOf(lead, answer.offerAttempt, now);
    if (lead === undefined || stands === undefined) return { outcome: 'unknown' };
    if (stands.standing !== 'open') return { outcome: stands.standing, lead };
    if (answer.answer === 'decline' && !stands.canDecline) return { outcome: 'last-in-line', lead };
    const result = await write(answer, lead, now, dependencies);
    if (result !== undefined) return result;
    await dependencies.pause(attempt);
  }
  throw new Error(`lead ${answer.leadId} kept changing`);
}

/** Undefined when somebody else has changed the lead since it was read. */
async function write(
  answer: OfferAnswer,
  lead: Lead,
  now: Date,
  dependencies: Dependencies,
): Promise<OfferResult | undefined> {
  if (answer.answer === 'accept') return accept(lead, now, dependencies);
  return decline(lead, answer.reason, now, dependencies);
}

async function accept(lead: Lead, now: Date, dependencies: Dependencies): Promise<OfferResult | undefined> {
  const taken = accepted(lead, now);
  if ((await dependencies.leads.save(taken)) === 'outdated') return undefined;
  const isUntold = taken.handoffs.some(({ outcome }) => outcome === 'pending');
  if (isUntold) await wake('handoffs', taken.id, 'accepted', dependencies);
  return { outcome: 'accepted', lead: taken };
}

async function decline(
  lead: Lead,
  reason: string | undefined,
  now: Date,
  dependencies: Dependencies,
): Promise<OfferResult | undefined> {
  const freed = offerEnded(lead, 'declined', reason, now);
  const release = lead.owner === undefined ? {} : { release: { rep: lead.owner } };
  if ((await dependencies.book.commit({ lead: freed, ...release })) !== 'done') return undefined;
  await wake('assignments', freed.id, 'declined', dependencies);
  return { outcome: 'declined', lead: freed };
}
