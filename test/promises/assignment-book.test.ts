import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offeredTo, offerEnded } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
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
