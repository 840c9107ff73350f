import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { swept } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import { aLead } from '#test/support/a-lead.ts';
import { WORLDS, type WorldMaker } from '#test/support/worlds.ts';

const RECEIVED_AT = '2026-11-23T09:00:00.000Z';
const UNTIL = '2026-11-23T09:10:00.000Z';
const NOW = new Date('2026-11-23T09:05:00Z');

describe.each(WORLDS)('the leads $name', ({ start }) => {
  let worlds: WorldMaker;
  let leads: LeadRepository;
  beforeAll(async () => {
    worlds = await start();
  });
  beforeEach(async () => {
    ({ leads } = await worlds.open());
  });
  afterAll(() => worlds.stop());

  it('keep a lead as it is', async () => {
    const lead = aLead({ extra: { ключ: 'значение \u{1F4DE}' } });

    expect(await leads.keep(lead)).toEqual({ outcome: 'kept' });

    expect(await leads.find(lead.id)).toEqual(lead);
  });

  it('know the same lead again, also in the very same words', async () => {
    const lead = aLead();
    await leads.keep(lead);

    expect(await leads.keep(lead)).toEqual({ outcome: 'known', lead });
  });

  it('tell of a known lead how it stands now', async () => {
    const lead = aLead();
    await leads.keep(lead);
    const later = swept(lead, UNTIL, NOW);
    await leads.save(later);

    expect(await leads.keep(aLead({ receivedAt: UNTIL }))).toEqual({ outcome: 'known', lead: later });
  });

  it('keep one of twenty that come at once', async () => {
    const lead = aLead();

    const outcomes = await Promise.all(Array.from({ length: 20 }, () => leads.keep(lead)));

    expect(outcomes.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1);
  });

  it('keep one of twenty without an id of their own that come at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        leads.keep(aLead({ id: `parallel-${index}` }), { key: 'same words', until: UNTIL }),
      ),
    );

    const kept = outcomes.findIndex(({ outcome }) => outcome === 'kept');
    const known = outcomes.flatMap((outcome) => (outcome.outcome === 'known' ? [outcome.lead.id] : []));
    expect(known).toEqual(Array.from({ length: 19 }, () => `parallel-${kept}`));
    expect((await leads.list({ to: UNTIL }, 30)).leads).toHaveLength(1);
  });

  it.each([
    ['2026-11-23T09:09:59.999Z', 'known'],
    ['2026-11-23T09:10:00.000Z', 'kept'],
    ['2026-11-23T09:10:00.001Z', 'kept'],
  ])('take what arrives at %s as %s, when the window ends at 09:10', async (receivedAt, outcome) => {
    await leads.keep(aLead(), { key: 'words', until: UNTIL });

    const again = aLead({ id: 'lead-00000002', receivedAt });
    const until = '2026-11-23T09:20:00.000Z';

    expect(await leads.keep(again, { key: 'words', until })).toMatchObject({ outcome });
  });

  it('know the first of a window, not the last', async () => {
    await leads.keep(aLead({ id: 'first-00' }), { key: 'words', until: UNTIL });
    await leads.keep(aLead({ id: 'second-0' }), { key: 'other words', until: UNTIL });

    const again = await leads.keep(aLead({ id: 'third-00' }), { key: 'words', until: UNTIL });

    expect(again).toMatchObject({ outcome: 'known', lead: { id: 'first-00' } });
    expect(await leads.find('third-00')).toBeUndefined();
  });

  it('find nothing under an id nobody kept', async () => {
    expect(await leads.find('nobody-kept-it')).toBeUndefined();
    expect(await leads.find('x'.repeat(5_000))).toBeUndefined();
  });

  it('save the next version, and no other', async () => {
    const lead = aLead();
    await leads.keep(lead);
    const next = swept(lead, UNTIL, NOW);

    expect(await leads.save({ ...next, version: 3 })).toBe('outdated');
    expect(await leads.save({ ...next, version: 1 })).toBe('outdated');
    expect(await leads.save(next)).toBe('saved');
    expect(await leads.find(lead.id)).toEqual(next);
  });

  it('save one of two different next versions', async () => {
    const lead = aLead();
    await leads.keep(lead);

    const outcomes = await Promise.all([
      leads.save(swept(lead, UNTIL, NOW)),
      leads.save(swept(lead, RECEIVED_AT, NOW)),
    ]);

    expect(outcomes.sort()).toEqual(['outdated', 'saved']);
  });

  it('take the same save twice for one', async () => {
    const lead = aLead();
    await leads.keep(lead);
    const next = swept(lead, UNTIL, NOW);
    await leads.save(next);

    expect(await leads.save(next)).toBe('saved');
    expect((await leads.find(lead.id))?.version).toBe(2);
  });

  it('forget what a lead does not have any more', async () => {
    const lead = aLead({ status: 'accepted', owner: 'olga' });
    await leads.keep(lead);
    const { owner: _owner, nextActionAt: _due, ...rest } = lead;

    await leads.save({ ...rest, version: 2 });

    expect(await leads.find(lead.id)).toEqual({ ...rest, version: 2 });
  });

  it('save nothing that was never kept', async () => {
    expect(await leads.save(aLead({ version: 2 }))).toBe('outdated');
    expect(await leads.find('lead-00000001')).toBeUndefined();
  });
});

describe.each(WORLDS)('a listing $name', ({ start }) => {
  /** Over three months, two at the same moment, some on the very border. */
  const LEADS: readonly Lead[] = [
    ['2026-09-30T23:59:59.999Z', 'main-site'],
    ['2026-10-01T00:00:00.000Z', 'main-site'],
    ['2026-10-15T12:00:00.000Z', 'mango'],
    ['2026-10-31T23:59:59.999Z', 'main-site'],
    ['2026-11-01T00:00:00.000Z', 'mango'],
    ['2026-11-01T00:00:00.000Z', 'main-site'],
    ['2026-11-20T10:00:00.000Z', 'main-site'],
    ['2026-11-20T10:00:00.001Z', 'main-site'],
  ].map(([receivedAt = '', source = ''], index) => aLead({ id: `listed-0${index}`, receivedAt, source }));
  const NEWEST_FIRST = LEADS.map(({ id }) => id).reverse();
  const TO = '2026-12-01T00:00:00.000Z';

  let worlds: WorldMaker;
  let leads: LeadRepository;
  beforeAll(async () => {
    worlds = await start();
    ({ leads } = await worlds.open());
    for (const lead of LEADS) await leads.keep(lead);
  });
  afterAll(() => worlds.stop());

  async function pages(filter: Parameters<LeadRepository['list']>[0], limit: number): Promise<string[][]> {
    const found: string[][] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await leads.list(filter, limit, cursor);
      found.push(page.leads.map(({ id }) => id));
      cursor = page.next;
    }
    return found;
  }

  it.each([1, 2, 3, 7, 8, 100])(
    'is newest first, over the borders of months, without gaps or doubles, by pages of %i',
    async (limit) => {
      const found = await pages({ to: TO, from: '2026-01-01T00:00:00.000Z' }, limit);

      expect(found.flat()).toEqual(NEWEST_FIRST);
      expect(Math.max(...found.map((page) => page.length))).toBeLessThanOrEqual(limit);
    },
  );

  it('begins at `from` and ends before `to`', async () => {
    const filter = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-20T10:00:00.001Z' };

    expect((await pages(filter, 2)).flat()).toEqual(NEWEST_FIRST.slice(1, 7));
  });

  it('holds nothing when it ends before it begins', async () => {
    const filter = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };

    expect(await pages(filter, 10)).toEqual([[]]);
  });

  it.each([1, 2, 10])('leaves out what the filter does not want, by pages of %i', async (limit) => {
    const filter = { source: 'mango', from: '2026-01-01T00:00:00.000Z', to: TO };

    expect((await pages(filter, limit)).flat()).toEqual(['listed-04', 'listed-02']);
  });

  it('is not disturbed by leads that arrive while it is turned over', async () => {
    const filter = { from: '2026-01-01T00:00:00.000Z', to: TO };
    const first = await leads.list(filter, 3);
    await leads.keep(aLead({ id: 'listed-99', receivedAt: '2026-11-21T00:00:00.000Z' }));

    const second = await leads.list(filter, 3, first.next);

    expect([...first.leads, ...second.leads].map(({ id }) => id)).toEqual(NEWEST_FIRST.slice(0, 6));
  });
});
