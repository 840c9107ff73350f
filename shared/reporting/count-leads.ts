import { figuresOf } from '#shared/domain/reporting/lead-figures.ts';
import { WORD_TERM, nameWordsOf, searchTermsOf } from '#shared/domain/reporting/search-terms.ts';
import {
  FACETS,
  campaignsOf,
  facetOf,
  recounted,
  withinCampaigns,
  type Facet,
} from '#shared/domain/reporting/tally.ts';
import { zonedMoment } from '#shared/domain/time-zone.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { SECOND_MS, after } from '#shared/domain/time.ts';
import type { Clock } from '#shared/ports/clock.ts';
import {
  MAX_LEADS_IN_RECOUNT,
  type ChangedLead,
  type Counted,
  type DayTally,
  type Recount,
  type ReportBook,
} from '#shared/ports/report-book.ts';

/** A lead in its first seconds is written by several functions at once; counting it then would only be in their way. */
const SETTLES_MS = 5 * SECOND_MS;

/** Days that one recount touches, at most: each brings three tallies into its transaction. */
const MAX_DAYS = 5;

/** So often a recount may lose against a change of one of its leads; each time it takes fewer of them. */
const MAX_LOST = 5;

export interface CountingDependencies {
  readonly reports: ReportBook;
  /** Hashes what must not stand in a key. */
  readonly terms: { hash(kind: string, value: string): Promise<string> };
  readonly clock: Clock;
}

export interface CountingBounds {
  /** Whose calendar says on which day a lead arrived. */
  readonly timeZone: string;
  /** Nothing is begun after this moment. */
  readonly until: Date;
}

/** `behind`: there was more than time allowed. */
export interface CountedLeads {
  readonly counted: number;
  readonly behind: boolean;
}

/**
 * Counts the leads that have changed since they were counted, in the figures of all reports, and makes them findable.
 *
 * Each lead's figures of before are taken out and those of now put in, in one transaction with the mark that it is
 * counted: whoever counts the same lead at the same time, or dies over it, leaves every sum as the leads have it.
 */
export async function countLeads(
  { timeZone, until }: CountingBounds,
  dependencies: CountingDependencies,
): Promise<CountedLeads> {
  const { reports, clock } = dependencies;
  let counted = 0;
  for (let lost = 0; lost < MAX_LOST;) {
    const now = clock.now();
    if (now >= until) return { counted, behind: true };
    const size = Math.max(1, Math.floor(MAX_LEADS_IN_RECOUNT / 2 ** lost));
    const changed = await reports.changed(after(now, -SETTLES_MS), size);
    if (changed.length === 0) return { counted, behind: false };
    const recount = await toRecount(fewDays(changed, timeZone), timeZone, dependencies);
    if ((await reports.count(recount)) === 'counted') {
      counted += recount.leads.length;
      lost = 0;
    } else lost += 1;
  }
  return { counted, behind: true };
}

async function toRecount(
  changed: readonly ChangedLead[],
  timeZone: string,
  { reports, terms }: CountingDependencies,
): Promise<Recount> {
  const days = [...new Set(changed.map((one) => dayOf(one, timeZone)))];
  const read = await reports.read(days.flatMap((day) => FACETS.map((facet) => ({ facet, day }))));
  const tallies = new Map(read.map((tally) => [placeOf(tally), tally]));
  const leads: Recount['leads'][number][] = [];
  for (const { lead, counted: before } of changed) {
    const day = dayOf({ lead, counted: before }, timeZone);
    const campaigns = campaignsOf(tallies.get(placeOf({ facet: 'quality', day }))?.tally ?? {});
    const figures = withinCampaigns(figuresOf(lead), campaigns);
    const now: Counted = { day, figures, terms: await termsOf(lead, terms) };
    for (const facet of FACETS) recountFacet(tallies, { facet, day }, before, now);
    leads.push({ lead, now, ...(before === undefined ? {} : { before }) });
  }
  const readOf = new Map(read.map((tally) => [placeOf(tally), tally]));
  return { leads, tallies: [...tallies.values()].filter((tally) => readOf.get(placeOf(tally)) !== tally) };
}

function recountFacet(
  tallies: Map<string, DayTally>,
  place: { readonly facet: Facet; readonly day: string },
  before: Counted | undefined,
  now: Counted,
): void {
  const known = tallies.get(placeOf(place));
  const ofFacet = (figures: readonly string[] = []) => figures.filter((one) => facetOf(one) === place.facet);
  const [out, into] = [ofFacet(before?.figures), ofFacet(now.figures)];
  if (known === undefined || out.join() === into.join()) return;
  tallies.set(placeOf(place), { ...known, tally: recounted(known.tally, out, into) });
}

/** Once counted, a lead stays on its day, whatever zone the company moves to. */
function dayOf({ lead, counted }: ChangedLead, timeZone: string): string {
  return counted?.day ?? zonedMoment(timeZone, Date.parse(lead.receivedAt)).date;
}

function fewDays(changed: readonly ChangedLead[], timeZone: string): readonly ChangedLead[] {
  const days = new Set<string>();
  return changed.filter((one) => {
    const day = dayOf(one, timeZone);
    if (days.size < MAX_DAYS) days.add(day);
    return days.has(day);
  });
}

/** Under what a lead is found: keyed hashes of what belongs to a person, and the words of its company's name. */
export async function termsOf(lead: Lead, terms: CountingDependencies['terms']): Promise<readonly string[]> {
  const hashes = searchTermsOf(lead).map(({ kind, value }) => terms.hash(`find-${kind}`, value));
  return [...(await Promise.all(hashes)), ...nameWordsOf(lead).map((word) => `${WORD_TERM}${word}`)];
}

function placeOf({ facet, day }: { readonly facet: Facet; readonly day: string }): string {
  return `${facet}#${day}`;
}
