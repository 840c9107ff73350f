import type { Pool } from '../team.ts';
import { Counts } from './counts.ts';
import { ANY, pattern, type Tally } from './figure.ts';
import { REP_COUNTS } from './rep-figures.ts';
import { leadsCell, numberCell, shareOf, type Column, type ReportTable, type Row } from './report.ts';

/** Ways of choosing that are to be fair. What a key account or a person decides is nobody's turn. */
const BY_TURN = ['turn', 'turn-in-next-pool', 'least-loaded', 'first-to-accept'];

/** Whether each rep got the share that their weight promises, by the weights in force now. */
export function fairnessTables(reps: Tally, pools: readonly Pool[]): readonly ReportTable[] {
  const counts = new Counts(reps);
  const ofTurn = (pool: string, rep: string) =>
    BY_TURN.reduce((sum, because) => sum + counts.sum('share', pool, rep, because), 0);
  const columns: readonly Column[] = [
    { code: 'byTurn', kind: 'count' },
    { code: 'share', kind: 'share' },
    { code: 'weightShare', kind: 'share' },
    { code: 'aboveWeight', kind: 'number' },
    { code: 'otherwise', kind: 'count' },
  ];
  const rows = counts.groups('share', [1, 2]).map(([pool = '', rep = '']): Row => {
    const got = ofTurn(pool, rep);
    const all = ofTurn(pool, ANY);
    const weight = weightShareOf(pools, pool, rep);
    return {
      labels: { pool, rep },
      cells: {
        byTurn: { value: got },
        share: numberCell(shareOf(got, all)),
        weightShare: numberCell(weight),
        aboveWeight: numberCell(weight === undefined ? undefined : got - weight * all),
        otherwise: { value: counts.sum('share', pool, rep, ANY) - got },
      },
    };
  });
  const leads: Column = { code: 'leads', kind: 'count' };
  const ways = counts.groups('share', [1, 2, 3]).map(([pool = '', rep = '', because = '']): Row => {
    const cell = leadsCell(counts.sum('share', pool, rep, because), pattern('share', pool, rep, because));
    return { labels: { pool, rep, because }, cells: { leads: cell } };
  });
  return [
    { code: 'by-pool', by: ['pool', 'rep'], columns, rows },
    { code: 'by-way', by: ['pool', 'rep', 'because'], columns: [leads], rows: ways },
  ];
}

/** What each rep made of the leads that were put before them. */
export function repTables(reps: Tally): readonly ReportTable[] {
  const counts = new Counts(reps);
  const acceptedByAll = counts.sum('rep', ANY, 'accepted');
  const columns: readonly Column[] = [
    ...REP_COUNTS.map((code): Column => ({ code, kind: 'count' })),
    { code: 'acceptShare', kind: 'share' },
    { code: 'responseP50', kind: 'duration' },
    { code: 'responseP95', kind: 'duration' },
    { code: 'winShare', kind: 'share' },
    { code: 'shareOfAll', kind: 'share' },
  ];
  const rows = counts.values('rep', 1).map((rep): Row => {
    const of = (what: string) => counts.sum('rep', rep, what);
    const counted = REP_COUNTS.map((code) => [code, leadsCell(of(code), pattern('rep', rep, code))] as const);
    return {
      labels: { rep },
      cells: {
        ...Object.fromEntries(counted),
        acceptShare: numberCell(shareOf(of('accepted'), of('offered'))),
        responseP50: counts.percentile(0.5, 'rep-took', rep, 'responded'),
        responseP95: counts.percentile(0.95, 'rep-took', rep, 'responded'),
        winShare: numberCell(shareOf(of('won'), of('won') + of('lost'))),
        shareOfAll: numberCell(shareOf(of('accepted'), acceptedByAll)),
      },
    };
  });
  return [{ code: 'by-rep', by: ['rep'], columns, rows }];
}

function weightShareOf(pools: readonly Pool[], id: string, rep: string): number | undefined {
  const members = pools.find((pool) => pool.id === id)?.members ?? [];
  const weight = members.find((member) => member.rep === rep)?.weight;
  const all = members.reduce((sum, member) => sum + member.weight, 0);
  return weight === undefined ? undefined : weight / all;
}
