import { isEnded, isOwned } from '#shared/domain/lead-life.ts';
import type { Lead, Offer } from '#shared/domain/lead.ts';
import type { Team } from '#shared/domain/team.ts';

const A_LEAD = 1_000_000;

/** No rule keeps every credit within one lead while reps come and go; this is further than any simulated lead came. */
const FURTHEST_CREDIT = 1.5 * A_LEAD;

/** P3: one owner or none, at most one offer open unless several are asked at once, nobody asked twice. */
export function faultsOfLead(lead: Lead): readonly string[] {
  const { id, status, owner, offer, openOffers = [], formerOffers } = lead;
  const hasOwner = owner !== undefined;
  const mustHaveOwner = (status === 'offered' && openOffers.length === 0) || status === 'accepted';
  const mayHaveNone = status === 'received' || status === 'qualified' || status === 'waiting';
  return [
    ...(mustHaveOwner && !hasOwner ? [`${id} is ${status} and nobody's`] : []),
    ...(mayHaveNone && hasOwner ? [`${id} is ${status} and ${owner}'s`] : []),
    ...(openOffers.length > 0 && (hasOwner || offer !== undefined) ? [`${id} is offered and owned`] : []),
    ...(hasOwner && isOwned(lead) && offer?.rep !== owner ? [`${id} is not its offer's rep's`] : []),
    ...(formerOffers.some(({ state }) => state === 'open') ? [`${id} has a former offer that is open`] : []),
    ...(areApart(offersOf(lead)) ? [] : [`${id} has two offers of one number`]),
  ];
}

function areApart(offers: readonly Offer[]): boolean {
  return new Set(offers.map(({ attempt }) => attempt)).size === offers.length;
}

export function offersOf({ offer, openOffers = [], formerOffers }: Lead): readonly Offer[] {
  return [...formerOffers, ...openOffers, ...(offer === undefined ? [] : [offer])];
}

/** P3: each load is what is open, and nobody but the supervisor has more than their capacity. */
export function faultsOfLoads(
  leads: readonly Lead[],
  loads: Readonly<Record<string, { readonly open: number }>>,
  team: Team,
): readonly string[] {
  return team.reps.flatMap(({ id, capacity }) => {
    const open = leads.filter((lead) => isOwned(lead) && lead.owner === id).length;
    const counted = loads[id]?.open ?? 0;
    return [
      ...(counted === open ? [] : [`${id} has ${open} open and ${counted} counted`]),
      ...(open > capacity && id !== team.supervisor ? [`${id} has ${open} of ${capacity}`] : []),
    ];
  });
}

/** P4: the turn gives nobody more than is taken from others, and nobody gets far from their share. */
export function faultsOfTurn(credits: Readonly<Record<string, number>>): readonly string[] {
  const sum = Object.values(credits).reduce((whole, credit) => whole + credit, 0);
  const far = Object.entries(credits).filter(([, credit]) => Math.abs(credit) > FURTHEST_CREDIT);
  return [
    ...(sum === 0 ? [] : [`credits sum to ${sum}`]),
    ...far.map(([rep, credit]) => `${rep} is ${credit / A_LEAD} leads from their share`),
  ];
}

/** P1: when all is quiet, every lead is owned, rejected, a duplicate, or waits with a reason and a time. */
export function faultsWhenQuiet(lead: Lead): readonly string[] {
  const { id, status, waiting, nextActionAt, openOffers = [] } = lead;
  const waits = waiting !== undefined && nextActionAt !== undefined;
  const isAsked = openOffers.length > 0 && nextActionAt !== undefined;
  const places = [
    isOwned(lead),
    isEnded(lead),
    status === 'waiting' && waits,
    status === 'offered' && isAsked,
  ].filter((is) => is);
  return places.length === 1 ? [] : [`${id} is ${status} when all is quiet`];
}
