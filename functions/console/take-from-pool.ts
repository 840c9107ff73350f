import { placeOf } from '#shared/assignment/place-of.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { takenFromPool } from '#shared/domain/offer-life.ts';
import { responseDueFor } from '#shared/domain/response-clock.ts';
import type { Rep, Team } from '#shared/domain/team.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { rememberOwner } from './accept-offer.ts';
import type { AnswerDependencies } from './offer-result.ts';
import { wake } from './wake.ts';

/** Each lost race means that somebody else made progress with the lead; so many in a row do not happen. */
const MAX_ATTEMPTS = 12;

export type Taken =
  | { readonly outcome: 'taken'; readonly lead: Lead }
  /** Somebody was faster, or it has been given out by the turn. */
  | { readonly outcome: 'gone' | 'you-are-full' };

/** A rep takes a lead that lies in one of their pools, with a place in their load in the same transaction. */
export async function takeFromPool(
  leadId: string,
  rep: Rep,
  team: Team,
  dependencies: AnswerDependencies,
): Promise<Taken> {
  const pools = poolsOf(rep, team);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const lead = await dependencies.leads.find(leadId);
    if (lead?.sharedPool === undefined || lead.status !== 'waiting' || !pools.includes(lead.sharedPool))
      return { outcome: 'gone' };
    const result = await take(lead, rep, team, dependencies);
    if (result !== undefined) return result;
    await dependencies.pause(attempt);
  }
  throw new Error(`lead ${leadId} kept changing`);
}

/** The pools whose leads the rep may take. */
export function poolsOf(rep: Rep, { pools }: Team): readonly string[] {
  return pools
    .filter(({ strategy, members }) => strategy === 'pull' && members.some((one) => one.rep === rep.id))
    .map(({ id }) => id);
}

async function take(
  lead: Lead,
  rep: Rep,
  team: Team,
  dependencies: AnswerDependencies,
): Promise<Taken | undefined> {
  const now = dependencies.clock.now();
  const { destinations } = await dependencies.settings.current('destinations');
  const responseDue = responseDueFor(team, rep, lead, now);
  const taken = takenFromPool(lead, rep.id, now, {
    destinations: destinations.map(({ id }) => id),
    ...(responseDue === undefined ? {} : { responseDue }),
  });
  const written = await dependencies.book.commit({ lead: taken, take: placeOf(rep, lead, now) });
  if (written === 'outdated') return undefined;
  if (written === 'full') return { outcome: 'you-are-full' };
  dependencies.meter.count(MetricNames.LeadAccepted);
  await rememberOwner(taken, dependencies);
  await wake('handoffs', taken.id, 'taken-from-pool', dependencies);
  return { outcome: 'taken', lead: taken };
}
