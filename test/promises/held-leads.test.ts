import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accepted, leftInPool, offeredTo, offeredToSeveral, offerEnded } from '#shared/domain/offer-life.ts';
import { won } from '#shared/domain/response-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { WORLDS, type World, type WorldMaker } from '#test/support/worlds.ts';

const NOW = new Date('2026-11-23T09:00:01Z');
const DEADLINE = '2026-11-23T09:05:00.000Z';

describe.each(WORLDS)('what lies where $name', ({ start }) => {
  let worlds: WorldMaker;
  let world: World;
  beforeAll(async () => {
    worlds = await start();
  });
  beforeEach(async () => {
    world = await worlds.open();
  });
  afterAll(() => worlds.stop());

  async function keptLead(id: string, receivedAt = '2026-11-23T09:00:00.000Z'): Promise<Lead> {
    const lead = aQualifiedLead({ id, version: 1, receivedAt });
    await world.leads.keep(lead);
    return lead;
  }

  async function offeredLead(id: string, rep: string, receivedAt?: string): Promise<Lead> {
    const lead = await keptLead(id, receivedAt);
    const next = offeredTo(lead, { rep, deadlineAt: DEADLINE }, inPool('all'), ['crm'], NOW);
    await world.book.commit({ lead: next, take: { rep, capacity: 10 } });
    return next;
  }

  async function idsOfRep(rep: string) {
    return (await world.held.ofRep(rep)).map(({ id }) => id);
  }

  async function idsInPool(pool: string) {
    return (await world.held.inPool(pool)).map(({ id }) => id);
  }

  it('is nothing for a rep and a pool nobody has written of', async () => {
    await keptLead('lead-0001');

    expect(await idsOfRep('olga')).toEqual([]);
    expect(await idsInPool('all')).toEqual([]);
  });

  it('is with a rep from the offer on, oldest first, as it was last written', async () => {
    await offeredLead('lead-0001', 'olga', '2026-11-23T08:30:00.000Z');
    const second = await offeredLead('lead-0002', 'olga', '2026-11-23T08:00:00.000Z');
    await offeredLead('lead-0003', 'anna');
    const taken = accepted(second, NOW);
    await world.book.commit({ lead: taken });

    expect(await idsOfRep('olga')).toEqual(['lead-0002', 'lead-0001']);
    expect((await world.held.ofRep('olga'))[0]).toEqual(taken);
    expect(await idsOfRep('anna')).toEqual(['lead-0003']);
  });

  it('leaves a rep when they decline, and when it is won', async () => {
    const first = await offeredLead('lead-0001', 'olga');
    const second = await offeredLead('lead-0002', 'olga');

    await world.book.commit({
      lead: offerEnded(first, 'declined', 'busy', NOW),
      release: { rep: 'olga', source: first.source },
    });
    const taken = accepted(second, NOW);
    await world.book.commit({ lead: taken });
    await world.leads.save(won(taken, 'crm', NOW));

    expect(await idsOfRep('olga')).toEqual([]);
  });

  it('is in a shared pool until a rep has it', async () => {
    const lead = leftInPool(await keptLead('lead-0001'), 'shared', DEADLINE, inPool('shared'), NOW);
    await world.leads.save(lead);
    expect(await idsInPool('shared')).toEqual(['lead-0001']);

    const given = offeredTo(lead, { rep: 'olga', deadlineAt: DEADLINE }, inPool('shared'), [], NOW);
    await world.book.commit({ lead: given, take: { rep: 'olga', capacity: 1 } });

    expect(await idsInPool('shared')).toEqual([]);
    expect(await idsOfRep('olga')).toEqual(['lead-0001']);
  });

  it('is in the pool of the reps who are asked at once, and with none of them until one accepts', async () => {
    const lead = await keptLead('lead-0001');
    const reps = ['olga', 'anna'];
    const asked = offeredToSeveral(lead, { reps, deadlineAt: DEADLINE }, inPool('fast'), ['messenger'], NOW);
    await world.leads.save(asked);
    expect([await idsInPool('fast'), await idsOfRep('olga'), await idsOfRep('anna')]).toEqual([
      ['lead-0001'],
      [],
      [],
    ]);

    const taken = accepted(asked, NOW, { attempt: 2 });
    await world.book.commit({ lead: taken, take: { rep: 'anna', capacity: 1 } });

    expect([await idsInPool('fast'), await idsOfRep('olga'), await idsOfRep('anna')]).toEqual([
      [],
      [],
      ['lead-0001'],
    ]);
  });

  it('finds all of more leads than one read takes', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `lead-${String(index).padStart(4, '0')}`);
    await Promise.all(ids.map((id) => keptInPool(id)));

    expect(await idsInPool('shared')).toEqual(ids);
  });

  async function keptInPool(id: string): Promise<void> {
    const lead = leftInPool(await keptLead(id), 'shared', DEADLINE, inPool('shared'), NOW);
    await world.leads.save(lead);
  }
});

function inPool(pool: string) {
  return {
    pool,
    strategy: 'weighted',
    because: 'turn',
    at: NOW.toISOString(),
    teamVersion: 1,
    candidates: [],
  };
}
