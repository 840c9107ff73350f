import { Counts } from '#shared/domain/reporting/counts.ts';
import { ANY, type Tally } from '#shared/domain/reporting/figure.ts';
import { OUTCOMES } from '#shared/domain/reporting/lead-figures.ts';
import { forgottenTables, lossTables, speedTables } from '#shared/domain/reporting/flow-reports.ts';
import { qualityTables, reasonTables } from '#shared/domain/reporting/quality-report.ts';
import { ratingTables } from '#shared/domain/reporting/rating-report.ts';
import { fairnessTables, repTables } from '#shared/domain/reporting/rep-reports.ts';
import { beside, type ReportTable } from '#shared/domain/reporting/report.ts';
import { sumOfTallies, type Facet } from '#shared/domain/reporting/tally.ts';
import { datesOf, periodBefore, type Period } from '#shared/domain/reporting/period.ts';
import type { Pool } from '#shared/domain/team.ts';
import type { DayTally, ReportBook } from '#shared/ports/report-book.ts';

type Tallies = Readonly<Record<Facet, Tally>>;

interface Recipe {
  readonly facets: readonly Facet[];
  readonly tables: (tallies: Tallies, pools: readonly Pool[]) => readonly ReportTable[];
}

const RECIPES = {
  quality: { facets: ['quality'], tables: ({ quality }) => qualityTables(quality) },
  reasons: { facets: ['quality'], tables: ({ quality }) => reasonTables(quality) },
  speed: { facets: ['flow', 'reps'], tables: ({ flow, reps }) => speedTables(flow, reps) },
  forgotten: { facets: ['flow', 'reps'], tables: ({ flow, reps }) => forgottenTables(flow, reps) },
  losses: { facets: ['flow', 'reps'], tables: ({ flow, reps }) => lossTables(flow, reps) },
  fairness: { facets: ['reps'], tables: ({ reps }, pools) => fairnessTables(reps, pools) },
  ratings: {
    facets: ['quality', 'reps'],
    tables: ({ quality, reps }) => ratingTables(quality, reps),
  },
  reps: { facets: ['reps'], tables: ({ reps }) => repTables(reps) },
} as const satisfies Readonly<Record<string, Recipe>>;

/** Reports on where leads come from show them day by day. */
const DAILY: ReadonlySet<string> = new Set(['quality', 'reasons']);

export type ReportName = keyof typeof RECIPES;

export const REPORTS = Object.keys(RECIPES) as readonly ReportName[];

export function isReportName(text: string): text is ReportName {
  return text in RECIPES;
}

/** Leads of one day by what the judgement made of them, for the chart of every report. */
export interface DayOutcomes {
  readonly day: string;
  readonly outcomes: Readonly<Record<string, number>>;
}

export interface Report {
  readonly report: ReportName;
  readonly period: Period;
  readonly before: Period;
  /** Of reports on where leads come from; empty otherwise. */
  readonly days: readonly DayOutcomes[];
  readonly tables: readonly ReportTable[];
}

/** Adds up the days of the period, and of as many days before it. */
export async function makeReport(
  report: ReportName,
  period: Period,
  { reports, pools }: { readonly reports: Pick<ReportBook, 'readSpan'>; readonly pools: readonly Pool[] },
): Promise<Report> {
  const { facets, tables }: Recipe = RECIPES[report];
  const before = periodBefore(period);
  const read = await Promise.all(facets.map((facet) => reports.readSpan(facet, before.from, period.to)));
  const days = read.flat();
  const [now, then] = [period, before].map((span) => tables(sumsOf(days, span), pools));
  const known = new Map(then?.map((table) => [table.code, table]));
  return {
    report,
    period,
    before,
    days: DAILY.has(report) ? outcomesOf(days, period) : [],
    tables: (now ?? []).map((table) => beside(table, known.get(table.code) ?? { ...table, rows: [] })),
  };
}

function sumsOf(days: readonly DayTally[], { from, to }: Period): Tallies {
  const sum = (facet: Facet) =>
    sumOfTallies(
      days.filter((one) => one.facet === facet && from <= one.day && one.day <= to).map(({ tally }) => tally),
    );
  return { quality: sum('quality'), flow: sum('flow'), reps: sum('reps') };
}

function outcomesOf(days: readonly DayTally[], period: Period): readonly DayOutcomes[] {
  const known = new Map(
    days.filter(({ facet }) => facet === 'quality').map(({ day, tally }) => [day, tally]),
  );
  return datesOf(period).map((day) => {
    const counts = new Counts(known.get(day) ?? {});
    const outcomes = OUTCOMES.map((outcome) => [outcome, counts.sum('leads', ANY, ANY, outcome)] as const);
    return { day, outcomes: Object.fromEntries(outcomes) };
  });
}
