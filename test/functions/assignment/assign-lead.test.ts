import { describe, expect, it } from 'vitest';
import { offerEnded } from '#shared/domain/offer-life.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { aTeam, aTeamMember, assignmentWorld } from '#test/support/assignment-world.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { ARRIVAL } from '#test/support/intake-world.ts';

const SETTINGS = await demoSettings();
const ID = 'lead-00000001';
const OFF_SHIFT = {
  hours: { timeZone: 'Europe/Moscow', week: { tue: [{ fromMinute: 540, toMinute: 1080 }] }, daysOff: [] },
};

describe('a qualified lead', () => {
  it('is put before the rep whose turn it is, with everything about it in one step', async () => {
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna'), aTeamMember('olga')), [
      aQualifiedLead(),
    ]);

    expect(await world.handle(ID)).toEqual([]);

    expect(await world.lead()).toMatchObject({
      version: 3,
      status: 'offered',
      owner: 'anna',
      offer: { rep: 'anna', state: 'open', attempt: 1, deadlineAt: '2026-11-23T09:05:00.000Z' },
      assignment: {
        pool: 'all',
        strategy: 'weighted',
        because: 'turn',
        teamVersion: 1,
        candidates: [
          { rep: 'anna', eligible: true, because: 'turn', creditMicroleads: 500_000 },
          { rep: 'olga', eligible: true, because: 'eligible-turn', creditMicroleads: 500_000 },
        ],
      },
      handoffs: ['crm', 'messenger', 'webhook'].map((destination) => ({
        destination,
        rep: 'anna',
        offerAttempt: 1,
        attempt: 0,
        outcome: 'pending',
      })),
      timings: { assignedMs: 0 },
      nextActionAt: '2026-11-23T09:05:00.000Z',
    });
    expect(world.leads.load('anna')).toBe(1);
    expect((await world.leads.read(ID, [], ['all'])).turns).toEqual({
      all: { anna: -500_000, olga: 500_000 },
    });
    expect(world.handoffs.sent).toEqual([ID]);
    expect(world.tools.counts).toMatchObject({ LeadAssigned: 1, TimeToAssigned: 0 });
  });

  it('goes to the next when the first is full', async () => {
    const other = anOfferedLead({ id: 'lead-of-anna', owner: 'anna' });
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna'), aTeamMember('olga')), [
      other,
      aQualifiedLead(),
    ]);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      owner: 'olga',
      assignment: {
        candidates: [
          { rep: 'anna', eligible: false, because: 'full' },
          { rep: 'olga', because: 'turn' },
        ],
      },
    });
  });

  it('goes to the next when the first is filled while we choose', async () => {
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna'), aTeamMember('olga')), [
      aQualifiedLead(),
    ]);
    const commit = world.leads.commit.bind(world.leads);
    let raced = false;
    world.leads.commit = async (change) => {
      if (!raced) world.leads.put(anOfferedLead({ id: 'lead-of-anna', owner: 'anna' }));
      raced = true;
      return commit(change);
    };

    await world.handle(ID);

    expect((await world.lead())?.owner).toBe('olga');
    expect([world.leads.load('anna'), world.leads.load('olga')]).toEqual([1, 1]);
  });

  it('waits for the next shift when nobody is on duty, and says who was considered', async () => {
    const team = aTeam(aTeamMember('anna', OFF_SHIFT), aTeamMember('olga'));
    const world = assignmentWorld(SETTINGS, team, [aQualifiedLead()]);
    await world.leads.setOnDuty('olga', false);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      status: 'waiting',
      waiting: 'nobody-on-duty',
      assignment: {
        pool: 'none',
        because: 'nobody-on-duty',
        candidates: [
          { rep: 'anna', eligible: false, because: 'off-shift' },
          { rep: 'olga', eligible: false, because: 'off-duty' },
        ],
      },
    });
    const { nextActionAt = '' } = (await world.lead()) ?? {};
    expect(Date.parse(nextActionAt)).toBeGreaterThan(ARRIVAL.getTime());
    expect(Date.parse(nextActionAt)).toBeLessThanOrEqual(ARRIVAL.getTime() + 12 * 3_600_000);
    expect(world.handoffs.sent).toEqual([]);
    expect(world.tools.counts).toEqual({ LeadWaiting: 1 });
  });

  it('waits a minute when everybody is full', async () => {
    const other = anOfferedLead({ id: 'lead-of-anna', owner: 'anna' });
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), [other, aQualifiedLead()]);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      status: 'waiting',
      waiting: 'everybody-full',
      nextActionAt: '2026-11-23T09:01:00.000Z',
    });
  });

  it('goes to the supervisor, whatever they have to do, when everybody has been asked', async () => {
    const asked = { ...anOfferedLead({ owner: 'anna' }), version: 4 };
    const offer = { ...(asked.offer ?? failed()), rep: 'anna' };
    const declined = offerEnded({ ...asked, offer }, 'declined', 'busy', ARRIVAL);
    const boss = anOfferedLead({ id: 'lead-of-boss', owner: 'boss' });
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), [boss, declined]);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      status: 'escalated',
      owner: 'boss',
      offer: { rep: 'boss', attempt: 2, state: 'open' },
      assignment: {
        pool: 'supervisor',
        because: 'everybody-asked',
        candidates: [{ rep: 'anna', eligible: false, because: 'already-asked' }],
      },
    });
    expect(world.leads.load('boss')).toBe(2);
    expect(world.tools.counts).toEqual({ LeadEscalated: 1 });
  });

  it('that had to wait is watched by a timer until its rep is told, for no arrival’s look comes again', async () => {
    const waiting = aQualifiedLead({ status: 'waiting', waiting: 'everybody-full' });
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), [waiting]);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({ status: 'offered', nextActionAt: '2026-11-23T09:01:00.000Z' });
    expect(await world.lead()).not.toHaveProperty('waiting');
  });

  it('has its owner although the queue of handoffs is down', async () => {
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), [aQualifiedLead()]);
    world.handoffs.send = async () => {
      throw new Error('down');
    };

    expect(await world.handle(ID)).toEqual([]);
    expect((await world.lead())?.owner).toBe('anna');
  });
});

describe('a lead that was received and not judged', () => {
  it('is judged first, and then has its owner', async () => {
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), [aLead()]);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      version: 3,
      status: 'offered',
      owner: 'anna',
      counterparty: { outcome: 'found' },
      verdict: { outcome: 'qualified', policyVersion: 1 },
    });
  });

  it('is rejected where the policy says so, and nobody gets it', async () => {
    const tiny = aLead({ need: { budgetRub: 100 } });
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), [tiny]);

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({ status: 'rejected', verdict: { reasons: ['too-small'] } });
    expect(world.leads.load('anna')).toBe(0);
    expect(world.tools.counts).toEqual({ LeadRejected: 1 });
  });
});

describe('a message about a lead', () => {
  it('that comes twenty times at once gives it one owner, one place and one turn', async () => {
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna'), aTeamMember('olga')), [
      aQualifiedLead(),
    ]);

    await Promise.all(Array.from({ length: 20 }, () => world.handle(ID)));

    expect(world.leads.load('anna') + world.leads.load('olga')).toBe(1);
    const { turns } = await world.leads.read(ID, [], ['all']);
    expect(turns).toEqual({ all: { anna: -500_000, olga: 500_000 } });
    expect((await world.lead())?.version).toBe(3);
  });

  it('that comes again only wakes the handoffs that are still to be done', async () => {
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), [aQualifiedLead()]);
    await world.handle(ID);
    const before = await world.lead();

    await world.handle(ID);

    expect(world.handoffs.sent).toEqual([ID, ID]);
    expect(await world.lead()).toEqual(before);
    expect(world.tools.lines.at(-1)).toMatchObject({ event: 'assignment.repeated' });
  });

  it('that comes when everybody has been told does nothing', async () => {
    const told = anOfferedLead({ handoffs: [] });
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), [told]);

    await world.handle(ID);

    expect(world.handoffs.sent).toEqual([]);
    expect(await world.lead()).toEqual(told);
  });

  it('that nobody has heard of does nothing', async () => {
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), []);

    expect(await world.handle('lead-nobody-kept')).toEqual([]);
  });

  it('comes back when the lead keeps changing, and no other message of its batch does', async () => {
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna', { capacity: 5 })), [
      aQualifiedLead({ id: 'lead-that-changes' }),
      aQualifiedLead({ id: 'lead-that-stands' }),
    ]);
    const commit = world.leads.commit.bind(world.leads);
    world.leads.commit = async (change) =>
      change.lead.id === 'lead-that-changes' ? 'outdated' : commit(change);

    const failures = await world.handle('lead-that-changes', 'lead-that-stands');

    expect(failures).toEqual(['00000000-0000-4000-8000-000000000000']);
    expect((await world.lead('lead-that-stands'))?.owner).toBe('anna');
    expect(world.tools.lines).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'message.failed' }),
    );
  });

  it('of another version or shape fails, and is never taken for done', async () => {
    const world = assignmentWorld(SETTINGS, aTeam(aTeamMember('anna')), []);

    await expect(world.handle('short')).rejects.toThrow('All records failed');
    expect(world.tools.published.times).toBe(1);
  });
});

function failed(): never {
  throw new Error('the lead has no offer');
}
