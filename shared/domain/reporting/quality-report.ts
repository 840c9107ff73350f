import { Counts } from './counts.ts';
import { ANY, pattern, type Tally } from './figure.ts';
import { OUTCOMES } from './lead-figures.ts';
import {
  leadsCell,
  numberCell,
  shareOf,
  type Cell,
  type Column,
  type ReportTable,
  type Row,
} from './report.ts';
import { OTHER_CAMPAIGNS } from './tally.ts';

const COLUMNS: readonly Column[] = [
  { code: 'received', kind: 'count' },
  { code: 'qualified', kind: 'count' },
  { code: 'qualifiedShare', kind: 'share' },
  { code: 'gradeA', kind: 'count' },
  { code: 'rejected', kind: 'count' },
  { code: 'duplicate', kind: 'count' },
  { code: 'unjudged', kind: 'count' },
  { code: 'accepted', kind: 'count' },
  { code: 'won', kind: 'count' },
  { code: 'lost', kind: 'count' },
];

/** Which sources and campaigns bring good leads. */
export function qualityTables(tally: Tally): readonly ReportTable[] {
  const counts = new Counts(tally);
  const row = (source: string, campaign: string, labels: Row['labels']): Row => ({
    labels,
    cells: qualityCells(counts, source, campaign),
  });
  const total = row(ANY, ANY, {});
  return [
    {
      code: 'by-source',
      by: ['source'],
      columns: COLUMNS,
      rows: counts.values('leads', 1).map((source) => row(source, ANY, { source })),
      total,
    },
    {
      code: 'by-campaign',
      by: ['source', 'campaign'],
      columns: COLUMNS,
      rows: counts
        .groups('leads', [1, 2])
        .map(([source = '', campaign = '']) => row(source, campaign, { source, campaign })),
      total,
    },
  ];
}

/** Why leads were rejected: the first rule that fired, and how often a rule fired behind another. */
export function reasonTables(tally: Tally): readonly ReportTable[] {
  const counts = new Counts(tally);
  const all = counts.sum('reason', ANY, ANY);
  const cells = (code: string, source: string): Row['cells'] => {
    const rejected = counts.sum('reason', code, source);
    return {
      rejected: leadsCell(rejected, pattern('reason', code, source)),
      share: numberCell(shareOf(rejected, all)),
      also: leadsCell(
        counts.sum('also', code, source),
        code === ANY ? undefined : pattern('also', code, source),
      ),
    };
  };
  const columns: readonly Column[] = [
    { code: 'rejected', kind: 'count' },
    { code: 'share', kind: 'share' },
    { code: 'also', kind: 'count' },
  ];
  const total: Row = { labels: {}, cells: cells(ANY, ANY) };
  return [
    {
      code: 'by-reason',
      by: ['reason'],
      columns,
      rows: counts.values('reason', 1).map((reason) => ({ labels: { reason }, cells: cells(reason, ANY) })),
      total,
    },
    {
      code: 'by-reason-and-source',
      by: ['reason', 'source'],
      columns,
      rows: counts
        .groups('reason', [1, 2])
        .map(([reason = '', source = '']) => ({ labels: { reason, source }, cells: cells(reason, source) })),
      total,
    },
  ];
}

function qualityCells(counts: Counts, source: string, campaign: string): Row['cells'] {
  // What was put together for want of room cannot be told apart any more.
  const hasLeads = campaign !== OTHER_CAMPAIGNS;
  const cell = (kind: string, what: string): Cell =>
    leadsCell(
      counts.sum(kind, source, campaign, what),
      hasLeads ? pattern(kind, source, campaign, what) : undefined,
    );
  const received = counts.sum('leads', source, campaign, ANY);
  const outcomes = OUTCOMES.map((outcome) => [outcome, cell('leads', outcome)] as const);
  return {
    received: leadsCell(received, hasLeads ? pattern('leads', source, campaign, ANY) : undefined),
    ...Object.fromEntries(outcomes),
    qualifiedShare: numberCell(shareOf(counts.sum('leads', source, campaign, 'qualified'), received)),
    gradeA: cell('grade', 'A'),
    accepted: cell('result', 'accepted'),
    won: cell('result', 'won'),
    lost: cell('result', 'lost'),
  };
}
