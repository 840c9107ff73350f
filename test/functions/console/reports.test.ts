import { describe, expect, it } from 'vitest';
import { REPORTS } from '#shared/reporting/make-report.ts';
import { accepted, offerEnded } from '#shared/domain/offer-life.ts';
import { lost, rated, responded, responseStepTaken, won } from '#shared/domain/response-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead, aQualifiedLead, aTouch, anOfferedLead } from '#test/support/a-lead.ts';
import { AUTHORIZED, JSON_BODY, consoleWorld } from './console-world.ts';

const PERIOD = 'from=2026-11-16&to=2026-11-23';

interface Told {
  readonly value: number | null;
  readonly before: number | null;
  readonly leads: string | null;
}

interface ToldReport {
  readonly period: { readonly from: string; readonly to: string };
  readonly before: { readonly from: string; readonly to: string };
  readonly tables: readonly {
    readonly table: string;
    readonly rows: readonly {
      readonly labels: Record<string, string>;
      readonly names: Record<string, string>;
      readonly numbers: Record<string, Told>;
    }[];
    readonly total: { readonly numbers: Record<string, Told> } | null;
  }[];
}

function at(minutes: number): Date {
  return new Date(Date.parse('2026-11-23T09:00:00.000Z') + minutes * 60_000);
}

function someLeads(): readonly Lead[] {
  const offered = (id: string, receivedAt = '2026-11-23T09:00:00.000Z') => anOfferedLead({ id, receivedAt });
  const owned = (id: string) => accepted(offered(id), at(2));
  const rejected = aQualifiedLead({
    id: 'rejected',
    status: 'rejected',
    attribution: { utm_source: '=cmd()', utm_campaign: 'x"y;z' },
    verdict: {
      outcome: 'rejected',
      policyVersion: 3,
      reasons: ['region-not-served', 'too-small'],
      rules: [],
    },
  });
  const { touch, first } = aTouch(owned('first'), { id: 'touch' });
  return [
    aLead({ id: 'fresh' }),
    rejected,
    first,
    touch,
    offerEnded(offered('declined'), 'declined', 'too-far', at(3)),
    offerEnded(offered('silent'), 'expired', undefined, at(30)),
    won(responded(owned('won'), { at: at(5).toISOString(), by: 'crm' }, at(5)), 'crm', at(60)),
    rated(lost(owned('lost'), 'price', 'crm', at(60)), 3, 'ops', at(90)),
    rated(owned('liked'), 9, 'ops', at(90)),
    responseStepTaken(
      owned('overdue'),
      { at: at(40).toISOString(), step: 'reminded' },
      { rep: 'olga', notice: 'response-due' },
      [],
      at(45),
    ),
    offered('week-before', '2026-11-14T09:00:00.000Z'),
    offered('last-night', '2026-11-15T21:30:00.000Z'),
  ];
}

describe('the reports', () => {
  it.each(REPORTS)('turn each number of «%s» back into exactly its leads', async (report) => {
    const { ask } = consoleWorld(someLeads());
    const told = JSON.parse(
      (await ask('GET', `/v1/reports/${report}?${PERIOD}`, { headers: AUTHORIZED })).body,
    ) as ToldReport;

    const linked = told.tables
      .flatMap(({ rows, total }) => [...rows, ...(total === null ? [] : [total])])
      .flatMap(({ numbers }) => Object.entries(numbers))
      .filter(([code, { leads }]) => leads !== null && !/^p\d|P\d/.test(code));

    expect(linked.length).toBeGreaterThan(report === 'fairness' || report === 'forgotten' ? 0 : 3);
    for (const [code, { value, leads }] of linked) {
      const { body } = await ask('GET', `${leads}&limit=100`, { headers: AUTHORIZED });
      expect({ code, leads, count: JSON.parse(body).leads.length }).toEqual({ code, leads, count: value });
    }
  });

  it('count days by the calendar of the supervisor, and compare with as many days before', async () => {
    const { ask } = consoleWorld(someLeads());

    const { body } = await ask('GET', `/v1/reports/quality?${PERIOD}`, { headers: AUTHORIZED });

    const { period, before, tables } = JSON.parse(body) as ToldReport;
    expect({ period, before }).toEqual({
      period: { from: '2026-11-16', to: '2026-11-23' },
      before: { from: '2026-11-08', to: '2026-11-15' },
    });
    // 00:30 in Moscow is of the 16th, though it is the 15th in UTC.
    expect(tables[0]?.total?.numbers['received']).toMatchObject({ value: 11, before: 1 });
  });

  it('give a table as a file that Excel opens, with no formula in it', async () => {
    const { ask } = consoleWorld(someLeads());

    const { headers, body } = await ask('GET', `/v1/reports/quality?${PERIOD}&format=csv&table=by-campaign`, {
      headers: { ...AUTHORIZED, 'accept-language': 'ru' },
    });

    expect(headers?.['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers?.['content-disposition']).toContain('quality-by-campaign-2026-11-16-2026-11-23.csv');
    const [heading = '', ...lines] = body.split('\r\n');
    expect(heading).toMatch(/^\uFEFFИсточник;Кампания;Пришло;Пришло \(период раньше\);/);
    expect(lines).toContain(`main-site;"'=cmd():x""y;z";1;;0;;0;;0;;1;;0;;0;;0;;0;;0;`);
    expect(lines.find((line) => line.startsWith('main-site;yandex:pumps'))).toContain(';0,8889;');
  });

  it('say which parameter makes no sense', async () => {
    const { ask } = consoleWorld();
    const answers = await Promise.all(
      [
        'from=2026-02-30',
        'from=2026-11-02&to=2026-11-01',
        'from=2020-01-01&to=2026-01-01',
        'format=xml',
        'format=csv&table=no',
      ].map((query) => ask('GET', `/v1/reports/quality?${query}`, { headers: AUTHORIZED })),
    );

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 400, 400]);
    expect(answers.map(({ body }) => JSON.parse(body).errors[0].code)).toEqual([
      'bad-period',
      'bad-period',
      'bad-period',
      'bad-format',
      'bad-table',
    ]);
    expect((await ask('GET', '/v1/reports/none', { headers: AUTHORIZED })).statusCode).toBe(404);
    expect((await ask('GET', '/v1/reports/quality')).statusCode).toBe(401);
  });

  it('show people a page with the numbers as links, in their language', async () => {
    const world = consoleWorld(someLeads());
    const headers = await world.signIn();

    const pages = await Promise.all(
      REPORTS.map((name) => world.ask('GET', `/console/reports/${name}?${PERIOD}`, { headers })),
    );

    expect(pages.map(({ statusCode }) => statusCode)).toEqual(REPORTS.map(() => 200));
    expect(pages[1]?.body).toContain('region-not-served');
    expect(pages[6]?.body).toContain('Ольга Ким');
    expect(pages[0]?.body).toMatch(/href="\/console\?figure=leads%2Fmain-site%2F\*%2Fqualified&amp;from=/);
    for (const { body } of pages) expect(body).not.toMatch(/undefined|NaN|\[object/);
  });

  it('take a client’s rating of a lead that was handed over, and of no other', async () => {
    const { ask, leads } = consoleWorld(someLeads());
    const rate = (id: string, body: string) =>
      ask('POST', `/v1/leads/${id}/rating`, { headers: { ...AUTHORIZED, ...JSON_BODY }, body });

    const answers = [
      await rate('won', '{"score":10}'),
      await rate('won', '{"score":6}'),
      await rate('won', '{"score":6}'),
      await rate('rejected', '{"score":6}'),
      await rate('won', '{"score":11}'),
      await rate('none', '{"score":1}'),
    ];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 409, 400, 404]);
    expect((await leads.find('won'))?.rating).toMatchObject({ score: 6, by: 'ops' });
    const { body } = await ask('GET', `/v1/reports/ratings?${PERIOD}`, { headers: AUTHORIZED });
    expect((JSON.parse(body) as ToldReport).tables[0]?.total?.numbers['nps']?.value).toBeCloseTo(-100 / 3);
  });
});
