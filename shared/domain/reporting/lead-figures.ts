import type { Lead } from '../lead.ts';
import { SECOND_MS } from '../time.ts';
import { bucketOf } from './duration-buckets.ts';
import { figure, type Figure } from './figure.ts';
import { campOf, repFiguresOf, shortReason } from './rep-figures.ts';

/** The stages a lead passes, in order. Whoever has reached one counts as having passed those before. */
export const STAGES = [
  'received',
  'qualified',
  'assigned',
  'delivered',
  'accepted',
  'responded',
  'won',
] as const;

export type Stage = (typeof STAGES)[number];

/** Stages whose moment is kept, in milliseconds since the lead was received. */
export const TIMED_STAGES = ['qualified', 'assigned', 'delivered', 'accepted', 'responded'] as const;

/** The promise to reps: told within ten seconds. */
export const TOLD_WITHIN_MS = 10 * SECOND_MS;

/** What a judgement made of a lead; `unjudged` while nobody has said. Every lead is exactly one of them. */
export const OUTCOMES = ['qualified', 'rejected', 'duplicate', 'unjudged'] as const;

/** Ways in which a client was kept waiting. */
export const FORGOTTEN_KINDS = [
  'overdue',
  'supervisor-told',
  'taken-over',
  'never-reached',
  'escalated',
  'stood-still',
] as const;

/** A campaign's name comes out of an address that anybody can write. */
const MAX_CAMPAIGN_CHARACTERS = 60;

/**
 * Everything a lead is counted as, each figure once: all reports are sums of these.
 *
 * They hold nothing of a person, so erasing one leaves them as they are, and they follow from the lead alone, so a
 * number in a report can always be turned back into its leads.
 */
export function figuresOf(lead: Lead): readonly Figure[] {
  return [...new Set([...qualityOf(lead), ...flowOf(lead), ...repFiguresOf(lead)])];
}

/** Where a lead comes from, besides its source: `utm_source:utm_campaign`, or the number that was called. */
export function campaignOf({ attribution, call }: Pick<Lead, 'attribution' | 'call'>): string {
  const { utm_source: source = '', utm_campaign: campaign = '' } = attribution;
  const named = campaign === '' ? source : `${source}:${campaign}`;
  return (named === '' ? (call?.trackingNumber ?? '') : named).slice(0, MAX_CAMPAIGN_CHARACTERS);
}

export function outcomeOf({ status, verdict }: Lead): (typeof OUTCOMES)[number] {
  if (status === 'rejected' || status === 'duplicate') return status;
  return verdict?.outcome === 'qualified' ? 'qualified' : 'unjudged';
}

function qualityOf(lead: Lead): readonly Figure[] {
  const { source, score, timings, status } = lead;
  const place = [source, campaignOf(lead)];
  const outcome = outcomeOf(lead);
  const [reason = 'unknown', ...others] = lead.verdict?.reasons ?? [];
  const rejected = outcome === 'rejected';
  return [
    figure('leads', ...place, outcome),
    ...(outcome === 'qualified' && score !== undefined ? [figure('grade', ...place, score.grade)] : []),
    ...(timings.acceptedMs === undefined ? [] : [figure('result', ...place, 'accepted')]),
    ...(status === 'won' || status === 'lost' ? [figure('result', ...place, status)] : []),
    ...(rejected ? [figure('reason', reason, source)] : []),
    ...(lead.rating === undefined ? [] : [figure('rating', source, campOf(lead.rating))]),
    ...(rejected ? others.map((code) => figure('also', code, source)) : []),
  ];
}

function flowOf(lead: Lead): readonly Figure[] {
  const { timings } = lead;
  const took = { ...timings, respondedMs: timings.firstResponseMs };
  const reached = STAGES.indexOf(stageOf(lead));
  const left = whereItStands(lead);
  return [
    ...STAGES.slice(0, reached + 1).map((stage) => figure('stage', stage)),
    ...(left === undefined ? [] : [figure('left', stageOf(lead), left.as, left.because)]),
    ...TIMED_STAGES.flatMap((stage) => {
      const ms = took[`${stage}Ms`];
      return ms === undefined ? [] : [figure('took', stage, String(bucketOf(ms)))];
    }),
    ...(timings.deliveredMs !== undefined && timings.deliveredMs <= TOLD_WITHIN_MS
      ? [figure('in-time')]
      : []),
    ...forgottenAs(lead).map((kind) => figure('forgotten', kind)),
  ];
}

/** The furthest stage the lead has reached. */
function stageOf({ status, timings, verdict, firstResponse }: Lead): Stage {
  if (status === 'won') return 'won';
  if (firstResponse !== undefined) return 'responded';
  if (timings.acceptedMs !== undefined) return 'accepted';
  if (timings.deliveredMs !== undefined) return 'delivered';
  if (timings.assignedMs !== undefined) return 'assigned';
  return status !== 'rejected' && status !== 'duplicate' && verdict?.outcome === 'qualified'
    ? 'qualified'
    : 'received';
}

/** Why the lead went no further: `gone` for good, or still `open`. A lead that was won did go on. */
function whereItStands(lead: Lead): { readonly as: 'gone' | 'open'; readonly because: string } | undefined {
  switch (lead.status) {
    case 'won':
      return undefined;
    case 'rejected':
      return { as: 'gone', because: lead.verdict?.reasons[0] ?? 'unknown' };
    case 'lost':
      return { as: 'gone', because: `lost:${shortReason(lead.lostBecause)}` };
    case 'duplicate':
      return { as: 'gone', because: 'duplicate' };
    case 'waiting':
      return { as: 'open', because: lead.waiting ?? 'waiting' };
    case 'received':
    case 'qualified':
    case 'offered':
    case 'accepted':
    case 'escalated':
      return { as: 'open', because: lead.status };
  }
}

function forgottenAs({ timeline, firstResponse, status }: Lead): readonly string[] {
  const happened = (event: string) => timeline.some((entry) => entry.event === event);
  const overdue = happened('response.reminded');
  const open = status !== 'won' && status !== 'lost' && status !== 'rejected';
  return [
    ...(overdue ? ['overdue'] : []),
    ...(happened('response.supervisor-told') ? ['supervisor-told'] : []),
    ...(happened('response.taken-over') ? ['taken-over'] : []),
    ...(overdue && open && firstResponse === undefined ? ['never-reached'] : []),
    ...(happened('lead.escalated') ? ['escalated'] : []),
    ...(happened('lead.swept') ? ['stood-still'] : []),
  ];
}
