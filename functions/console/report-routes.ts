import type { Report, ReportName } from '#shared/reporting/make-report.ts';
import { REPORTS, isReportName, makeReport } from '#shared/reporting/make-report.ts';
import type { Period } from '#shared/domain/reporting/period.ts';
import type { Cell, Row } from '#shared/domain/reporting/report.ts';
import { json, page, plain, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem, type ProblemField } from '#shared/runtime/problem.ts';
import { languageCookies, type Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { noReportPage, reportPage, type ShownReport } from './pages/report-page.ts';
import { toCsv } from './report-csv.ts';
import { catchUp } from './report-desk.ts';
import { labelText } from './report-labels.ts';
import { leadsQuery, readPeriod } from './report-parameters.ts';
import { REPORT_NAMES, REPORT_TEXTS } from './report-texts.ts';
import { createSpeech, type Speech } from './speech.ts';
import { readZone } from './zones.ts';

type Dependencies = Pick<ConsoleDependencies, 'reports' | 'terms' | 'settings' | 'clock' | 'log'>;

/** Which reports there are. */
export async function listReports({ language }: Call): Promise<HttpAnswer> {
  const reports = REPORTS.map((name) => ({
    report: name,
    name: REPORT_NAMES[name][language],
    url: `/v1/reports/${name}`,
  }));
  return json(200, { reports });
}

/** One report as JSON, or one of its tables as CSV. */
export async function getReport(call: Call, dependencies: Dependencies): Promise<HttpAnswer> {
  const { language, query } = call;
  const name = call.parameters['report'] ?? '';
  if (!isReportName(name)) return problem(404, 'report-not-found');
  const zone = await readZone(dependencies.settings);
  const period = readPeriod(call, zone);
  const format = query.get('format') ?? 'json';
  const errors: ProblemField[] = [
    ...(period === undefined ? [fault('from', 'bad-period', REPORT_TEXTS.badPeriod[language])] : []),
    ...(format === 'json' || format === 'csv'
      ? []
      : [fault('format', 'bad-format', REPORT_TEXTS.badFormat[language])]),
  ];
  if (period === undefined || errors.length > 0) return problem(400, 'invalid-parameters', { errors });
  const shown = await readReport(name, period, zone, call, dependencies);
  if (format === 'json') return json(200, toJson(shown));
  const wanted = query.get('table') ?? shown.report.tables[0]?.code;
  const table = shown.report.tables.find(({ code }) => code === wanted);
  if (table === undefined) {
    const bad = fault('table', 'bad-table', REPORT_TEXTS.badTable[language]);
    return problem(400, 'invalid-parameters', { errors: [bad] });
  }
  return toFile(
    toCsv(table, shown.speech, language),
    `${name}-${table.code}-${period.from}-${period.to}.csv`,
  );
}

/** The same report for people; `?format=csv` is the file its links lead to. */
export async function showReport(call: Call, dependencies: Dependencies): Promise<HttpAnswer> {
  const name = call.parameters['report'] ?? '';
  if (!isReportName(name)) return page(404, noReportPage(call));
  if (call.query.get('format') === 'csv') return getReport(call, dependencies);
  const zone = await readZone(dependencies.settings);
  const format = { language: call.language, zone, now: call.now };
  const period = readPeriod(call, zone);
  const cookies = languageCookies(call);
  if (period === undefined)
    return page(400, noReportPage(call, REPORT_TEXTS.badPeriod[call.language]), { cookies });
  return page(200, reportPage(call, await readReport(name, period, zone, call, dependencies), format), {
    cookies,
  });
}

export async function showFirstReport(): Promise<HttpAnswer> {
  return redirect(302, `/console/reports/${REPORTS[0] ?? ''}`);
}

async function readReport(
  name: ReportName,
  period: Period,
  zone: string,
  { language }: Call,
  dependencies: Dependencies,
): Promise<ShownReport> {
  const { settings, reports } = dependencies;
  const pending = await catchUp(zone, dependencies);
  const [policy, team] = await Promise.all([
    settings.current('policy').catch(() => undefined),
    settings.current('team').catch(() => undefined),
  ]);
  const report = await makeReport(name, period, { reports, pools: team?.pools ?? [] });
  return { report, zone, pending, speech: createSpeech({ policy, team, language }), language };
}

function toJson({ report, zone, pending, speech, language }: ShownReport) {
  const rowOf = (table: string) => (row: Row) => toRow(row, table, { report, zone, speech, language });
  return {
    report: report.report,
    period: report.period,
    before: report.before,
    timeZone: zone,
    pending,
    days: report.days,
    tables: report.tables.map(({ code, by, columns, rows, total }) => ({
      table: code,
      by,
      columns,
      rows: rows.map(rowOf(code)),
      total: total === undefined ? null : rowOf(code)(total),
    })),
  };
}

interface Telling {
  readonly report: Report;
  readonly zone: string;
  readonly speech: Speech;
  readonly language: ShownReport['language'];
}

function toRow({ labels, cells }: Row, table: string, { report, zone, speech, language }: Telling) {
  const names = Object.entries(labels).map(([by, value]) => [
    by,
    labelText({ table, by, value }, speech, language),
  ]);
  const numbers = Object.entries(cells).map(([code, cell]) => [code, toNumber(cell, report.period, zone)]);
  return { labels, names: Object.fromEntries(names), numbers: Object.fromEntries(numbers) };
}

function toNumber({ value, before, figures }: Cell, period: Period, zone: string) {
  const leads = figures === undefined ? null : `/v1/leads?${leadsQuery(figures, period, zone)}`;
  return { value: value ?? null, before: before ?? null, leads };
}

function toFile(csv: string, name: string): HttpAnswer {
  const answer = plain({ status: 200, body: csv, contentType: 'text/csv; charset=utf-8' });
  return {
    ...answer,
    headers: {
      ...answer.headers,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  };
}

function fault(field: string, code: string, message: string): ProblemField {
  return { field, code, message };
}
