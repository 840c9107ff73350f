import { Counts } from './counts.ts';
import { ANY, pattern, type Tally } from './figure.ts';
import { FORGOTTEN_KINDS, STAGES, TIMED_STAGES } from './lead-figures.ts';
import { leadsCell, numberCell, shareOf, type Column, type ReportTable, type Row } from './report.ts';
import { sumOf } from './duration-buckets.ts';

const PERCENTILES: readonly (readonly [code: string, share: number])[] = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
];

const SPEED_COLUMNS: readonly Column[] = [
  { code: 'leads', kind: 'count' },
  ...PERCENTILES.map(([code]): Column => ({ code, kind: 'duration' })),
];

/** How long it takes from the arrival to each stage, and each rep from being asked to accepting and to answering. */
export function speedTables(flow: Tally, reps: Tally): readonly ReportTable[] {
  const counts = new Counts(flow);
  const told = counts.sum('took', 'delivered', ANY);
  const inTime = counts.sum('in-time');
  return [
    {
      code: 'by-stage',
      by: ['stage'],
      columns: SPEED_COLUMNS,
      rows: TIMED_STAGES.map((stage) => ({ labels: { stage }, cells: speedCells(counts, 'took', stage) })),
    },
    {
      code: 'in-time',
      by: [],
      columns: [
        { code: 'told', kind: 'count' },
        { code: 'inTime', kind: 'count' },
        { code: 'inTimeShare', kind: 'share' },
      ],
      rows: [
        {
          labels: {},
          cells: {
            told: leadsCell(told, pattern('took', 'delivered', ANY)),
            inTime: leadsCell(inTime, pattern('in-time')),
            inTimeShare: numberCell(shareOf(inTime, told)),
          },
        },
      ],
    },
    ...(['accepted', 'responded'] as const).map((what) => repSpeed(new Counts(reps), what)),
  ];
}

/** Clients who were kept waiting, and in which way. */
export function forgottenTables(flow: Tally, reps: Tally): readonly ReportTable[] {
  const counts = new Counts(flow);
  const repCounts = new Counts(reps);
  const accepted = counts.sum('stage', 'accepted');
  const byRep = repCounts.values('rep', 1).flatMap((rep): Row[] => {
    const forgotten = repCounts.sum('rep', rep, 'forgotten');
    const taken = repCounts.sum('rep', rep, 'accepted');
    if (forgotten === 0) return [];
    const cells = {
      forgotten: leadsCell(forgotten, pattern('rep', rep, 'forgotten')),
      shareOfAccepted: numberCell(shareOf(forgotten, taken)),
    };
    return [{ labels: { rep }, cells }];
  });
  const columns: readonly Column[] = [
    { code: 'forgotten', kind: 'count' },
    { code: 'shareOfAccepted', kind: 'share' },
  ];
  return [
    {
      code: 'by-kind',
      by: ['kind'],
      columns,
      rows: FORGOTTEN_KINDS.map((kind) => {
        const forgotten = counts.sum('forgotten', kind);
        const cells = {
          forgotten: leadsCell(forgotten, pattern('forgotten', kind)),
          shareOfAccepted: numberCell(shareOf(forgotten, accepted)),
        };
        return { labels: { kind }, cells };
      }),
    },
    { code: 'by-rep', by: ['rep'], columns, rows: byRep },
  ];
}

/** How many leads reach each stage, and what becomes of those that go no further. */
export function lossTables(flow: Tally, reps: Tally): readonly ReportTable[] {
  const counts = new Counts(flow);
  const repCounts = new Counts(reps);
  return [
    funnelTable(counts),
    {
      code: 'left-behind',
      by: ['stage', 'state', 'reason'],
      columns: [{ code: 'leads', kind: 'count' }],
      rows: counts.groups('left', [1, 2, 3]).map(([stage = '', state = '', reason = '']) => ({
        labels: { stage, state, reason },
        cells: {
          leads: leadsCell(counts.sum('left', stage, state, reason), pattern('left', stage, state, reason)),
        },
      })),
    },
    refusals(repCounts, 'declined'),
    refusals(repCounts, 'lost'),
  ];
}

function repSpeed(counts: Counts, what: 'accepted' | 'responded'): ReportTable {
  return {
    code: `by-rep-${what}`,
    by: ['rep'],
    columns: SPEED_COLUMNS,
    rows: counts
      .values('rep-took', 1)
      .filter((rep) => counts.sum('rep-took', rep, what, ANY) > 0)
      .map((rep) => ({ labels: { rep }, cells: speedCells(counts, 'rep-took', rep, what) })),
  };
}

function speedCells(counts: Counts, ...of: readonly string[]): Row['cells'] {
  const leads = sumOf(counts.histogram(...of));
  const percentiles = PERCENTILES.map(([code, share]) => [code, counts.percentile(share, ...of)] as const);
  return { leads: leadsCell(leads, pattern(...of, ANY)), ...Object.fromEntries(percentiles) };
}

function refusals(counts: Counts, kind: 'declined' | 'lost'): ReportTable {
  return {
    code: kind,
    by: ['reason', 'rep'],
    columns: [{ code: 'leads', kind: 'count' }],
    rows: counts.groups(kind, [2, 1]).map(([reason = '', rep = '']) => ({
      labels: { reason, rep },
      cells: { leads: leadsCell(counts.sum(kind, rep, reason), pattern(kind, rep, reason)) },
    })),
  };
}

function funnelTable(counts: Counts): ReportTable {
  const received = counts.sum('stage', 'received');
  const rows = STAGES.map((stage, place): Row => {
    const reached = counts.sum('stage', stage);
    const stageBefore = STAGES[place - 1];
    return {
      labels: { stage },
      cells: {
        reached: leadsCell(reached, pattern('stage', stage)),
        shareOfReceived: numberCell(shareOf(reached, received)),
        shareOfBefore: numberCell(
          stageBefore === undefined ? undefined : shareOf(reached, counts.sum('stage', stageBefore)),
        ),
        gone: leadsCell(counts.sum('left', stage, 'gone', ANY), pattern('left', stage, 'gone', ANY)),
        open: leadsCell(counts.sum('left', stage, 'open', ANY), pattern('left', stage, 'open', ANY)),
      },
    };
  });
  return {
    code: 'funnel',
    by: ['stage'],
    columns: [
      { code: 'reached', kind: 'count' },
      { code: 'shareOfReceived', kind: 'share' },
      { code: 'shareOfBefore', kind: 'share' },
      { code: 'gone', kind: 'count' },
      { code: 'open', kind: 'count' },
    ],
    rows,
  };
}
