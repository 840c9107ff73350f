import { ReportParameters } from '../../report-parameters.ts';
import { ReportAnswer, ReportList, ReportNames } from '../answers/reports.ts';
import report from '../examples/report.json' with { type: 'json' };
import { json, path, query, type Operation } from '../operation.ts';

export const REPORT_OPERATIONS: readonly Operation[] = [
  {
    id: 'listReports',
    method: 'GET',
    path: '/v1/reports',
    group: 'reports',
    access: 'token',
    summary: { ru: 'Какие есть отчёты', en: 'Which reports there are' },
    answers: {
      200: json('The reports.', ReportList, {
        reports: [{ report: 'quality', name: 'Quality of leads', url: '/v1/reports/quality' }],
      }),
    },
  },
  {
    id: 'getReport',
    method: 'GET',
    path: '/v1/reports/{report}',
    group: 'reports',
    access: 'token',
    summary: { ru: 'Один отчёт', en: 'One report' },
    about: 'By the days on which the leads came, on the supervisor’s calendar; two years at most.',
    parameters: [
      path('report', ReportNames, 'Which report.', 'quality'),
      ...query(ReportParameters, {
        from: ['The first day; otherwise thirty days up to `to`.', '2026-11-01'],
        to: ['The last day, included; otherwise today.', '2026-11-23'],
        format: ['JSON, or one table as a file for Excel.', 'csv'],
        table: ['Of a file: which table; otherwise the first.', 'by-source'],
      }),
    ],
    answers: {
      200: {
        about: 'The report, or one of its tables.',
        content: { 'application/json': { schema: ReportAnswer, example: report }, 'text/csv': {} },
        headers: { 'Content-Disposition': 'Of a file: its name.' },
      },
    },
    problems: { 400: ['invalid-parameters'], 404: ['report-not-found'] },
  },
];
