import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { Cell, Column, ReportTable, Row } from '#shared/domain/reporting/report.ts';
import { REPORTS, type Report } from '#shared/reporting/make-report.ts';
import type { Call } from '../call.ts';
import { columnName, labelText, tableName } from '../report-labels.ts';
import { leadsQuery, presets, todayIn } from '../report-parameters.ts';
import { REPORT_NAMES, REPORT_TEXTS } from '../report-texts.ts';
import type { Speech } from '../speech.ts';
import { say } from '../words.ts';
import { zoneName, type Format } from './format.ts';
import { document, type Html } from './layout.ts';
import { barOf, dayChart } from './report-charts.ts';
import { differenceText, numberText } from './report-numbers.ts';

export interface ShownReport {
  readonly report: Report;
  readonly zone: string;
  /** Leads that have changed and are not counted yet. */
  readonly pending: number;
  readonly speech: Speech;
  readonly language: Language;
}

/** One report over a period, each number with the one before and the way to its leads. */
export function reportPage(call: Call, shown: ShownReport, format: Format): string {
  const { language } = call;
  const { report, pending } = shown;
  const name = REPORT_NAMES[report.report][language];
  return document({
    title: name,
    call,
    kind: 'console',
    body: html`<div class="heading">
        <h1>${name}</h1>
        ${periodForm(call, report, format)}
      </div>
      ${tabs(call, report)}
      <p class="note">
        ${say(REPORT_TEXTS.compared, language, { zone: zoneName(format), ...report.before })}
      </p>
      ${pending === 0 ? '' : html`<p class="attention" role="status">${say(REPORT_TEXTS.pending, language, { count: pending })}</p>`}
      ${
        report.days.length === 0
          ? ''
          : html`<section class="card">
              <h2>${REPORT_TEXTS.perDay[language]}</h2>
              ${dayChart(report.days, language)}
            </section>`
      }
      ${report.tables.map((table) => tableCard(call, table, shown))}`,
  });
}

export function noReportPage(call: Call, because: string = REPORT_TEXTS.nothing[call.language]): string {
  return document({
    title: REPORT_TEXTS.title[call.language],
    call,
    kind: 'console',
    body: html`<p class="fault" role="alert">${because}</p>
      <p><a href="/console/reports">${REPORT_TEXTS.toReports[call.language]}</a></p>`,
  });
}

function periodForm(call: Call, { report, period }: Report, { zone, now }: Format): Html {
  const { language } = call;
  return html`<form class="filters" method="get" action="/console/reports/${report}">
    <label
      ><span>${REPORT_TEXTS.from[language]}</span><input type="date" name="from" value="${period.from}"
    /></label>
    <label
      ><span>${REPORT_TEXTS.to[language]}</span><input type="date" name="to" value="${period.to}"
    /></label>
    <button>${REPORT_TEXTS.show[language]}</button>
    <span class="presets"
      >${presets(todayIn(zone, now)).map(
        ({ name, period: { from, to } }) =>
          html`<a
            href="/console/reports/${report}?from=${from}&to=${to}"
            ${from === period.from && to === period.to ? html`aria-current="true"` : ''}
            >${REPORT_TEXTS[name][language]}</a
          > `,
      )}</span
    >
  </form>`;
}

function tabs({ language }: Call, { report, period }: Report): Html {
  return html`<nav class="tabs" aria-label="${REPORT_TEXTS.title[language]}">
    ${REPORTS.map(
      (name) =>
        html`<a
          href="/console/reports/${name}?from=${period.from}&to=${period.to}"
          ${name === report ? html`aria-current="page"` : ''}
          >${REPORT_NAMES[name][language]}</a
        > `,
    )}
  </nav>`;
}

function tableCard(call: Call, table: ReportTable, shown: ShownReport): Html {
  const { language } = call;
  const { report, period } = shown.report;
  const csv = new URLSearchParams({ from: period.from, to: period.to, format: 'csv', table: table.code });
  return html`<section class="card report">
    <h2>
      ${tableName(report, table.code, language)}
      <a class="csv" href="/console/reports/${report}?${csv}">${REPORT_TEXTS.csv[language]}</a>
    </h2>
    ${table.rows.length === 0 ? html`<p class="note">${REPORT_TEXTS.nothing[language]}</p>` : grid(table, shown)}
  </section>`;
}

function grid(table: ReportTable, shown: ShownReport): Html {
  const { language } = shown;
  const [first] = table.columns;
  const most = Math.max(0, ...table.rows.map((row) => row.cells[first?.code ?? '']?.value ?? 0));
  return html`<div class="wide" tabindex="0">
    <table class="figures">
      <thead>
        <tr>
          ${table.by.map((by) => html`<th scope="col">${columnName(by, language)}</th>`)}
          ${table.columns.map(({ code }) => html`<th scope="col" class="number">${columnName(code, language)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map((row) => rowOf(table, row, most, shown))}
      </tbody>
      ${
        table.total === undefined
          ? ''
          : html`<tfoot>
              ${totalRow(table, table.total, shown)}
            </tfoot>`
      }
    </table>
  </div>`;
}

function rowOf(table: ReportTable, row: Row, most: number, shown: ShownReport): Html {
  const { speech, language } = shown;
  return html`<tr>
    ${table.by.map(
      (by) =>
        html`<th scope="row">
          ${labelText({ table: table.code, by, value: row.labels[by] ?? '' }, speech, language)}
        </th>`,
    )}
    ${table.columns.map((column, place) => {
      const cell = row.cells[column.code] ?? {};
      return numberCell(cell, column, shown, place === 0 ? barOf(cell.value ?? 0, most) : undefined);
    })}
  </tr>`;
}

function totalRow(table: ReportTable, total: Row, shown: ShownReport): Html {
  return html`<tr>
    <th scope="row" colspan="${table.by.length}">${REPORT_TEXTS.total[shown.language]}</th>
    ${table.columns.map((column) => numberCell(total.cells[column.code] ?? {}, column, shown))}
  </tr>`;
}

function numberCell(cell: Cell, { kind }: Column, { report, zone, language }: ShownReport, bar?: Html): Html {
  const text = numberText(cell.value, kind, language);
  const shown =
    cell.figures === undefined
      ? html`${text}`
      : html`<a href="/console?${leadsQuery(cell.figures, report.period, zone)}">${text}</a>`;
  return html`<td class="number">${shown}${differenceText(cell, kind, language)}${bar ?? ''}</td>`;
}
