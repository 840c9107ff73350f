import type { Lead } from '#shared/domain/lead.ts';
import { accepted, offerEnded } from '#shared/domain/offer-life.ts';
import { lost, responded, won } from '#shared/domain/response-life.ts';
import { duplicateOf } from '#shared/domain/lead-touches.ts';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/adapters/dynamodb/lead-item.ts';
import { DynamoDbReportBook } from '#shared/adapters/dynamodb/report-book.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { figuresOf } from '#shared/domain/reporting/lead-figures.ts';
import { FACETS, sumOfTallies } from '#shared/domain/reporting/tally.ts';
import type { Tally } from '#shared/domain/reporting/figure.ts';
import { countLeads } from '#shared/reporting/count-leads.ts';
import { REPORTS, makeReport } from '#shared/reporting/make-report.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { startTables, type TestTable } from '#test/support/table.ts';
import type { Figure, Section } from './report.ts';
import { percentile } from './statistics.ts';

const LEADS = 100_000;
const CHANGED = 2_000;
const DAYS = 30;
const FIRST_DAY = Date.parse('2026-10-01T00:00:00.000Z');
const PERIOD = { from: '2026-10-01', to: '2026-10-30' };
const NOW = new Date('2026-11-05T09:00:00.000Z');
const ZONE = 'Europe/Moscow';
const RUNS = 20;
const GOAL_MS = 1_000;
const WRITES_AT_ONCE = 25;
const REQUESTS_AT_ONCE = 8;

type Place = Omit<TestTable, 'stop'>;

/** A month of leads: how long counting them takes, and each report afterwards; its sums against counting every lead. */
export async function measureReports(): Promise<Section> {
  const tables = await startTables();
  try {
    const place = await tables.open();
    const leads = Array.from({ length: LEADS }, (_, index) => leadOf(index));
    await keepAll(leads, place);
    return await measure(leads, place);
  } finally {
    await tables.stop();
  }
}

async function measure(leads: readonly Lead[], { client, name }: Place): Promise<Section> {
  const reports = new DynamoDbReportBook(client, name);
  const terms = { hash: async (kind: string, value: string) => `${kind}=${value}` };
  const count = async () => {
    const startedAt = performance.now();
    const until = new Date(NOW.getTime() + 3_600_000);
    const { counted } = await countLeads(
      { timeZone: ZONE, until },
      { reports, terms, clock: { now: () => NOW } },
    );
    return { counted, seconds: (performance.now() - startedAt) / 1_000 };
  };
  const first = await count();
  const now = await changeSome(leads, new DynamoDbLeadRepository(client, name));
  const second = await count();
  const heapBefore = process.memoryUsage().rss;
  const times = new Map<string, number[]>();
  for (let run = 0; run < RUNS; run += 1)
    for (const report of REPORTS) {
      const startedAt = performance.now();
      await makeReport(report, PERIOD, { reports, pools: [] });
      times.set(report, [...(times.get(report) ?? []), performance.now() - startedAt]);
    }
  const grownMiB = (process.memoryUsage().rss - heapBefore) / 2 ** 20;
  const wrong = await differences(reports, now);
  return {
    benchmark: `reports: ${LEADS} leads of ${DAYS} days, counted as they are and read as sums`,
    figures: [
      {
        name: 'counting them all',
        figure: `${first.seconds.toFixed(1)} s`,
        note: `${Math.round(first.counted / first.seconds)}/s`,
      },
      { name: `counting ${second.counted} that changed`, figure: `${second.seconds.toFixed(2)} s` },
      ...REPORTS.map((report) => reportFigure(report, times.get(report) ?? [])),
      { name: 'memory grown over all of them', figure: `${grownMiB.toFixed(0)} MiB` },
      { name: 'figures unlike those of the leads', figure: String(wrong), goal: '0', ok: wrong === 0 },
    ],
    notes: [
      `each report ${RUNS} times, with the period before; the table lies on the disk`,
      'the comparison counts every lead anew, after some have changed',
    ],
    raw: { first, second, times: Object.fromEntries(times), grownMiB, wrong },
  };
}

function reportFigure(report: string, times: readonly number[]): Figure {
  const slowest = percentile(times, 0.99);
  return {
    name: `report ${report}, p50 / p99`,
    figure: `${percentile(times, 0.5).toFixed(0)} / ${slowest.toFixed(0)} ms`,
    goal: `< ${GOAL_MS} ms`,
    ok: slowest < GOAL_MS,
  };
}

async function changeSome(
  leads: readonly Lead[],
  repository: DynamoDbLeadRepository,
): Promise<readonly Lead[]> {
  const now = [...leads];
  const step = Math.floor(LEADS / CHANGED);
  for (let index = 8; index < LEADS; index += step) {
    const lead = leads[index];
    if (lead === undefined || lead.status !== 'offered') continue;
    const changed = accepted(lead, new Date(Date.parse(lead.receivedAt) + 60_000));
    await repository.save(changed);
    now[index] = changed;
  }
  return now;
}

/** How many figures are not what the leads themselves add up to. */
async function differences(reports: DynamoDbReportBook, leads: readonly Lead[]): Promise<number> {
  const expected = new Map<string, number>();
  for (const lead of leads)
    for (const one of figuresOf(lead)) expected.set(one, (expected.get(one) ?? 0) + 1);
  const spans = await Promise.all(FACETS.map((facet) => reports.readSpan(facet, '2026-09-01', '2026-11-30')));
  const told: Tally = sumOfTallies(spans.flat().map(({ tally }) => tally));
  const known = new Set([...expected.keys(), ...Object.keys(told)]);
  return [...known].filter((one) => (expected.get(one) ?? 0) !== (told[one] ?? 0)).length;
}

function leadOf(index: number): Lead {
  const receivedAt = new Date(
    FIRST_DAY + ((index * 7_919) % (DAYS * 86_400)) * 1_000 - 3 * 3_600_000,
  ).toISOString();
  const of = {
    id: `lead-${String(index).padStart(8, '0')}`,
    receivedAt,
    source: ['main-site', 'landing', 'mango', 'partners'][index % 4] ?? '',
    attribution: {
      utm_source: ['yandex', 'vk', 'newsletter'][index % 3] ?? '',
      utm_campaign: `campaign-${index % 40}`,
    },
    contact: { phone: `+7999${String(index).padStart(7, '0')}` },
    requisites: { companyName: `ООО «Завод ${index % 5_000}»` },
  };
  const later = (minutes: number) => new Date(Date.parse(receivedAt) + minutes * 60_000);
  const owned = () => accepted(withRep(anOfferedLead(of), index), later(2 + (index % 50)));
  switch (index % 10) {
    case 0:
      return aLead(of);
    case 1:
    case 2:
      return aQualifiedLead({
        ...of,
        status: 'rejected',
        verdict: { outcome: 'rejected', policyVersion: 1, reasons: [`reason-${index % 12}`], rules: [] },
      });
    case 3:
      return duplicateOf(aQualifiedLead(of), aLead({ id: 'first' }), ['phone'], later(1));
    case 4:
      return offerEnded(withRep(anOfferedLead(of), index), 'declined', 'too-far', later(3));
    case 5:
      return won(
        responded(owned(), { at: later(60 + (index % 300)).toISOString(), by: 'crm' }, later(400)),
        'crm',
        later(9_000),
      );
    case 6:
      return lost(owned(), `stage-${index % 7}`, 'crm', later(5_000));
    case 7:
      return owned();
    default:
      return withRep(anOfferedLead(of), index);
  }
}

function withRep(lead: Lead, index: number): Lead {
  const rep = `rep-${index % 20}`;
  return lead.offer === undefined ? lead : { ...lead, owner: rep, offer: { ...lead.offer, rep } };
}

async function keepAll(leads: readonly Lead[], { client, name }: Place): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < leads.length) {
      const some = leads.slice(next, (next += WRITES_AT_ONCE));
      const writes = some.map((lead) => ({ PutRequest: { Item: toItem(lead) } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: writes } }));
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, worker));
}
