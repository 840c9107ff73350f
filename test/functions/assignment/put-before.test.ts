import { describe, expect, it } from 'vitest';
import { processingFailed } from '#shared/domain/lead-life.ts';
import type { Pool, Team } from '#shared/domain/team.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { aTeam, aTeamMember, assignmentWorld } from '#test/support/assignment-world.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';

const SETTINGS = await demoSettings();
const ID = 'lead-00000001';

describe('a place in the load of a rep', () => {
  it('is counted by their own day and by the lead’s source, and moved in one step with the lead', async () => {
    const vladivostok = { ...aTeamMember('anna').hours, timeZone: 'Asia/Vladivostok' };
    const anna = aTeamMember('anna', {
      hours: vladivostok,
      capacityPerDay: 3,
      capacityPerSource: { 'main-site': 2 },
    });
    const world = assignmentWorld(SETTINGS, aTeam(anna), [aQualifiedLead({ source: 'main-site' })]);
    world.clock.pass(6 * HOUR_MS);

    await world.handle(ID);

    expect((await world.leads.read(ID, ['anna'], [])).reps['anna']).toEqual({
      open: 1,
      openBySource: { 'main-site': 1 },
      day: { date: '2026-11-24', taken: 1 },
    });
  });

  it('is taken by the supervisor, too, whatever their limits say', async () => {
    const { reps, ...team } = aTeam(aTeamMember('anna', { active: false }));
    const limited = reps.map((rep) => ({ ...rep, capacityPerDay: 1, capacity: 1 }));
    const boss = anOfferedLead({ id: 'lead-of-boss', owner: 'boss' });
    const world = assignmentWorld(SETTINGS, { ...team, reps: limited }, [boss, aQualifiedLead()]);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({ status: 'escalated', owner: 'boss' });
    expect((await world.leads.read(ID, ['boss'], [])).reps['boss']).toMatchObject({
      open: 2,
      day: { date: '2026-11-23', taken: 1 },
    });
  });
});

describe('a client whose last lead somebody had', () => {
  const STICKY = { ...aTeam(aTeamMember('anna'), aTeamMember('olga')), stickyDays: 90 };
  const EARLIER = { rep: 'olga', leadId: 'lead-earlier', at: '2026-11-01T09:00:00.000Z' };

  it('comes to the same rep, and moves nobody’s turn', async () => {
    const world = assignmentWorld(SETTINGS, STICKY, [aLead()]);
    await world.owners.remember(aLead(), EARLIER);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      earlierOwner: EARLIER,
      owner: 'olga',
      assignment: { pool: 'none', strategy: 'sticky', because: 'sticky' },
    });
    expect(world.leads.load('olga')).toBe(1);
    expect((await world.leads.read(ID, [], ['all'])).turns).toEqual({ all: {} });
  });

  it('goes its ordinary way when nobody can say who that was', async () => {
    const world = assignmentWorld(SETTINGS, STICKY, [aLead()]);
    world.owners.find = async () => {
      throw new Error('the table is slow today');
    };

    expect(await world.handle(ID)).toEqual([]);

    expect(await world.lead()).toMatchObject({ owner: 'anna', assignment: { because: 'turn' } });
    expect(await world.lead()).not.toHaveProperty('earlierOwner');
  });
});

describe('a pool whose first rep to accept has the lead', () => {
  const FAST = withPool({ strategy: 'first-to-accept', askAtOnce: 2 });

  it('asks several at once: nobody owns the lead, and it counts in nobody’s load', async () => {
    const world = assignmentWorld(SETTINGS, FAST, [aQualifiedLead()]);

    await world.handle(ID);

    const lead = await world.lead();
    expect(lead).toMatchObject({
      status: 'offered',
      openOffers: [
        { rep: 'anna', attempt: 1, state: 'open', deadlineAt: '2026-11-23T09:05:00.000Z' },
        { rep: 'olga', attempt: 2, state: 'open', deadlineAt: '2026-11-23T09:05:00.000Z' },
      ],
      assignment: { pool: 'all', strategy: 'first-to-accept', because: 'first-to-accept' },
    });
    expect(lead).not.toHaveProperty('owner');
    expect([world.leads.load('anna'), world.leads.load('olga')]).toEqual([0, 0]);
    expect(world.tools.counts).toMatchObject({ LeadAssigned: 1, TimeToAssigned: 0 });
  });

  it('tells them by messenger, and no other system before the lead has an owner', async () => {
    const world = assignmentWorld(SETTINGS, FAST, [aQualifiedLead()]);

    await world.handle(ID);

    const told = (await world.lead())?.handoffs.map(({ destination, rep, offerAttempt }) => [
      destination,
      rep,
      offerAttempt,
    ]);
    expect(told).toEqual([
      ['messenger', 'anna', 1],
      ['messenger', 'olga', 2],
    ]);
    expect(world.handoffs.sent).toEqual([ID]);
  });
});

describe('a pool from which reps take leads themselves', () => {
  const SHARED = withPool({ strategy: 'pull', takeWithinMinutes: 20 });

  it('has the lead lie there, and tells nobody', async () => {
    const world = assignmentWorld(SETTINGS, SHARED, [aQualifiedLead()]);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      status: 'waiting',
      waiting: 'in-shared-pool',
      sharedPool: 'all',
      nextActionAt: '2026-11-23T09:20:00.000Z',
      assignment: { pool: 'all', strategy: 'pull', because: 'left-in-pool' },
    });
    expect((await world.leads.inPool('all')).map(({ id }) => id)).toEqual([ID]);
    expect([world.handoffs.sent, world.tools.counts]).toEqual([[], {}]);
    expect(world.tools.lines.at(-1)).toMatchObject({ event: 'lead.left-in-pool' });
  });

  it('changes nothing when it is woken early, and keeps the lead no longer for that', async () => {
    const world = assignmentWorld(SETTINGS, SHARED, [aQualifiedLead()]);
    await world.handle(ID);
    const before = await world.lead();

    world.clock.pass(5 * MINUTE_MS);
    await world.handle(ID);

    expect(await world.lead()).toEqual(before);
  });

  it('keeps the lead for the rest of its time after its message has failed', async () => {
    const world = assignmentWorld(SETTINGS, SHARED, [aQualifiedLead()]);
    await world.handle(ID);
    const lying = (await world.lead()) ?? failed();
    await world.leads.save(processingFailed(lying, '2026-11-23T09:10:00.000Z', world.clock.now()));

    world.clock.pass(10 * MINUTE_MS);
    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      waiting: 'in-shared-pool',
      nextActionAt: '2026-11-23T09:20:00.000Z',
      assignment: lying.assignment,
    });
  });

  it('gives the lead out by turn when nobody has taken it in time', async () => {
    const world = assignmentWorld(SETTINGS, SHARED, [aQualifiedLead()]);
    await world.handle(ID);

    world.clock.pass(20 * MINUTE_MS);
    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      status: 'offered',
      owner: 'anna',
      assignment: { because: 'turn' },
    });
    expect(await world.leads.inPool('all')).toEqual([]);
  });
});

function withPool(rules: Partial<Pool>): Team {
  const team = aTeam(aTeamMember('anna'), aTeamMember('olga'));
  return { ...team, pools: team.pools.map((pool) => ({ ...pool, ...rules })) };
}

function failed(): never {
  throw new Error('there is no lead');
}
