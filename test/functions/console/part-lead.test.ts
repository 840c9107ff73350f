import { describe, expect, it } from 'vitest';
import { partLead } from '#functions/console/part-lead.ts';
import type { ClientKey } from '#shared/domain/client-key.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import { areApart } from '#shared/domain/lead-touches.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aTouch, anOfferedLead } from '#test/support/a-lead.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { SETTINGS } from './console-world.ts';

const NOW = new Date('2026-11-23T09:10:00.000Z');

describe('parting a wrong merge', () => {
  it('makes the duplicate a lead of its own, to be judged and given to somebody', async () => {
    const { first, touch } = aTouch(anOfferedLead());
    const world = worldOf(first, touch);

    const parting = await partLead(touch.id, 'ops', world);

    expect(parting.outcome).toBe('parted');
    expect(await world.leads.find(touch.id)).toMatchObject({
      status: 'received',
      nextActionAt: NOW.toISOString(),
      apartFrom: [first.id],
    });
    expect(await world.leads.find(touch.id)).not.toHaveProperty('duplicateOf');
    expect(world.woken).toEqual([`assignments ${touch.id} parted`]);
  });

  it('takes the touch out of the first lead, and tells nobody of it any more', async () => {
    const { first, touch } = aTouch(anOfferedLead());
    const world = worldOf(first, touch);

    await partLead(touch.id, 'ops', world);

    const left = await world.leads.find(first.id);
    expect(left?.touches).toEqual([]);
    expect(left?.handoffs.filter((handoff) => handoff.touch !== undefined)).toEqual([]);
    expect(left?.timeline.at(-1)).toMatchObject({
      event: 'lead.touch-removed',
      by: 'ops',
      because: touch.id,
    });
    expect(left && areApart(left, touch)).toBe(true);
  });

  it('gives back the keys that only the parted lead told', async () => {
    const first = anOfferedLead();
    const merged = aTouch(first, {
      contact: { phone: '+79990000009', email: 'boss@sever.example' },
      requisites: { inn: '7707083893' },
    });
    const second = aTouch(merged.first, {
      id: 'lead-00000003',
      contact: { phone: '+79990000009' },
      requisites: {},
    });
    const world = worldOf(second.first, merged.touch, second.touch);

    await partLead(merged.touch.id, 'ops', world);

    expect(world.givenBack).toEqual([{ kind: 'email', value: 'boss@sever.example' }]);
  });

  it('happens once: what is no duplicate any more is left alone, and so is what nobody knows', async () => {
    const { first, touch } = aTouch(anOfferedLead());
    const world = worldOf(first, touch);
    await partLead(touch.id, 'ops', world);
    const before = world.leads.all();

    expect(await partLead(touch.id, 'ops', world)).toEqual({ outcome: 'not-a-duplicate' });
    expect(await partLead(first.id, 'ops', world)).toEqual({ outcome: 'not-a-duplicate' });
    expect(await partLead('nobody', 'ops', world)).toEqual({ outcome: 'unknown' });
    expect(world.leads.all()).toEqual(before);
    expect(world.woken).toHaveLength(1);
  });

  it('is thought again when one of the two has changed meanwhile', async () => {
    const { first, touch } = aTouch(anOfferedLead());
    const world = worldOf(first, touch);
    world.beforeWriting = () => world.leads.save(accepted(first, NOW));

    await partLead(touch.id, 'ops', world);

    expect(await world.leads.find(first.id)).toMatchObject({ status: 'accepted', touches: [] });
    expect(world.pauses).toEqual([1]);
  });

  it('gives up loudly when they never stop changing', async () => {
    const { first, touch } = aTouch(anOfferedLead());
    const world = worldOf(first, touch);
    world.clients.part = async () => 'outdated';

    await expect(partLead(touch.id, 'ops', world)).rejects.toThrow('kept changing');
    expect(await world.leads.find(touch.id)).toEqual(touch);
  });

  it('stands although the queue is down: the sweep finds the lead', async () => {
    const { first, touch } = aTouch(anOfferedLead());
    const world = worldOf(first, touch);
    world.assignments.send = () => Promise.reject(new Error('down'));

    expect((await partLead(touch.id, 'ops', world)).outcome).toBe('parted');
    expect(world.logged).toEqual(['queue.unavailable']);
  });
});

function worldOf(...leads: readonly Lead[]) {
  const table = new InMemoryLeads(leads);
  const woken: string[] = [];
  const logged: string[] = [];
  const givenBack: ClientKey[] = [];
  const pauses: number[] = [];
  const world = {
    leads: table,
    woken,
    logged,
    givenBack,
    pauses,
    /** What somebody else does between our reading and our first writing. */
    beforeWriting: undefined as (() => Promise<unknown>) | undefined,
    clients: {
      part: async (parted: Lead, first: Lead, onlyTheirs: readonly ClientKey[]) => {
        const meanwhile = world.beforeWriting;
        world.beforeWriting = undefined;
        await meanwhile?.();
        givenBack.push(...onlyTheirs);
        return table.part(parted, first, onlyTheirs);
      },
    },
    settings: new InMemorySettings(SETTINGS),
    assignments: {
      send: async (leadId: string, reason: string) => void woken.push(`assignments ${leadId} ${reason}`),
    },
    handoffs: { send: async () => undefined },
    clock: { now: () => NOW },
    pause: async (attempt: number) => void pauses.push(attempt),
    log: { error: (event: string) => void logged.push(event), info: () => undefined },
  };
  return world;
}
