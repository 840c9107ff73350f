import { offerEnded } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { acceptOffer } from './accept-offer.ts';
import type { AnswerDependencies, OfferAnswer, OfferResult } from './offer-result.ts';
import { standingOf, type OpenStanding } from './offer-standing.ts';
import { wake } from './wake.ts';

/** Each lost race means that somebody else made progress with the lead; so many in a row do not happen. */
const MAX_ATTEMPTS = 12;

/**
 * Does what the rep answered, once.
 *
 * The answer counts only against the offer as it stands when it is written: whoever changed the lead
 * in between makes us read it again, so an offer that has just expired cannot be accepted, and of several
 * who accept at once one has the lead and the others are told whose it is not.
 */
export async function answerOffer(
  answer: OfferAnswer,
  dependencies: AnswerDependencies,
): Promise<OfferResult> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const lead = await dependencies.leads.find(answer.leadId);
    const now = dependencies.clock.now();
    const stands = lead && standingOf(lead, answer.offerAttempt, now);
    if (lead === undefined || stands === undefined) return { outcome: 'unknown' };
    if (stands.standing !== 'open') return { outcome: stands.standing, lead };
    if (answer.answer === 'decline' && !stands.canDecline) return { outcome: 'last-in-line', lead };
    const result = await write(answer, lead, stands, dependencies);
    if (result !== undefined) return result;
    await dependencies.pause(attempt);
  }
  throw new Error(`lead ${answer.leadId} kept changing`);
}

/** Undefined when somebody else has changed the lead since it was read. */
async function write(
  { answer, reason }: OfferAnswer,
  lead: Lead,
  stands: OpenStanding,
  dependencies: AnswerDependencies,
): Promise<OfferResult | undefined> {
  return answer === 'accept'
    ? acceptOffer(lead, stands, dependencies)
    : decline(lead, stands, reason, dependencies);
}

/** The last one to decline sends the lead on; before that it stays with the others who were asked. */
async function decline(
  lead: Lead,
  { offer }: OpenStanding,
  reason: string | undefined,
  dependencies: AnswerDependencies,
): Promise<OfferResult | undefined> {
  const freed = offerEnded(lead, 'declined', reason, dependencies.clock.now(), offer.attempt);
  if (freed.openOffers !== undefined) {
    if ((await dependencies.leads.save(freed)) === 'outdated') return undefined;
    return { outcome: 'declined', lead: freed };
  }
  const release = lead.owner === undefined ? {} : { release: { rep: lead.owner, source: lead.source } };
  if ((await dependencies.book.commit({ lead: freed, ...release })) !== 'done') return undefined;
  await wake('assignments', freed.id, 'declined', dependencies);
  return { outcome: 'declined', lead: freed };
}
