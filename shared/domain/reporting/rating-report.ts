import { Counts } from './counts.ts';
import { ANY, pattern, type Tally } from './figure.ts';
import { leadsCell, numberCell, type Column, type ReportTable, type Row } from './report.ts';

const COLUMNS: readonly Column[] = [
  { code: 'nps', kind: 'number' },
  { code: 'ratings', kind: 'count' },
  { code: 'promoters', kind: 'count' },
  { code: 'passives', kind: 'count' },
  { code: 'detractors', kind: 'count' },
];

/** Whether clients would recommend us, by source and by rep: the net promoter score, from -100 to 100. */
export function ratingTables(quality: Tally, reps: Tally): readonly ReportTable[] {
  return [
    ratingTable(new Counts(quality), 'rating', 'source'),
    ratingTable(new Counts(reps), 'rep-rating', 'rep'),
  ];
}

function ratingTable(counts: Counts, kind: string, by: 'source' | 'rep'): ReportTable {
  return {
    code: `by-${by}`,
    by: [by],
    columns: COLUMNS,
    rows: counts
      .values(kind, 1)
      .map((of): Row => ({ labels: { [by]: of }, cells: cellsOf(counts, kind, of) })),
    total: { labels: {}, cells: cellsOf(counts, kind, ANY) },
  };
}

function cellsOf(counts: Counts, kind: string, of: string): Row['cells'] {
  const camp = (name: string) => counts.sum(kind, of, name);
  const all = counts.sum(kind, of, ANY);
  const nps = all === 0 ? undefined : ((camp('promoter') - camp('detractor')) / all) * 100;
  return {
    nps: numberCell(nps),
    ratings: leadsCell(all, pattern(kind, of, ANY)),
    promoters: leadsCell(camp('promoter'), pattern(kind, of, 'promoter')),
    passives: leadsCell(camp('passive'), pattern(kind, of, 'passive')),
    detractors: leadsCell(camp('detractor'), pattern(kind, of, 'detractor')),
  };
}
