import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { swept } from '#shared/domain/lead-life.ts';
import { accepted, offerEnded } from '#shared/domain/offer-life.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { WORLDS, type World, type WorldMaker } from '#test/support/worlds.ts';

const NOW = new Date('2026-11-23T09:00:01.000Z');
const UNTIL = '2026-11-23T09:00:26.000Z';
const LATER = '2026-11-23T09:01:00.000Z';

describe.each(WORLDS)('the desk where leads are handed over $name', ({ start }) => {
  const lead = anOfferedLead();
  let worlds: WorldMaker;
  let world: World;
  beforeAll(async () => {
    worlds = await start();
  });
  beforeEach(async () => {
    world = await worlds.open();
    await world.leads.keep(lead);
  });
  afterAll(() => worlds.stop());

  const takeAt = (moment: string) => world.desk.take(lead.id, new Date(moment), LATER);

  it('gives the lead to one of twenty who want it in the same millisecond', async () => {
    const takes = await Promise.all(Array.from({ length: 20 }, () => world.desk.take(lead.id, NOW, UNTIL)));

    expect(takes.filter(({ outcome }) => outcome === 'taken')).toEqual([{ outcome: 'taken', lead }]);
    expect(takes.filter(({ outcome }) => outcome === 'in-hands')).toHaveLength(19);
  });

  it.each([
    ['2026-11-23T09:00:25.999Z', 'in-hands'],
    ['2026-11-23T09:00:26.000Z', 'in-hands'],
    ['2026-11-23T09:00:26.001Z', 'taken'],
  ])('at %s finds a lead taken until 09:00:26 %s', async (moment, outcome) => {
    await world.desk.take(lead.id, NOW, UNTIL);

    expect(await takeAt(moment)).toMatchObject({ outcome });
  });

  it('keeps it in the same hands while it is accepted or swept', async () => {
    await world.desk.take(lead.id, NOW, UNTIL);
    const taken = accepted(lead, NOW);
    await world.leads.save(taken);
    await world.leads.save(swept(taken, LATER, NOW));

    expect(await takeAt('2026-11-23T09:00:02.000Z')).toEqual({ outcome: 'in-hands' });
  });

  it('gives it away again once it has changed hands: the next owner is to be told anew', async () => {
    await world.desk.take(lead.id, NOW, UNTIL);
    const ended = offerEnded(lead, 'declined', undefined, NOW);
    await world.book.commit({ lead: ended, release: { rep: 'olga' } });

    expect(await takeAt('2026-11-23T09:00:02.000Z')).toEqual({ outcome: 'taken', lead: ended });
  });

  it('lets the next one have it at once when it is given back with what came of it', async () => {
    await world.desk.take(lead.id, NOW, UNTIL);
    const told = swept(lead, LATER, NOW);

    expect(await world.desk.giveBack(told)).toBe('saved');
    expect(await world.desk.giveBack(told)).toBe('saved');
    expect(await takeAt('2026-11-23T09:00:02.000Z')).toEqual({ outcome: 'taken', lead: told });
  });

  it('keeps it in hands when what came of it was thought of an older version', async () => {
    await world.desk.take(lead.id, NOW, UNTIL);
    await world.leads.save(accepted(lead, NOW));

    expect(await world.desk.giveBack(swept(lead, LATER, NOW))).toBe('outdated');
    expect(await takeAt('2026-11-23T09:00:02.000Z')).toEqual({ outcome: 'in-hands' });
  });

  it('gives the lead as it stands now', async () => {
    const taken = accepted(lead, NOW);
    await world.leads.save(taken);

    expect(await world.desk.take(lead.id, NOW, UNTIL)).toEqual({ outcome: 'taken', lead: taken });
  });

  it('is no hindrance to writing the lead', async () => {
    await world.desk.take(lead.id, NOW, UNTIL);

    expect(await world.leads.save(accepted(lead, NOW))).toBe('saved');
    expect(await world.leads.find(lead.id)).toEqual(accepted(lead, NOW));
  });

  it('does not know, nor make, a lead nobody kept', async () => {
    expect(await world.desk.take('lead-nobody-kept', NOW, UNTIL)).toEqual({ outcome: 'unknown' });
    expect(await world.leads.find('lead-nobody-kept')).toBeUndefined();
  });
});
