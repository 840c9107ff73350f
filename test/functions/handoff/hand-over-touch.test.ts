import { describe, expect, it } from 'vitest';
import type { HandoffOutcome } from '#shared/domain/handoff.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aTouch, anOfferedLead } from '#test/support/a-lead.ts';
import { handoffWorld, type Deliver, type HandoffWorld } from '#test/support/handoff-world.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';

const SETTINGS = await demoSettings();

describe('a lead whose client came again', () => {
  it('is told to its owner once everywhere, with what came and the owner’s page', async () => {
    const { world, touch } = worldOf(accepted(told(), new Date('2026-11-23T09:01:00Z')), [
      'crm',
      'messenger',
    ]);

    await world.handle();
    await world.handle();

    expect(world.told.map((request) => [request.destination.id, request.touch, request.offerUrl])).toEqual([
      ['crm', touch, ''],
      ['messenger', touch, ''],
    ]);
    expect(world.told[0]?.pageUrl).toBe('http://127.0.0.1:9/o/lead-00000001.1');
    const lead = await world.lead();
    expect(lead.handoffs.filter((handoff) => handoff.touch !== undefined)).toMatchObject([
      { destination: 'crm', outcome: 'delivered', externalId: 'crm-1' },
      { destination: 'messenger', outcome: 'delivered', externalId: 'messenger-1' },
    ]);
    expect(lead).not.toHaveProperty('nextActionAt');
  });

  it('has its touch put where the offer is answered while that is open', async () => {
    const { world } = worldOf(told(), ['messenger']);

    await world.handle();

    expect(world.told[0]?.offerUrl).toBe('http://127.0.0.1:9/o/lead-00000001.1');
  });

  it('does not count as one more lead delivered', async () => {
    const { world } = worldOf(told(), ['crm']);

    await world.handle();

    expect(world.tools.counts).toEqual({ HandoffDelivered: 1 });
    expect(world.tools.lines).toContainEqual(
      expect.objectContaining({
        event: 'handoff.attempted',
        fields: expect.objectContaining({ touch: 'lead-00000002', outcome: 'delivered' }),
      }),
    );
    expect((await world.lead()).timings.deliveredMs).toBe(45);
  });

  it('is told itself before its touch is, when both are due', async () => {
    const { world } = worldOf(anOfferedLead(), ['crm']);

    await world.handle();

    expect(world.told.map(({ touch, lead }) => [touch?.id, lead.handoffs[0]?.outcome])).toEqual([
      [undefined, 'pending'],
      ['lead-00000002', 'delivered'],
    ]);
    expect(world.tools.counts).toMatchObject({ HandoffDelivered: 2, LeadDelivered: 1 });
  });

  it('tells of a touch that comes while it is handed over, and of one right after', async () => {
    const touches = [{ id: 'lead-00000002' }, { id: 'lead-00000003' }];
    const world: HandoffWorld = handoffWorld(SETTINGS, anOfferedLead(), async (request) => {
      if (request.touch === undefined) await comeAgain(world, touches[0]);
      return delivered(request);
    });

    await world.handle();
    await comeAgain(world, touches[1]);
    await world.handle();

    expect(world.told.map(({ touch }) => touch?.id)).toEqual([undefined, 'lead-00000002', 'lead-00000003']);
  });

  it('leaves a touch for later when telling of the lead itself took long', async () => {
    const { world } = worldOf(anOfferedLead(), ['crm'], async (request) => {
      world.clock.pass(9_000);
      return delivered(request);
    });

    await world.handle();

    expect(world.told).toHaveLength(1);
    expect((await world.lead()).nextActionAt).toBe('2026-11-23T09:01:10.000Z');
  });

  it('is not told of a touch that nobody knows', async () => {
    const world = handoffWorld(SETTINGS, aTouch(told()).first);

    await world.handle();

    expect(world.told).toEqual([]);
    expect((await world.lead()).handoffs.at(-1)).toMatchObject({ outcome: 'rejected', reason: 'touch-gone' });
  });
});

const delivered: Deliver = async ({ handoff }): Promise<HandoffOutcome> => ({
  outcome: 'delivered',
  externalId: `${handoff.destination}-1`,
});

/** The offer to Olga, of which the CRM has heard. */
function told(): Lead {
  const lead = anOfferedLead({ timings: { qualifiedMs: 12, assignedMs: 30, deliveredMs: 45 } });
  const handoffs = lead.handoffs.map((handoff) => ({
    ...handoff,
    attempt: 1,
    outcome: 'delivered' as const,
    externalId: '1',
  }));
  return { ...lead, handoffs };
}

function worldOf(lead: Lead, destinations: readonly string[], deliver?: Deliver) {
  const { first, touch } = aTouch(lead, {}, destinations);
  const world = handoffWorld(SETTINGS, first, deliver);
  world.leads.put(touch);
  return { world, touch };
}

async function comeAgain(world: HandoffWorld, overrides: Partial<Lead> | undefined): Promise<void> {
  const { first, touch } = aTouch(await world.lead(), overrides);
  world.leads.put(touch);
  await world.leads.save(first);
}
