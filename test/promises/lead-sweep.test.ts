import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitingFor } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead } from '#test/support/a-lead.ts';
import { WORLDS, type World, type WorldMaker } from '#test/support/worlds.ts';

const NOW = new Date('2026-11-23T10:00:00.000Z');

describe.each(WORLDS)('the sweep’s view of the leads $name', ({ start }) => {
  let worlds: WorldMaker;
  let world: World;
  beforeAll(async () => {
    worlds = await start();
  });
  beforeEach(async () => {
    world = await worlds.open();
  });
  afterAll(() => worlds.stop());

  async function keepWaiting(id: string, until: string): Promise<void> {
    const lead = aLead({ id });
    await world.leads.keep(lead);
    await world.leads.save(waitingFor(lead, 'everybody-full', until, NOW));
  }

  async function dueIds(limit = 100): Promise<string[]> {
    return (await world.sweep.findDue(NOW, limit)).map(({ id }) => id);
  }

  it('finds what is due to the millisecond, and not before', async () => {
    await keepWaiting('due-before', '2026-11-23T09:59:59.999Z');
    await keepWaiting('due-now-00', '2026-11-23T10:00:00.000Z');
    await keepWaiting('due-later-', '2026-11-23T10:00:00.001Z');

    expect(await dueIds()).toEqual(['due-before', 'due-now-00']);
  });

  it('gives the longest due first, and no more than asked for', async () => {
    const minutes = [17, 3, 44, 9, 58, 21, 30, 1, 12, 52];
    for (const minute of minutes) {
      await keepWaiting(`due-at-${minute}`, `2026-11-23T09:${String(minute).padStart(2, '0')}:00.000Z`);
    }

    const longestDueFirst = minutes.toSorted((one, other) => one - other).map((minute) => `due-at-${minute}`);
    expect(await dueIds()).toEqual(longestDueFirst);
    expect(await dueIds(4)).toEqual(longestDueFirst.slice(0, 4));
  });

  it('finds a lead no more once nothing is due', async () => {
    await keepWaiting('due-at-once', '2026-11-23T09:00:00.000Z');
    const [lead] = await world.sweep.findDue(NOW, 1);
    const { nextActionAt: _due, ...rest } = lead ?? aLead();

    await world.leads.save({ ...rest, version: 3 });

    expect(await dueIds()).toEqual([]);
  });

  it('leaves arrivals nobody has touched to the look at arrivals', async () => {
    await world.leads.keep(aLead({ nextActionAt: '2026-11-23T09:00:30.000Z' }));

    expect(await dueIds()).toEqual([]);
    expect(await arrivalIds('2026-11-23T09:00:00.000Z', '2026-11-23T09:00:00.000Z')).toEqual([
      'lead-00000001',
    ]);
  });

  async function arrivalIds(from: string, to: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const page of world.sweep.arrivals(from, to)) ids.push(...page.map(({ id }) => id));
    return ids;
  }

  async function keepArrivals(moments: readonly string[]): Promise<readonly Lead[]> {
    const leads = moments.map((receivedAt, index) => aLead({ id: `arrival-${index}`, receivedAt }));
    for (const lead of leads) await world.leads.keep(lead);
    return leads;
  }

  it('tells the arrivals of a span, both its ends included, oldest first', async () => {
    await keepArrivals([
      '2026-11-23T09:00:02.000Z',
      '2026-11-23T08:59:59.999Z',
      '2026-11-23T09:00:00.000Z',
      '2026-11-23T09:00:02.001Z',
      '2026-11-23T09:00:01.000Z',
    ]);

    expect(await arrivalIds('2026-11-23T09:00:00.000Z', '2026-11-23T09:00:02.000Z')).toEqual([
      'arrival-2',
      'arrival-4',
      'arrival-0',
    ]);
  });

  it('tells arrivals over the borders of months and a year, each once', async () => {
    await keepArrivals([
      '2026-10-31T23:59:59.999Z',
      '2026-11-01T00:00:00.000Z',
      '2026-12-31T23:59:59.999Z',
      '2027-01-01T00:00:00.000Z',
    ]);

    expect(await arrivalIds('2026-10-31T23:59:59.999Z', '2027-01-01T00:00:00.000Z')).toEqual([
      'arrival-0',
      'arrival-1',
      'arrival-2',
      'arrival-3',
    ]);
  });

  it('tells many arrivals, each once', async () => {
    const leads = await keepArrivals(
      Array.from({ length: 230 }, (_, index) => new Date(NOW.getTime() + index).toISOString()),
    );

    const found = await arrivalIds('2026-11-23T09:00:00.000Z', '2026-11-23T11:00:00.000Z');

    expect(found).toEqual(leads.map(({ id }) => id));
  });

  it('tells arrivals as they stand now', async () => {
    await keepWaiting('arrival-0', '2026-11-23T12:00:00.000Z');

    for await (const [lead] of world.sweep.arrivals('2026-11-23T09:00:00.000Z', '2026-11-23T09:00:00.000Z')) {
      expect(lead).toMatchObject({ id: 'arrival-0', status: 'waiting', version: 2 });
    }
  });

  it('tells nothing of a span that ends before it begins, as after a clock was set back', async () => {
    await keepArrivals(['2026-11-23T09:00:00.000Z']);

    expect(await arrivalIds('2026-11-23T09:10:00.000Z', '2026-11-23T08:00:00.000Z')).toEqual([]);
  });

  it('remembers how far it has looked', async () => {
    expect(await world.sweep.readCheckpoint()).toBeUndefined();

    await world.sweep.moveCheckpoint('2026-11-23T09:00:00.000Z');
    await world.sweep.moveCheckpoint('2026-11-23T09:01:00.000Z');

    expect(await world.sweep.readCheckpoint()).toBe('2026-11-23T09:01:00.000Z');
  });
});
