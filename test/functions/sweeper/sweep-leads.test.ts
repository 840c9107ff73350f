import { describe, expect, it } from 'vitest';
import { handoffsTried, processingFailed, waitingFor } from '#shared/domain/lead-life.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { sweeperWorld } from '#test/support/sweeper-world.ts';

const ID = 'lead-00000001';
const NOTHING = {
  unowned: 0,
  registries: [{ registry: 'dadata', isOpen: false }],
  arrivals: 0,
  resent: 0,
  expired: 0,
  givenBack: 0,
  responseSteps: { reminded: 0, 'supervisor-told': 0, 'taken-over': 0 },
  checksCalled: 0,
  companiesRemembered: 0,
  failures: [],
};
const NOW = new Date('2026-11-23T09:00:01.000Z');

/** Offered until 09:30, and its rep told. */
function aToldLead(): Lead {
  const lead = anOfferedLead();
  const delivered = { outcome: 'delivered', externalId: '1' } as const;
  return handoffsTried(
    lead,
    lead.handoffs.map((handoff) => ({ handoff, result: delivered })),
    NOW,
  );
}

describe('an arrival that nobody works on', () => {
  it.each([
    ['was not even judged', aLead()],
    ['has no owner', aQualifiedLead()],
  ])('and that %s wakes the assignment, once', async (_name, lead) => {
    const world = sweeperWorld(lead);

    expect(await world.sweep()).toMatchObject({ arrivals: 1, resent: 1 });
    expect(await world.sweep()).toMatchObject({ resent: 0 });

    expect(world.assignments.sent).toEqual([ID]);
    expect(world.handoffs.sent).toEqual([]);
    expect(await world.lead()).toMatchObject({
      status: lead.status,
      sweeps: 1,
      nextActionAt: '2026-11-23T09:03:00.000Z',
    });
    expect(world.tools.counts).toMatchObject({ SweepResent: 1 });
  });

  it('because its rep was never told wakes the handoff, and the offer keeps its deadline', async () => {
    const soon = '2026-11-23T09:02:30.000Z';
    const offered = anOfferedLead();
    const offer = { ...(offered.offer ?? failed()), deadlineAt: soon };
    const world = sweeperWorld({ ...offered, offer, nextActionAt: soon });

    await world.sweep();

    expect(world.handoffs.sent).toEqual([ID]);
    expect(await world.lead()).toMatchObject({ status: 'offered', nextActionAt: soon });
  });

  it('is woken again when that message was lost, too', async () => {
    const world = sweeperWorld(aQualifiedLead());
    await world.sweep();
    world.clock.pass(120_000);

    await world.sweep();

    expect(world.assignments.sent).toEqual([ID, ID]);
    expect((await world.lead()).sweeps).toBe(2);
  });

  it('is left alone for half a minute, for it may only be on its way', async () => {
    const world = sweeperWorld(aQualifiedLead({ receivedAt: '2026-11-23T09:00:30.001Z' }));

    expect(await world.sweep()).toEqual(NOTHING);
    world.clock.pass(60_000);
    expect(await world.sweep()).toMatchObject({ arrivals: 1, resent: 1 });
  });

  it('is seen although others change it while we look', async () => {
    const world = sweeperWorld(aLead());
    const save = world.leads.save.bind(world.leads);
    let raced = false;
    world.leads.save = async (lead) => {
      if (!raced) world.leads.put(aQualifiedLead());
      raced = true;
      return save(lead);
    };

    await world.sweep();

    expect(world.assignments.sent).toEqual([ID]);
    expect(await world.lead()).toMatchObject({ status: 'qualified', sweeps: 1 });
  });

  it.each([
    ['rejected', aQualifiedLead({ status: 'rejected', nextActionAt: undefined })],
    ['told', aToldLead()],
    ['waiting for its time', aQualifiedLead({ status: 'waiting', nextActionAt: '2026-11-23T12:00:00.000Z' })],
  ])('is not one that is %s', async (_name, lead) => {
    const world = sweeperWorld(lead);

    expect(await world.sweep()).toMatchObject({ arrivals: 1, resent: 0 });
    expect(await world.lead()).toEqual(lead);
  });
});

describe('the sweep of arrivals', () => {
  it('goes on from where the last one ended, with an overlap for indexes that lag', async () => {
    const world = sweeperWorld();
    const seen: (readonly [string, string])[] = [];
    const arrivals = world.leads.arrivals.bind(world.leads);
    world.leads.arrivals = (from, to) => {
      seen.push([from, to]);
      return arrivals(from, to);
    };

    await world.sweep();
    world.clock.pass(60_000);
    await world.sweep();

    expect(seen).toEqual([
      ['2026-10-24T09:00:50.000Z', '2026-11-23T09:00:30.000Z'],
      ['2026-11-23T09:00:20.000Z', '2026-11-23T09:01:30.000Z'],
    ]);
    expect(await world.leads.readCheckpoint()).toBe('2026-11-23T09:01:30.000Z');
  });

  it('finds what came while the sweeper was down for a day', async () => {
    const lead = aQualifiedLead({ receivedAt: '2026-11-22T10:00:00.000Z' });
    const world = sweeperWorld(lead);
    await world.leads.moveCheckpoint('2026-11-22T09:59:00.000Z');

    await world.sweep();

    expect(world.assignments.sent).toEqual([ID]);
  });

  it('does not go back when a clock does', async () => {
    const world = sweeperWorld();
    await world.leads.moveCheckpoint('2026-11-23T10:00:00.000Z');

    expect(await world.sweep()).toEqual(NOTHING);
    expect(await world.leads.readCheckpoint()).toBe('2026-11-23T10:00:00.000Z');
  });

  it('remembers what the registry said about their companies, once a company', async () => {
    const unchecked = { outcome: 'unchecked', because: 'slow' } as const;
    const world = sweeperWorld(
      aQualifiedLead({ id: 'lead-one' }),
      aQualifiedLead({ id: 'lead-two' }),
      aQualifiedLead({ id: 'lead-three', requisites: { inn: '7736207543' }, counterparty: unchecked }),
    );

    expect(await world.sweep()).toMatchObject({ companiesRemembered: 1 });

    expect(await world.cache.find({ country: 'RU', id: '7707083893', kpp: '773601001' })).toEqual({
      counterparty: aQualifiedLead().counterparty,
      freshUntil: '2026-11-30T09:00:00.000Z',
    });
    expect(await world.cache.find({ country: 'RU', id: '7736207543' })).toBeUndefined();
  });

  it('does not make old what was heard before look new', async () => {
    const { counterparty } = aQualifiedLead();
    const fromCache = { ...counterparty, checkedAt: '2026-11-20T09:00:00.000Z' };
    const world = sweeperWorld(
      aQualifiedLead({ counterparty: fromCache as Lead['counterparty'] }),
      aQualifiedLead({
        id: 'lead-two',
        counterparty: { ...counterparty, stale: true } as Lead['counterparty'],
      }),
    );

    expect(await world.sweep()).toMatchObject({ companiesRemembered: 0 });
  });
});

describe('what is due', () => {
  it('is a wait that is over', async () => {
    const waiting = waitingFor(aQualifiedLead(), 'everybody-full', '2026-11-23T09:01:00.000Z', NOW);
    const world = sweeperWorld({ ...waiting, receivedAt: '2026-11-23T07:00:00.000Z' });

    expect(await world.sweep()).toMatchObject({ resent: 1 });
    expect(world.assignments.sent).toEqual([ID]);
    expect(await world.lead()).toMatchObject({ status: 'waiting', nextActionAt: '2026-11-23T09:03:00.000Z' });
  });

  it('is an attempt whose time has come', async () => {
    const lead = accepted(anOfferedLead(), NOW);
    const result = { outcome: 'unavailable', reason: 'http-503' } as const;
    const tried = handoffsTried(
      lead,
      lead.handoffs.map((handoff) => ({ handoff, result })),
      NOW,
    );
    const world = sweeperWorld(tried);

    await world.sweep();

    expect(world.handoffs.sent).toEqual([ID]);
  });

  it('is an offer at its deadline, not a millisecond before: the place is free, the next is looked for', async () => {
    const world = sweeperWorld(aToldLead());
    world.clock.pass(29 * 60_000 - 1);
    expect(await world.sweep()).toMatchObject({ expired: 0 });

    world.clock.pass(1);
    expect(await world.sweep()).toMatchObject({ expired: 1, resent: 0 });

    expect(await world.lead()).toMatchObject({
      status: 'qualified',
      formerOffers: [{ rep: 'olga', state: 'expired' }],
    });
    expect(await world.lead()).not.toHaveProperty('owner');
    expect(world.leads.load('olga')).toBe(0);
    expect(world.assignments.sent).toEqual([ID]);
    expect(world.tools.counts).toMatchObject({ OfferExpired: 1, LeadForgotten: 0 });
  });

  it('is an offer that expires once, however many sweeps look', async () => {
    const world = sweeperWorld(aToldLead());
    world.clock.pass(30 * 60_000);

    await Promise.all([world.sweep(), world.sweep(), world.sweep()]);

    expect((await world.lead()).formerOffers).toHaveLength(1);
    expect((await world.lead()).timeline.filter(({ event }) => event === 'offer.expired')).toHaveLength(1);
    expect(world.leads.load('olga')).toBe(0);
  });

  it('is not an offer that was accepted in the last moment', async () => {
    const world = sweeperWorld(aToldLead());
    world.clock.pass(30 * 60_000);
    const [stale] = await world.leads.findDue(world.clock.now(), 1);
    await world.leads.save(accepted(await world.lead(), NOW));
    world.leads.findDue = async () => (stale === undefined ? [] : [stale]);

    expect(await world.sweep()).toMatchObject({ expired: 0 });
    expect(await world.lead()).toMatchObject({ status: 'accepted', owner: 'olga' });
    expect(world.leads.load('olga')).toBe(1);
  });

  it('and turns out to be nothing keeps what lies ahead: the deadline, or the next attempt', async () => {
    const lead = anOfferedLead();
    const result = { outcome: 'unavailable', reason: 'http-503', retryAfterMs: 3_600_000 } as const;
    const results = lead.handoffs.map((handoff) => ({ handoff, result }));
    const offered = processingFailed(handoffsTried(lead, results, NOW), NOW.toISOString(), NOW);
    const taken = {
      ...accepted(handoffsTried(lead, results, NOW), NOW),
      id: 'lead-two',
      nextActionAt: NOW.toISOString(),
    };
    const world = sweeperWorld(offered, taken);

    expect(await world.sweep()).toMatchObject({ resent: 0, expired: 0 });

    expect((await world.lead()).nextActionAt).toBe('2026-11-23T09:30:00.000Z');
    expect((await world.lead('lead-two')).nextActionAt).toBe('2026-11-23T10:00:01.000Z');
    expect(world.handoffs.sent).toEqual([]);
  });
});

function failed(): never {
  throw new Error('the lead has no offer');
}
