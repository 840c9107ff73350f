/** How a number is to be read: leads, a part of leads from 0 to 1, milliseconds, or points of a sum. */
export type ColumnKind = 'count' | 'share' | 'duration' | 'number';

export interface Column {
  readonly code: string;
  readonly kind: ColumnKind;
}

/** One number; absent `value` where there is nothing to say, as a percentile of no leads. */
export interface Cell {
  readonly value?: number;
  /** The same of the period before. */
  readonly before?: number;
  /** Pattern of the figures of the leads behind it; absent where no list of leads is the number. */
  readonly figures?: string;
}

/** `labels` say what the row is about, by the table's `by`: `{ source: 'main-site', campaign: 'yandex:pumps' }`. */
export interface Row {
  readonly labels: Readonly<Record<string, string>>;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface ReportTable {
  readonly code: string;
  /** Names of the labels, in their order. */
  readonly by: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly total?: Row;
}

/** Puts beside each number what it was in the period before. A row of then that is gone now stays away. */
export function beside(now: ReportTable, before: ReportTable): ReportTable {
  const known = new Map(before.rows.map((row) => [keyOf(row), row]));
  const rows = now.rows.map((row) => rowBeside(row, known.get(keyOf(row))));
  if (now.total === undefined) return { ...now, rows };
  return { ...now, rows, total: rowBeside(now.total, before.total) };
}

/** A part of a whole, undefined of nothing. */
export function shareOf(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/** A cell whose number is so many leads. */
export function leadsCell(value: number, figures?: string): Cell {
  return value === 0 || figures === undefined ? { value } : { value, figures };
}

export function numberCell(value: number | undefined, figures?: string): Cell {
  if (value === undefined) return {};
  return figures === undefined ? { value } : { value, figures };
}

function rowBeside(row: Row, before: Row | undefined): Row {
  const cells = Object.entries(row.cells).map(([code, cell]): [string, Cell] => {
    const was = before?.cells[code]?.value;
    return [code, was === undefined ? cell : { ...cell, before: was }];
  });
  return { ...row, cells: Object.fromEntries(cells) };
}

function keyOf({ labels }: Row): string {
  return JSON.stringify(labels);
}
