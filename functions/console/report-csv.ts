import type { Language } from '#shared/domain/language.ts';
import type { Cell, ColumnKind, ReportTable, Row } from '#shared/domain/reporting/report.ts';
import { columnName, labelText } from './report-labels.ts';
import { BEFORE_SUFFIX } from './report-texts.ts';
import { REPORT_TEXTS } from './report-texts.ts';
import type { Speech } from './speech.ts';

/** By it Excel knows the text for UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What makes a spreadsheet take a text for a formula; campaigns come out of addresses that anybody can write. */
const FORMULA = /^[=+\-@\t\r\n]/;

/**
 * A table as Excel opens it with a double click in Russia: semicolons, a byte order mark, and in Russian a decimal comma.
 *
 * Shares are fractions of 1, durations whole milliseconds. Texts that could be formulas begin with an apostrophe.
 */
export function toCsv(table: ReportTable, speech: Speech, language: Language): string {
  const heading = [
    ...table.by.map((by) => columnName(by, language)),
    ...table.columns.flatMap(({ code, kind }) => {
      const name = `${columnName(code, language)}${UNITS[kind][language]}`;
      return [name, `${name} ${BEFORE_SUFFIX[language]}`];
    }),
  ];
  const rows = table.rows.map((row) => [
    ...table.by.map((by) =>
      labelText({ table: table.code, by, value: row.labels[by] ?? '' }, speech, language),
    ),
    ...numbers(table, row, language),
  ]);
  const total = table.total === undefined ? [] : [totalOf(table, table.total, language)];
  const lines = [
    heading.map(field),
    ...[...rows, ...total].map((cells) => labelsQuoted(cells, table.by.length)),
  ];
  return `${BYTE_ORDER_MARK}${lines.map((cells) => cells.join(';')).join('\r\n')}\r\n`;
}

const UNITS: Readonly<Record<ColumnKind, Readonly<Record<Language, string>>>> = {
  count: { ru: '', en: '' },
  share: { ru: '', en: '' },
  number: { ru: '', en: '' },
  duration: { ru: ', мс', en: ', ms' },
};

function totalOf(table: ReportTable, total: Row, language: Language): readonly string[] {
  const labels = table.by.map((_, place) => (place === 0 ? REPORT_TEXTS.total[language] : ''));
  return [...labels, ...numbers(table, total, language)];
}

function numbers({ columns }: ReportTable, { cells }: Row, language: Language): readonly string[] {
  return columns.flatMap(({ code, kind }) => {
    const cell: Cell = cells[code] ?? {};
    return [numberText(cell.value, kind, language), numberText(cell.before, kind, language)];
  });
}

function numberText(value: number | undefined, kind: ColumnKind, language: Language): string {
  if (value === undefined) return '';
  const text = kind === 'share' || kind === 'number' ? String(Number(value.toFixed(4))) : String(value);
  return language === 'ru' ? text.replace('.', ',') : text;
}

function labelsQuoted(cells: readonly string[], labels: number): readonly string[] {
  return cells.map((cell, place) => (place < labels ? field(cell) : cell));
}

function field(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
