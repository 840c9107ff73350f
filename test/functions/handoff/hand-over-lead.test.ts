import { describe, expect, it } from 'vitest';
import { RETRY_DELAYS_MS, type Handoff, type HandoffOutcome } from '#shared/domain/handoff.ts';
import { waitingFor } from '#shared/domain/lead-life.ts';
import { accepted, offerEnded, offeredTo } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { anOfferedLead, aQualifiedLead } from '#test/support/a-lead.ts';
import { handoffWorld, type Deliver } from '#test/support/handoff-world.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';

const SETTINGS = await demoSettings();
const FAILED = { unavailable: 'http-503', uncertain: 'timeout' } as const;

/** The offer to Olga until 09:30, with these destinations to be told. */
function anOfferOf(...destinations: readonly string[]): Lead {
  const handoffs = destinations.map((destination): Handoff => ({
    destination,
    rep: 'olga',
    offerAttempt: 1,
    attempt: 0,
    outcome: 'pending',
  }));
  return anOfferedLead({ handoffs });
}

const answering =
  (...outcomes: readonly HandoffOutcome[]): Deliver =>
  async ({ handoff }) =>
    outcomes[Math.min(handoff.attempt, outcomes.length - 1)] ?? { outcome: 'rejected', reason: 'unscripted' };

describe('a lead that has an owner', () => {
  it('is told to every destination, with the rep’s page, and all of it is written down', async () => {
    const world = handoffWorld(SETTINGS, anOfferOf('crm', 'messenger', 'webhook'));

    await world.handle();

    expect(world.told.map(({ destination, rep, offerUrl }) => [destination.id, rep.id, offerUrl])).toEqual(
      ['crm', 'messenger', 'webhook'].map((id) => [id, 'olga', 'http://127.0.0.1:9/o/lead-00000001.1']),
    );
    expect(await world.lead()).toMatchObject({
      status: 'offered',
      handoffs: ['crm', 'messenger', 'webhook'].map((id) => ({
        destination: id,
        attempt: 1,
        outcome: 'delivered',
        externalId: `${id}-1`,
        at: '2026-11-23T09:00:01.000Z',
      })),
      timings: { deliveredMs: 1_000 },
      nextActionAt: '2026-11-23T09:30:00.000Z',
    });
    expect(world.tools.counts).toMatchObject({
      HandoffDelivered: 3,
      LeadDelivered: 1,
      TimeToDelivered: 1_000,
    });
    expect(JSON.stringify(world.tools.lines)).not.toMatch(/Анна|9991234567|anna@/);
  });

  it('is told once, however many messages come at once', async () => {
    const world = handoffWorld(SETTINGS, anOfferOf('crm', 'messenger'));

    await Promise.all(Array.from({ length: 20 }, () => world.handle()));
    await world.handle();

    expect(world.told).toHaveLength(2);
    expect(world.tools.lines.filter(({ event }) => event === 'handoff.skipped')).toHaveLength(20);
  });

  it('is not told again what it was told, and a message without need changes nothing', async () => {
    const world = handoffWorld(SETTINGS, anOfferOf('crm'));
    await world.handle();
    const before = await world.lead();
    world.clock.pass(60_000);

    await world.handle();

    expect(world.told).toHaveLength(1);
    expect(await world.lead()).toEqual(before);
  });

  it('is told to the others although one destination is down', async () => {
    const world = handoffWorld(SETTINGS, anOfferOf('crm', 'messenger'), async ({ handoff }) =>
      handoff.destination === 'crm'
        ? { outcome: 'unavailable', reason: 'http-503' }
        : { outcome: 'delivered', externalId: '1' },
    );

    await world.handle();

    expect((await world.lead()).handoffs).toMatchObject([
      { outcome: 'unavailable', reason: 'http-503', nextAttemptAt: '2026-11-23T09:00:31.000Z' },
      { outcome: 'delivered' },
    ]);
    expect((await world.lead()).nextActionAt).toBe('2026-11-23T09:00:31.000Z');
  });

  it.each([
    ['nobody', { destination: 'gone' }, 'destination-removed'],
    ['nobody any more', { rep: 'fired' }, 'rep-removed'],
  ])('that would go to %s is refused with its reason, and asks nobody', async (_name, change, reason) => {
    const handoffs: readonly Handoff[] = [
      { destination: 'crm', rep: 'olga', offerAttempt: 1, attempt: 0, outcome: 'pending', ...change },
    ];
    const world = handoffWorld(SETTINGS, anOfferedLead({ handoffs, owner: handoffs[0]?.rep }));

    await world.handle();

    expect(world.told).toEqual([]);
    expect((await world.lead()).handoffs).toMatchObject([{ outcome: 'rejected', reason }]);
  });
});

describe.each(['unavailable', 'uncertain'] as const)('a destination that stays %s', (outcome) => {
  it('is tried again on schedule, never before, and is given up visibly after a day', async () => {
    const world = handoffWorld(SETTINGS, anOfferOf('crm'), answering({ outcome, reason: FAILED[outcome] }));
    await world.leads.save(accepted(await world.lead(), world.clock.now()));

    const waits: number[] = [];
    for (let attempt = 1; attempt <= RETRY_DELAYS_MS.length + 1; attempt += 1) {
      await world.handle();
      const { nextActionAt } = await world.lead();
      if (nextActionAt === undefined) break;
      const dueInMs = Date.parse(nextActionAt) - world.clock.now().getTime();
      waits.push(dueInMs);
      world.clock.pass(dueInMs - 1);
      await world.handle();
      world.clock.pass(26_000);
    }

    expect(waits).toEqual(RETRY_DELAYS_MS);
    expect(world.told.map(({ handoff }) => handoff.attempt)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const lead = await world.lead();
    expect(lead.handoffs).toMatchObject([
      { outcome: 'rejected', attempt: 8, reason: `gave-up: ${FAILED[outcome]}` },
    ]);
    expect(lead).not.toHaveProperty('nextActionAt');
    expect(lead.timeline.filter(({ event }) => event === `handoff.${outcome}`)).toHaveLength(8);
  });
});

describe('a destination', () => {
  it('that wants more time gets it', async () => {
    const busy = { outcome: 'unavailable', reason: 'http-429', retryAfterMs: 90_000 } as const;
    const world = handoffWorld(SETTINGS, anOfferOf('crm'), answering(busy));

    await world.handle();

    expect((await world.lead()).nextActionAt).toBe('2026-11-23T09:01:31.000Z');
  });

  it('whose answer was uncertain hears that it is the second attempt, so that it can be searched', async () => {
    const uncertain = { outcome: 'uncertain', reason: 'timeout' } as const;
    const world = handoffWorld(
      SETTINGS,
      anOfferOf('crm'),
      answering(uncertain, { outcome: 'delivered', externalId: 'found-77' }),
    );
    await world.handle();
    world.clock.pass(30_000);

    await world.handle();

    expect(world.told.map(({ handoff }) => [handoff.attempt, handoff.outcome])).toEqual([
      [0, 'pending'],
      [1, 'uncertain'],
    ]);
    expect((await world.lead()).handoffs).toMatchObject([
      { outcome: 'delivered', externalId: 'found-77', attempt: 2 },
    ]);
    expect(world.tools.counts).toMatchObject({ HandoffUncertain: 1, HandoffDelivered: 1 });
  });

  it('that turns the lead down is not asked again', async () => {
    const world = handoffWorld(SETTINGS, anOfferOf('crm'), answering({ outcome: 'rejected', reason: 'bad' }));
    await world.handle();
    world.clock.pass(24 * 3_600_000);

    await world.handle();

    expect(world.told).toHaveLength(1);
    expect((await world.lead()).handoffs).toMatchObject([{ outcome: 'rejected', reason: 'bad' }]);
  });
});

describe('what happens while a lead is handed over', () => {
  /** Runs `meanwhile` while the CRM takes its time, then lets it succeed. */
  function slowCrm(meanwhile: (lead: Lead, world: ReturnType<typeof handoffWorld>) => Promise<unknown>) {
    const world = handoffWorld(SETTINGS, anOfferOf('crm', 'messenger'), async ({ handoff, lead }) => {
      if (handoff.destination === 'crm') await meanwhile(lead, world);
      return { outcome: 'delivered', externalId: handoff.destination };
    });
    return world;
  }

  it('accepted: what was delivered is not forgotten, and nobody is told twice', async () => {
    const world = slowCrm(async (lead, { leads, clock, handle }) => {
      await leads.save(accepted(lead, clock.now()));
      await handle();
    });

    await world.handle();

    expect(world.told).toHaveLength(2);
    expect(await world.lead()).toMatchObject({
      status: 'accepted',
      handoffs: [{ outcome: 'delivered' }, { outcome: 'delivered' }],
    });
    expect(await world.lead()).not.toHaveProperty('nextActionAt');
  });

  it('declined, and nobody else is on duty: the lead keeps waiting for its time', async () => {
    const until = '2026-11-24T06:00:00.000Z';
    const world = slowCrm(async (lead, { leads, clock }) => {
      const ended = offerEnded(lead, 'declined', 'busy', clock.now());
      await leads.commit({ lead: ended, release: { rep: 'olga' } });
      await leads.save(waitingFor(ended, 'nobody-on-duty', until, clock.now()));
    });

    await world.handle();

    expect(await world.lead()).toMatchObject({ status: 'waiting', nextActionAt: until });
    expect((await world.lead()).timeline.map(({ event }) => event)).toContain('handoff.delivered');
  });

  it('declined and given to another: the next owner is told, by a message of their own', async () => {
    const world = slowCrm(async (lead, { leads, clock, told }) => {
      if (told.length > 2) return;
      const ended = offerEnded(lead, 'declined', 'busy', clock.now());
      await leads.commit({ lead: ended, release: { rep: 'olga' } });
      const offer = { rep: 'anna', deadlineAt: '2026-11-23T09:40:00.000Z' };
      const record = lead.assignment ?? failed();
      const next = offeredTo(ended, offer, record, ['crm', 'messenger'], clock.now());
      await leads.commit({ lead: next, take: { rep: 'anna', capacity: 5 } });
    });

    await world.handle();
    expect((await world.lead()).nextActionAt).toBe('2026-11-23T09:01:01.000Z');
    await world.handle();

    expect(world.told.map(({ rep, destination }) => [rep.id, destination.id])).toEqual([
      ['olga', 'crm'],
      ['olga', 'messenger'],
      ['anna', 'crm'],
      ['anna', 'messenger'],
    ]);
    expect((await world.lead()).handoffs).toMatchObject([
      { rep: 'anna', offerAttempt: 2, outcome: 'delivered' },
      { rep: 'anna', offerAttempt: 2, outcome: 'delivered' },
    ]);
  });

  it('changed over and over: the message comes back rather than forget what was delivered', async () => {
    const world = handoffWorld(SETTINGS, anOfferOf('crm'));
    world.leads.save = async () => 'outdated';

    await expect(world.handle()).rejects.toThrow('All records failed');
  });

  it('killed: the next message after its time tells again, for nobody knows what was told', async () => {
    const world = handoffWorld(SETTINGS, anOfferOf('crm'));
    await world.leads.take('lead-00000001', world.clock.now(), '2026-11-23T09:00:26.000Z');

    await world.handle();
    expect(world.told).toEqual([]);

    world.clock.pass(25_001);
    await world.handle();
    expect(world.told).toHaveLength(1);
  });
});

describe('a message about a lead nobody owns', () => {
  it('tells nobody and changes nothing', async () => {
    const world = handoffWorld(SETTINGS, aQualifiedLead());

    await world.handle();

    expect(world.told).toEqual([]);
    expect(await world.lead()).toEqual(aQualifiedLead());
  });
});

function failed(): never {
  throw new Error('the lead was never assigned');
}
