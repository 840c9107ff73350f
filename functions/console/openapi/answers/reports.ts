import * as z from 'zod/mini';
import type { ColumnKind } from '#shared/domain/reporting/report.ts';
import { REPORTS } from '#shared/reporting/make-report.ts';
import { Count, Day, Text, TextByName, codes, named, said, sentence } from '../schema-words.ts';

export const ReportNames = z.enum(REPORTS);

export const ReportList = named(
  'ReportList',
  'Which reports there are.',
  z.strictObject({
    reports: z.array(z.strictObject({ report: ReportNames, name: sentence(), url: Text })),
  }),
);

const Period = z.strictObject({ from: Day, to: Day });

const NumberTold = z.strictObject({
  value: said(z.nullable(z.number()), 'Null where there is nothing to say, as a percentile of no leads.'),
  before: said(z.nullable(z.number()), 'The same of the period before.'),
  leads: said(z.nullable(Text), 'Address of the list of leads behind it.'),
});

const RowTold = z.strictObject({
  labels: said(TextByName, 'What the row is about, by the table’s `by`.'),
  names: said(TextByName, 'The same in words.'),
  numbers: z.record(z.string(), NumberTold),
});

export const ReportAnswer = named(
  'Report',
  'One report: its tables, with each number of the period before beside it.',
  z.strictObject({
    report: ReportNames,
    period: said(Period, 'Local days on which the leads came, both included.'),
    before: said(Period, 'As many days, right before.'),
    timeZone: Text,
    pending: said(Count, 'Leads that have changed and are not counted yet.'),
    days: said(
      z.array(z.strictObject({ day: Day, outcomes: z.record(z.string(), Count) })),
      'Leads of each day by outcome, in reports on where leads come from.',
    ),
    tables: z.array(
      z.strictObject({
        table: Text,
        by: z.array(Text),
        columns: z.array(
          z.strictObject({
            code: Text,
            kind: codes<ColumnKind>({
              count: 'leads',
              share: 'from 0 to 1',
              duration: 'milliseconds',
              number: '',
            }),
          }),
        ),
        rows: z.array(RowTold),
        total: z.nullable(RowTold),
      }),
    ),
  }),
);
