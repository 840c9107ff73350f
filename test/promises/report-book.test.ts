import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { DynamoDbReportBook } from '#shared/adapters/dynamodb/report-book.ts';
import { accepted, offerEnded } from '#shared/domain/offer-life.ts';
import { responded, lost, won } from '#shared/domain/response-life.ts';
import { duplicateOf, partedFrom } from '#shared/domain/lead-touches.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { figuresOf } from '#shared/domain/reporting/lead-figures.ts';
import { FACETS, facetOf, sumOfTallies } from '#shared/domain/reporting/tally.ts';
import { zonedMoment } from '#shared/domain/time-zone.ts';
import { countLeads } from '#shared/reporting/count-leads.ts';
import { aLead, anOfferedLead, aQualifiedLead } from '../support/a-lead.ts';
import { startTables, type TestTables } from '../support/table.ts';

const NOW = new Date('2026-11-30T12:00:00.000Z');
const ZONE = 'Europe/Moscow';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

async function aWorld() {
  const { client, name } = await tables.open();
  const reports = new DynamoDbReportBook(client, name);
  const terms = { hash: async (kind: string, value: string) => `${kind}=${value}` };
  const dependencies = { reports, terms, clock: { now: () => NOW } };
  const count = () => countLeads({ timeZone: ZONE, until: new Date(NOW.getTime() + 60_000) }, dependencies);
  return { leads: new DynamoDbLeadRepository(client, name), reports, dependencies, count };
}

type World = Awaited<ReturnType<typeof aWorld>>;

async function tallied({ reports }: World) {
  const spans = await Promise.all(FACETS.map((facet) => reports.readSpan(facet, '2026-10-01', '2026-12-31')));
  return Object.fromEntries(spans.flat().map(({ facet, day, tally }) => [`${facet} ${day}`, tally]));
}

/** What the tallies should be, by counting every lead as it is. */
function bruteForce(leads: readonly Lead[]) {
  const byPlace = new Map<string, Record<string, number>[]>();
  for (const lead of leads)
    for (const figure of figuresOf(lead)) {
      const place = `${facetOf(figure)} ${zonedMoment(ZONE, Date.parse(lead.receivedAt)).date}`;
      byPlace.set(place, [...(byPlace.get(place) ?? []), { [figure]: 1 }]);
    }
  return Object.fromEntries([...byPlace].map(([place, each]) => [place, sumOfTallies(each)]));
}

const CHANGES: readonly ((lead: Lead, at: Date) => Lead)[] = [
  (lead, at) => (lead.offer?.state === 'open' ? accepted(lead, at) : lead),
  (lead, at) => (lead.offer?.state === 'open' ? offerEnded(lead, 'declined', 'too-far', at) : lead),
  (lead, at) => responded(lead, { at: at.toISOString(), by: 'crm' }, at),
  (lead, at) => won(lead, 'crm', at),
  (lead, at) => lost(lead, 'price', 'crm', at),
  (lead, at) =>
    lead.status === 'duplicate' ? lead : duplicateOf(lead, aLead({ id: 'first' }), ['phone'], at),
  (lead, at) => (lead.status === 'duplicate' ? partedFrom(lead, aLead({ id: 'first' }), 'ops', at) : lead),
];

describe('the report book', () => {
  it('counts what every lead is now, whatever became of it and however often it was counted', async () => {
    const plans = fc.array(
      fc.record({
        kind: fc.constantFrom(aLead, aQualifiedLead, anOfferedLead),
        source: fc.constantFrom('main-site', 'mango'),
        day: fc.integer({ min: 1, max: 4 }),
        campaign: fc.constantFrom('pumps', 'presses', ''),
        changes: fc.array(fc.nat({ max: CHANGES.length - 1 }), { maxLength: 5 }),
        countAfter: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    );

    await fc.assert(
      fc.asyncProperty(plans, async (leads) => {
        const world = await aWorld();
        const kept = new Map<string, Lead>();
        for (const [place, plan] of leads.entries()) {
          const receivedAt = `2026-11-0${plan.day}T2${place % 4}:30:00.000Z`;
          const made = plan.kind({
            id: `lead-${String(place).padStart(8, '0')}`,
            source: plan.source,
            receivedAt,
            attribution: plan.campaign === '' ? {} : { utm_source: 'yandex', utm_campaign: plan.campaign },
          });
          await world.leads.keep(made);
          kept.set(made.id, made);
        }
        for (const [place, { changes, countAfter }] of leads.entries()) {
          const id = `lead-${String(place).padStart(8, '0')}`;
          for (const change of changes) {
            const lead = kept.get(id) as Lead;
            const changed = CHANGES[change]?.(lead, new Date('2026-11-10T10:00:00.000Z')) ?? lead;
            if (changed === lead) continue;
            expect(await world.leads.save(changed)).toBe('saved');
            kept.set(id, changed);
          }
          if (countAfter) await world.count();
        }

        await world.count();

        expect(withoutEmpty(await tallied(world))).toEqual(bruteForce([...kept.values()]));
        expect(await world.count()).toEqual({ counted: 0, behind: false });
      }),
      { numRuns: 25 },
    );
  });

  it('keeps its sums when several count at the same time', async () => {
    const world = await aWorld();
    const leads = Array.from({ length: 150 }, (_, place) =>
      anOfferedLead({ id: `lead-${place}`, receivedAt: `2026-11-0${1 + (place % 7)}T09:00:00.000Z` }),
    );
    await Promise.all(leads.map((lead) => world.leads.keep(lead)));

    await Promise.all([world.count(), world.count(), world.count()]);
    while ((await world.count()).behind);

    expect(await tallied(world)).toEqual(bruteForce(leads));
    expect(await world.reports.countChanged(10)).toBe(0);
  });

  it('counts nothing of a lead that changed while it was being counted', async () => {
    const world = await aWorld();
    const lead = anOfferedLead();
    await world.leads.keep(lead);
    const [changed] = await world.reports.changed(NOW.toISOString(), 10);
    await world.leads.save(accepted(lead, NOW));

    const outcome = await world.reports.count({
      leads: [
        { lead: changed?.lead ?? lead, now: { day: '2026-11-23', figures: ['stage/received'], terms: [] } },
      ],
      tallies: [{ facet: 'flow', day: '2026-11-23', version: 0, tally: { 'stage/received': 1 } }],
    });

    expect(outcome).toBe('outdated');
    expect(await tallied(world)).toEqual({});
  });

  it('leaves a lead of the last seconds alone, which others are still writing', async () => {
    const world = await aWorld();
    await world.leads.keep(aLead({ receivedAt: '2026-11-30T11:59:57.000Z' }));

    expect(await world.count()).toEqual({ counted: 0, behind: false });
    expect(await world.reports.countChanged(10)).toBe(1);
  });

  it('finds leads by what they tell, newest first, and no longer by what they told before', async () => {
    const world = await aWorld();
    const old = aQualifiedLead({ id: 'old', receivedAt: '2026-11-01T09:00:00.000Z' });
    await world.leads.keep(old);
    await world.leads.keep(aQualifiedLead({ id: 'new', receivedAt: '2026-11-02T09:00:00.000Z' }));
    await world.count();
    const before = await world.reports.find('find-phone=+79991234567', 10);

    await world.leads.save({ ...old, version: old.version + 1, contact: { phone: '+79990000000' } });
    await world.count();

    expect(before).toEqual(['new', 'old']);
    expect(await world.reports.find('find-phone=+79991234567', 10)).toEqual(['new']);
    expect(await world.reports.find('find-phone=+79990000000', 10)).toEqual(['old']);
    expect(await world.reports.findByWord('рома', 10)).toEqual(['new', 'old']);
    expect(await world.reports.findByWord('ромб', 10)).toEqual([]);
  });
});

function withoutEmpty(tallies: Readonly<Record<string, object>>) {
  return Object.fromEntries(Object.entries(tallies).filter(([, tally]) => Object.keys(tally).length > 0));
}
