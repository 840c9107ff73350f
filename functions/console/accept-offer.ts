import { placeOf } from '#shared/assignment/place-of.ts';
import { tellsReps } from '#shared/domain/destination.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { accepted, type Acceptance } from '#shared/domain/offer-life.ts';
import { responseDueFor } from '#shared/domain/response-clock.ts';
import type { Rep } from '#shared/domain/team.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import type { AnswerDependencies, OfferResult } from './offer-result.ts';
import type { OpenStanding } from './offer-standing.ts';
import { wake } from './wake.ts';

/**
 * Makes the lead the rep's: from now on the client's clock runs.
 *
 * One of several who were asked takes their place in the same transaction, and is refused when they have none left.
 * Undefined when somebody else has changed the lead since it was read.
 */
export async function acceptOffer(
  lead: Lead,
  { offer }: OpenStanding,
  dependencies: AnswerDependencies,
): Promise<OfferResult | undefined> {
  const team = await dependencies.settings.current('team');
  const rep = team.reps.find(({ id }) => id === offer.rep);
  const now = dependencies.clock.now();
  const responseDue = rep && responseDueFor(team, rep, lead, now);
  const due = responseDue === undefined ? {} : { responseDue };
  if (lead.openOffers === undefined) {
    const taken = accepted(lead, now, due);
    if ((await dependencies.leads.save(taken)) === 'outdated') return undefined;
    return settled(taken, dependencies);
  }
  if (rep === undefined) return { outcome: 'withdrawn', lead };
  const acceptance = { ...due, attempt: offer.attempt, destinations: await untold(dependencies) };
  return acceptOneOfSeveral(lead, rep, acceptance, dependencies);
}

async function acceptOneOfSeveral(
  lead: Lead,
  rep: Rep,
  acceptance: Acceptance,
  dependencies: AnswerDependencies,
): Promise<OfferResult | undefined> {
  const now = dependencies.clock.now();
  const taken = accepted(lead, now, acceptance);
  const written = await dependencies.book.commit({ lead: taken, take: placeOf(rep, lead, now) });
  if (written === 'outdated') return undefined;
  if (written === 'full') return { outcome: 'you-are-full', lead };
  return settled(taken, dependencies);
}

/** Systems that show a lead with its owner have not heard of one that had none. */
async function untold({ settings }: AnswerDependencies): Promise<readonly string[]> {
  const { destinations } = await settings.current('destinations');
  return destinations.filter((destination) => !tellsReps(destination)).map(({ id }) => id);
}

async function settled(taken: Lead, dependencies: AnswerDependencies): Promise<OfferResult> {
  dependencies.meter.count(MetricNames.LeadAccepted);
  await rememberOwner(taken, dependencies);
  const isUntold = taken.handoffs.some(({ outcome }) => outcome === 'pending');
  if (isUntold) await wake('handoffs', taken.id, 'accepted', dependencies);
  return { outcome: 'accepted', lead: taken };
}

/** Whose client it is from now on. Not known, the next lead goes by the turn: no reason to lose this one. */
export async function rememberOwner(
  lead: Lead,
  { owners, clock, log }: Pick<AnswerDependencies, 'owners' | 'clock' | 'log'>,
): Promise<void> {
  if (owners === undefined || lead.owner === undefined) return;
  const owner = { rep: lead.owner, leadId: lead.id, at: clock.now().toISOString() };
  await owners.remember(lead, owner).catch(() => log.error('owner.not-remembered', { leadId: lead.id }));
}
