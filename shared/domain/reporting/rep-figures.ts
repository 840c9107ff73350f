import type { Lead, Offer, Rating } from '../lead.ts';
import { elapsedMs } from '../time.ts';
import { bucketOf } from './duration-buckets.ts';
import { figure, type Figure } from './figure.ts';

/** What is counted for each rep about the leads that were put before them. */
export const REP_COUNTS = [
  'offered',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'open',
  'responded',
  'forgotten',
  'won',
  'lost',
] as const;

/** What a lead counts as for the reps it was put before. */
export function repFiguresOf(lead: Lead): readonly Figure[] {
  return [...offersOf(lead), ...ownerFiguresOf(lead), ...shareOf(lead)];
}

function offersOf(lead: Lead): readonly Figure[] {
  const offers = [
    ...(lead.offer === undefined ? [] : [lead.offer]),
    ...(lead.openOffers ?? []),
    ...lead.formerOffers,
  ];
  return offers.flatMap((offer) => [
    figure('rep', offer.rep, 'offered'),
    figure('rep', offer.rep, offer.state),
    ...(offer.state === 'declined' ? [figure('declined', offer.rep, shortReason(offer.because))] : []),
  ]);
}

/** Times are counted from the moment the rep was asked: what came before is none of their doing. */
function ownerFiguresOf(lead: Lead): readonly Figure[] {
  const { owner, offer, status, firstResponse } = lead;
  const reminded = lead.timeline.filter(({ event }) => event === 'response.reminded');
  const forgotten = reminded.flatMap(({ because: rep }) =>
    rep === undefined ? [] : [figure('rep', rep, 'forgotten')],
  );
  if (owner === undefined || offer === undefined) return forgotten;
  const ended = status === 'won' || status === 'lost';
  return [
    ...forgotten,
    ...tookToAccept(lead, offer),
    ...(firstResponse === undefined
      ? []
      : [
          figure('rep', owner, 'responded'),
          figure('rep-took', owner, 'responded', bucketText(elapsedMs(offer.offeredAt, firstResponse.at))),
        ]),
    ...(lead.rating === undefined ? [] : [figure('rep-rating', owner, campOf(lead.rating))]),
    ...(ended ? [figure('rep', owner, status)] : []),
    ...(status === 'lost' ? [figure('lost', owner, shortReason(lead.lostBecause))] : []),
  ];
}

function tookToAccept(lead: Lead, offer: Offer): readonly Figure[] {
  const ms = offer.state === 'accepted' ? acceptedAfterMs(lead, offer) : undefined;
  return ms === undefined ? [] : [figure('rep-took', offer.rep, 'accepted', bucketText(ms))];
}

/** Which rep of a pool got it, and by which rule: only the turn is to be fair. */
function shareOf({ assignment, owner }: Lead): readonly Figure[] {
  if (assignment === undefined || owner === undefined) return [];
  return [figure('share', assignment.pool, owner, assignment.because)];
}

function bucketText(ms: number): string {
  return String(bucketOf(ms));
}

/** Into which camp a rating puts a client, by the net promoter score's own bounds. */
export const CAMPS = ['promoter', 'passive', 'detractor'] as const;

export function campOf({ score }: Rating): (typeof CAMPS)[number] {
  if (score >= 9) return 'promoter';
  return score >= 7 ? 'passive' : 'detractor';
}

/** A reason as it can be counted: its code, or the beginning of what somebody wrote. */
export function shortReason(text: string | undefined): string {
  if (text === undefined || text === '') return 'unknown';
  return text.startsWith('other') ? 'other' : text.slice(0, 40);
}

/** When an offer's rep accepted, after it was put before them. */
function acceptedAfterMs(lead: Lead, { offeredAt }: Offer): number | undefined {
  const { acceptedMs } = lead.timings;
  return acceptedMs === undefined ? undefined : acceptedMs - elapsedMs(lead.receivedAt, offeredAt);
}
