import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offeredTo, offerEnded } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { PlaceTaken } from '#shared/ports/assignment-book.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { WORLDS, type World, type WorldMaker } from '#test/support/worlds.ts';

const NOW = new Date('2026-11-23T09:00:01Z');
const DEADLINE = '2026-11-23T09:05:00.000Z';
const TURN = { pool: 'key', add: { olga: -500_000, anna: 500_000 } };

describe.each(WORLDS)('the book of who owns what $name', ({ start }) => {
  let worlds: WorldMaker;
  let world: World;
  beforeAll(async () => {
    worlds = await start();
  });
  beforeEach(async () => {
    world = await worlds.open();
  });
  afterAll(() => worlds.stop());

  async function keptLead(id: string): Promise<Lead> {
    const lead = aQualifiedLead({ id, version: 1 });
    await world.leads.keep(lead);
    return lead;
  }

  /** Puts a lead of the source before the rep, and says whether they had a place. */
  async function take(id: string, place: Omit<PlaceTaken, 'rep' | 'capacity'>, capacity = 100) {
    const lead = await keptLead(id);
    const outcome = await world.book.commit({
      lead: offered(lead),
      take: { rep: 'olga', capacity, ...place },
    });
    return { outcome, lead: offered(lead) };
  }

  async function stateOf(rep: string) {
    const { reps } = await world.book.read('none-at-all', [rep], []);
    return reps[rep];
  }

  async function loadOf(rep: string): Promise<number> {
    const { reps } = await world.book.read('none-at-all', [rep], []);
    return reps[rep]?.open ?? 0;
  }

  it('reads a team nobody has written about as free, and no lead as none', async () => {
    expect(await world.book.read('lead-unknown', ['olga', 'anna'], ['key'])).toEqual({
      lead: undefined,
      reps: { olga: { open: 0 }, anna: { open: 0 } },
      turns: { key: {} },
    });
  });

  it('writes owner, load and turn together', async () => {
    const lead = await keptLead('lead-0001');
    const next = offered(lead);

    expect(await world.book.commit({ lead: next, take: { rep: 'olga', capacity: 2 }, turn: TURN })).toBe(
      'done',
    );

    expect(await world.book.read(lead.id, ['olga', 'anna'], ['key'])).toEqual({
      lead: next,
      reps: { olga: { open: 1 }, anna: { open: 0 } },
      turns: { key: TURN.add },
    });
  });

  it('changes nothing for a lead that has changed since it was read', async () => {
    const lead = await keptLead('lead-0001');
    const next = { ...offered(lead), version: 3 };

    expect(await world.book.commit({ lead: next, take: { rep: 'olga', capacity: 2 }, turn: TURN })).toBe(
      'outdated',
    );

    expect(await world.book.read(lead.id, ['olga'], ['key'])).toEqual({
      lead,
      reps: { olga: { open: 0 } },
      turns: { key: {} },
    });
  });

  it('changes nothing when the rep is full', async () => {
    const [first, second] = [await keptLead('lead-0001'), await keptLead('lead-0002')];
    await world.book.commit({ lead: offered(first), take: { rep: 'olga', capacity: 1 } });

    const change = { lead: offered(second), take: { rep: 'olga', capacity: 1 }, turn: TURN };
    expect(await world.book.commit(change)).toBe('full');

    expect(await world.book.read(second.id, ['olga'], ['key'])).toEqual({
      lead: second,
      reps: { olga: { open: 1 } },
      turns: { key: {} },
    });
  });

  it('does the same change once, however often it is written', async () => {
    const lead = await keptLead('lead-0001');
    const change = { lead: offered(lead), take: { rep: 'olga', capacity: 1 }, turn: TURN };

    const outcomes = [await world.book.commit(change), await world.book.commit(change)];

    expect(outcomes).toEqual(['done', 'done']);
    expect(await world.book.read(lead.id, ['olga'], ['key'])).toMatchObject({
      reps: { olga: { open: 1 } },
      turns: { key: TURN.add },
    });
  });

  it('lets one of two workers have a lead', async () => {
    const lead = await keptLead('lead-0001');

    const outcomes = await Promise.all(
      ['olga', 'anna'].map((rep) =>
        world.book.commit({ lead: offered(lead, rep), take: { rep, capacity: 5 } }),
      ),
    );

    expect(outcomes.sort()).toEqual(['done', 'outdated']);
    expect((await loadOf('olga')) + (await loadOf('anna'))).toBe(1);
  });

  it('never fills a rep above capacity, with fifty leads at once', async () => {
    const leads = await Promise.all(
      Array.from({ length: 50 }, (_, index) => keptLead(`lead-${String(index).padStart(4, '0')}`)),
    );

    const outcomes = await Promise.all(
      leads.map((lead) => world.book.commit({ lead: offered(lead), take: { rep: 'olga', capacity: 5 } })),
    );

    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(45);
    expect(await loadOf('olga')).toBe(5);
    const owned = (await Promise.all(leads.map(({ id }) => world.leads.find(id)))).filter(
      (lead) => lead?.owner === 'olga',
    );
    expect(owned).toHaveLength(5);
  });

  it('gives a place back together with the lead', async () => {
    const lead = offered(await keptLead('lead-0001'));
    await world.book.commit({ lead, take: { rep: 'olga', capacity: 1 } });

    const ended = offerEnded(lead, 'declined', 'busy', NOW);
    expect(await world.book.commit({ lead: ended, release: { rep: 'olga' } })).toBe('done');

    expect(await loadOf('olga')).toBe(0);
    expect(await world.leads.find(lead.id)).toEqual(ended);
  });

  it('moves a place from one rep to another in one step', async () => {
    const lead = offered(await keptLead('lead-0001'));
    await world.book.commit({ lead, take: { rep: 'olga', capacity: 1 } });

    const next = offered(offerEnded(lead, 'declined', 'busy', NOW), 'anna');
    const change = {
      lead: { ...next, version: lead.version + 1 },
      take: { rep: 'anna', capacity: 1 },
      release: { rep: 'olga' },
    };
    expect(await world.book.commit(change)).toBe('done');

    expect([await loadOf('olga'), await loadOf('anna')]).toEqual([0, 1]);
  });

  it('leaves the load alone when the same rep gives a place back and takes it', async () => {
    const lead = offered(await keptLead('lead-0001'));
    await world.book.commit({ lead, take: { rep: 'olga', capacity: 1 } });

    const again = { ...lead, version: lead.version + 1 };
    const change = { lead: again, take: { rep: 'olga', capacity: 1 }, release: { rep: 'olga' } };
    expect(await world.book.commit(change)).toBe('done');

    expect(await loadOf('olga')).toBe(1);
  });

  it('never counts below zero, and lets no lead stand still for a wrong count', async () => {
    const lead = offered(await keptLead('lead-0001'));
    await world.book.commit({ lead });

    const ended = offerEnded(lead, 'expired', undefined, NOW);
    expect(await world.book.commit({ lead: ended, release: { rep: 'olga' } })).toBe('done');

    expect(await loadOf('olga')).toBe(0);
    expect((await world.leads.find(lead.id))?.status).toBe('qualified');
  });

  it('counts the leads of a day, and refuses one too many', async () => {
    const day = { date: '2026-11-23', limit: 2 };

    const outcomes = [
      await take('lead-0001', { day }),
      await take('lead-0002', { day }),
      await take('lead-0003', { day }),
    ].map(({ outcome }) => outcome);

    expect(outcomes).toEqual(['done', 'done', 'full']);
    expect(await stateOf('olga')).toEqual({ open: 2, day: { date: '2026-11-23', taken: 2 } });
    expect(await world.leads.find('lead-0003')).toMatchObject({ status: 'qualified', version: 1 });
  });

  it('begins to count anew on another day, though nobody has read that it turned', async () => {
    await take('lead-0001', { day: { date: '2026-11-23', limit: 1 } });

    const outcomes = [
      await take('lead-0002', { day: { date: '2026-11-24', limit: 1 } }),
      await take('lead-0003', { day: { date: '2026-11-24', limit: 1 } }),
    ].map(({ outcome }) => outcome);

    expect(outcomes).toEqual(['done', 'full']);
    expect(await stateOf('olga')).toEqual({ open: 2, day: { date: '2026-11-24', taken: 1 } });
  });

  it('gives no place of a day back: a lead that was taken was taken', async () => {
    const day = { date: '2026-11-23', limit: 1 };
    const { lead } = await take('lead-0001', { day });
    const ended = offerEnded(lead, 'declined', 'busy', NOW);
    await world.book.commit({ lead: ended, release: { rep: 'olga', source: 'main-site' } });

    expect((await take('lead-0002', { day })).outcome).toBe('full');
    expect(await stateOf('olga')).toEqual({ open: 0, day: { date: '2026-11-23', taken: 1 } });
  });

  it('never goes beyond a day’s limit, with forty leads at the turn of the day', async () => {
    await take('lead-0000', { day: { date: '2026-11-23', limit: 1 } });
    await stateOf('olga');

    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const day = { date: '2026-11-24', limit: 7 };
        return (await take(`lead-day-${String(index).padStart(2, '0')}`, { day })).outcome;
      }),
    );

    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(7);
    expect(await stateOf('olga')).toEqual({ open: 8, day: { date: '2026-11-24', taken: 7 } });
  });

  it('counts the open leads of a source by itself, and refuses one too many of them', async () => {
    const forms = { source: { id: 'main-site', limit: 1 } };
    const { lead } = await take('lead-0001', forms);

    expect((await take('lead-0002', forms)).outcome).toBe('full');
    expect((await take('lead-0003', { source: { id: 'mango.calls' } })).outcome).toBe('done');
    expect(await stateOf('olga')).toEqual({ open: 2, openBySource: { 'main-site': 1, 'mango.calls': 1 } });

    const ended = offerEnded(lead, 'declined', 'busy', NOW);
    await world.book.commit({ lead: ended, release: { rep: 'olga', source: 'main-site' } });
    expect(await stateOf('olga')).toEqual({ open: 1, openBySource: { 'mango.calls': 1 } });
    expect((await take('lead-0004', forms)).outcome).toBe('done');
  });

  it('gives a place back whose source was never counted, and counts no source below zero', async () => {
    const { lead } = await take('lead-0001', {});
    const ended = offerEnded(lead, 'declined', 'busy', NOW);

    expect(await world.book.commit({ lead: ended, release: { rep: 'olga', source: 'main-site' } })).toBe(
      'done',
    );

    expect(await stateOf('olga')).toEqual({ open: 0 });
    await take('lead-0002', { source: { id: 'main-site' } });
    expect(await stateOf('olga')).toEqual({ open: 1, openBySource: { 'main-site': 1 } });
  });

  it('writes a change with every limit in it once, however often its answer was lost', async () => {
    const lead = await keptLead('lead-0001');
    const day = { date: '2026-11-23', limit: 1 };
    const source = { id: 'main-site', limit: 1 };
    const change = { lead: offered(lead), take: { rep: 'olga', capacity: 1, day, source }, turn: TURN };

    const outcomes = [await world.book.commit(change)];
    await stateOf('olga');
    outcomes.push(...(await Promise.all([world.book.commit(change), world.book.commit(change)])));

    expect(outcomes).toEqual(['done', 'done', 'done']);
    expect(await stateOf('olga')).toEqual({
      open: 1,
      day: { date: '2026-11-23', taken: 1 },
      openBySource: { 'main-site': 1 },
    });
  });

  it('has no place where a limit is none', async () => {
    expect((await take('lead-0001', {}, 0)).outcome).toBe('full');
    expect((await take('lead-0002', { day: { date: '2026-11-23', limit: 0 } })).outcome).toBe('full');
    expect((await take('lead-0003', { source: { id: 'main-site', limit: 0 } })).outcome).toBe('full');
    expect(await stateOf('olga')).toEqual({ open: 0 });
  });

  it('adds turns up, from many leads at once', async () => {
    const leads = await Promise.all(
      Array.from({ length: 12 }, (_, index) => keptLead(`lead-turn-${String(index).padStart(2, '0')}`)),
    );

    await Promise.all(
      leads.map((lead, index) =>
        world.book.commit({
          lead: offered(lead),
          turn: { pool: 'key', add: { olga: index, anna: -index, 'rep.with-signs': 1 } },
        }),
      ),
    );

    const { turns } = await world.book.read('none-at-all', [], ['key', 'other']);
    expect(turns).toEqual({ key: { olga: 66, anna: -66, 'rep.with-signs': 12 }, other: {} });
  });

  it('remembers who switched themselves off, whatever becomes of their load', async () => {
    await world.roster.setOnDuty('olga', false);
    const lead = await keptLead('lead-0001');
    await world.book.commit({ lead: offered(lead), take: { rep: 'olga', capacity: 5 } });

    const { reps } = await world.book.read(lead.id, ['olga', 'anna'], []);
    expect(reps).toEqual({ olga: { open: 1, onDuty: false }, anna: { open: 0 } });

    await world.roster.setOnDuty('olga', true);
    expect((await world.book.read(lead.id, ['olga'], [])).reps).toEqual({ olga: { open: 1, onDuty: true } });
  });

  it('reads a team of more than a hundred', async () => {
    const reps = Array.from({ length: 230 }, (_, index) => `rep-${index}`);
    await world.roster.setOnDuty('rep-229', true);

    const state = await world.book.read('none-at-all', reps, ['key']);

    expect(Object.keys(state.reps)).toEqual(reps);
    expect(state.reps['rep-229']).toEqual({ open: 0, onDuty: true });
  });
});

function offered(lead: Lead, rep = 'olga'): Lead {
  const assignment = {
    pool: 'key',
    strategy: 'weighted',
    because: 'turn',
    at: NOW.toISOString(),
    teamVersion: 1,
    candidates: [],
  };
  return offeredTo(lead, { rep, deadlineAt: DEADLINE }, assignment, ['crm'], NOW);
}
