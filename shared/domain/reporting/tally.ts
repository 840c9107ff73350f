import { figure, segmentsOf, type Figure, type Tally } from './figure.ts';

/** Tallies are kept in parts, because no report needs all of them: where leads come from, how they move, who has them. */
export const FACETS = ['quality', 'flow', 'reps'] as const;

export type Facet = (typeof FACETS)[number];

const FACET_OF: Readonly<Record<string, Facet>> = {
  leads: 'quality',
  grade: 'quality',
  result: 'quality',
  reason: 'quality',
  also: 'quality',
  rating: 'quality',
  stage: 'flow',
  left: 'flow',
  took: 'flow',
  'in-time': 'flow',
  forgotten: 'flow',
  rep: 'reps',
  'rep-took': 'reps',
  declined: 'reps',
  lost: 'reps',
  share: 'reps',
  'rep-rating': 'reps',
};

/** Anybody can invent campaigns in an address. Those beyond so many a day are counted together. */
export const MAX_CAMPAIGNS_A_DAY = 400;

/** What those are counted as; it is nobody's campaign, since parentheses around a name are none of ours. */
export const OTHER_CAMPAIGNS = '(other)';

const BY_CAMPAIGN = new Set(['leads', 'grade', 'result']);

export function facetOf(one: Figure): Facet {
  const facet = FACET_OF[one.split('/', 1)[0] ?? ''];
  if (facet === undefined) throw new Error(`no report counts ${one}`);
  return facet;
}

/** The tally with one lead counted otherwise than before. */
export function recounted(tally: Tally, before: readonly Figure[], now: readonly Figure[]): Tally {
  const counts = new Map(Object.entries(tally));
  for (const one of before) add(counts, one, -1);
  for (const one of now) add(counts, one, 1);
  return Object.fromEntries(counts);
}

export function sumOfTallies(tallies: Iterable<Tally>): Tally {
  const counts = new Map<Figure, number>();
  for (const tally of tallies) for (const [one, count] of Object.entries(tally)) add(counts, one, count);
  return Object.fromEntries(counts);
}

/** The figures as they are counted on a day: a campaign more than there may be is one of the others. */
export function withinCampaigns(figures: readonly Figure[], known: ReadonlySet<string>): readonly Figure[] {
  return figures.map((one) => {
    const [kind = '', source = '', campaign = '', ...rest] = segmentsOf(one);
    if (!BY_CAMPAIGN.has(kind) || known.has(campaign) || known.size < MAX_CAMPAIGNS_A_DAY) return one;
    return figure(kind, source, OTHER_CAMPAIGNS, ...rest);
  });
}

export function campaignsOf(tally: Tally): Set<string> {
  const campaigns = Object.keys(tally).map(segmentsOf);
  return new Set(campaigns.flatMap(([kind, , campaign = '']) => (kind === 'leads' ? [campaign] : [])));
}

function add(counts: Map<Figure, number>, one: Figure, count: number): void {
  const sum = (counts.get(one) ?? 0) + count;
  if (sum === 0) counts.delete(one);
  else counts.set(one, sum);
}
