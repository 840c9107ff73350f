import { describe, expect, it } from 'vitest';
import { createFormerReps } from '#functions/sweeper/former-reps.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { accepted, offeredToSeveral } from '#shared/domain/offer-life.ts';
import { responded } from '#shared/domain/response-life.ts';
import type { Team } from '#shared/domain/team.ts';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import { aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { sweeperWorld } from '#test/support/sweeper-world.ts';

const NOW = new Date('2026-11-23T09:00:10.000Z');
const [OLGA, PAVEL] = [aTeamMember('olga'), aTeamMember('pavel')];

function world(team: Team, ...leads: readonly Lead[]) {
  const made = sweeperWorld(...leads.map(told));
  made.settings.put('team', team);
  return made;
}

function told(lead: Lead): Lead {
  return {
    ...lead,
    handoffs: lead.handoffs.map((one) => ({ ...one, outcome: 'delivered', externalId: '1' })),
  };
}

function offered(id: string): Lead {
  return anOfferedLead({ id });
}

function taken(id: string): Lead {
  return accepted(offered(id), NOW);
}

function reached(id: string): Lead {
  return responded(taken(id), { at: NOW.toISOString(), by: 'olga' }, NOW);
}

function byHand(id: string): Lead {
  const lead = taken(id);
  return { ...lead, assignment: lead.assignment && { ...lead.assignment, strategy: 'by-hand' } };
}

const ALL = () => [offered('offered'), taken('taken'), reached('reached'), byHand('by-hand')];

describe('a rep who is removed from the team', () => {
  it.each([
    ['and is not in it any more', aTeam(PAVEL), ['olga']],
    ['by being switched off', aTeam({ ...OLGA, active: false }, PAVEL), []],
  ])('%s gives back whatever nobody has answered yet', async (_name, team, formerReps) => {
    const { sweep, leads, lead, assignments, formerReps: former, tools } = world(team, ...ALL());
    former.push(...formerReps);

    expect(await sweep()).toMatchObject({ givenBack: 3 });

    for (const id of ['offered', 'taken']) {
      expect(await lead(id)).toMatchObject({
        status: 'qualified',
        formerOffers: [{ rep: 'olga', state: 'withdrawn', because: 'rep-removed' }],
      });
      expect(await lead(id)).not.toHaveProperty('owner');
    }
    expect(new Set(assignments.sent)).toEqual(new Set(['offered', 'taken']));
    expect(await lead('reached')).toMatchObject({
      status: 'escalated',
      owner: 'boss',
      firstResponse: { by: 'olga' },
      assignment: { because: 'rep-removed' },
    });
    expect((await lead('reached')).handoffs.filter(({ notice }) => notice !== undefined)).toEqual([]);
    expect(await lead('by-hand')).toMatchObject({ status: 'accepted', owner: 'olga' });
    expect([leads.load('olga'), leads.load('boss')]).toEqual([1, 1]);
    expect(tools.counts).toMatchObject({ LeadGivenBack: 3 });
  });

  it('and was the supervisor’s own gives nothing to themselves', async () => {
    const boss = { ...aTeam(OLGA), reps: [OLGA, aTeamMember('boss', { active: false })] };
    const escalated = { ...taken('escalated'), owner: 'boss', status: 'escalated' as const };
    const { sweep, lead } = world(boss, escalated);

    expect(await sweep()).toMatchObject({ givenBack: 0 });
    expect(await lead('escalated')).toEqual(told(escalated));
  });
});

describe('a rep who is sent home', () => {
  const vacation = { ...OLGA, hours: { ...OLGA.hours, away: [{ from: '2026-11-20', to: '2026-11-23' }] } };

  it.each([
    ['by their switch', OLGA, true],
    ['by a vacation of the settings', vacation, false],
  ])('%s gives back what they have not accepted', async (_name, rep, isSwitchedOff) => {
    const { sweep, leads, lead } = world(aTeam(rep, PAVEL), ...ALL());
    if (isSwitchedOff) await leads.setOnDuty('olga', false);

    expect(await sweep()).toMatchObject({ givenBack: 1 });

    expect((await lead('offered')).formerOffers).toMatchObject([{ rep: 'olga', because: 'rep-away' }]);
    for (const id of ['taken', 'reached', 'by-hand']) expect((await lead(id)).owner).toBe('olga');
    expect(leads.load('olga')).toBe(3);
  });

  it('with twenty open offers gives them all back in one sweep, and the places with them', async () => {
    const many = Array.from({ length: 20 }, (_, index) => offered(`offer-${index}`));
    const { sweep, leads, assignments } = world(aTeam(OLGA, PAVEL), ...many);
    await leads.addAway('olga', { from: '2026-11-23', to: '2026-11-23' });

    expect(await sweep()).toMatchObject({ givenBack: 20 });

    expect(leads.load('olga')).toBe(0);
    expect(new Set(assignments.sent).size).toBe(20);
  });

  it('tomorrow, or has ended their shift, keeps everything', async () => {
    const evening = { ...OLGA, hours: { ...OLGA.hours, week: {} } };
    const { sweep, leads } = world(aTeam(evening, PAVEL), ...ALL());
    await leads.addAway('olga', { from: '2026-11-24', to: '2026-11-30' });

    expect(await sweep()).toMatchObject({ givenBack: 0 });
    expect(leads.load('olga')).toBe(4);
  });

  it('is asked no more where several were, and the others still are', async () => {
    const pools = [{ id: 'fast', strategy: 'first-to-accept', members: [] }] as const;
    const { assignment } = offered('any');
    if (assignment === undefined) throw new Error('no decision');
    const asked = offeredToSeveral(
      aQualifiedLead({ id: 'asked' }),
      { reps: ['olga', 'pavel'], deadlineAt: '2026-11-23T09:30:00.000Z' },
      { ...assignment, pool: 'fast', strategy: 'first-to-accept' },
      [],
      NOW,
    );
    const { sweep, leads, lead, assignments } = world({ ...aTeam(OLGA, PAVEL), pools }, asked);
    await leads.setOnDuty('olga', false);
    await sweep();

    expect(await lead('asked')).toMatchObject({
      status: 'offered',
      openOffers: [{ rep: 'pavel' }],
      formerOffers: [{ rep: 'olga', state: 'withdrawn', because: 'rep-away' }],
    });
    expect(assignments.sent).toEqual([]);

    await leads.setOnDuty('pavel', false);
    await sweep();

    expect(await lead('asked')).toMatchObject({ status: 'qualified' });
    expect(assignments.sent).toEqual(['asked']);
  });
});

describe('a team whose reps are all there', () => {
  it('costs no look at anybody’s leads', async () => {
    const made = world(aTeam(OLGA, PAVEL), ...ALL());
    let looks = 0;
    made.leads.ofRep = async () => {
      looks += 1;
      return [];
    };

    await made.sweep();

    expect(looks).toBe(0);
  });
});

describe('who was in the team before', () => {
  it('is looked up once for each version of it', async () => {
    const teams: Record<number, Team> = { 1: aTeam(OLGA, PAVEL), 2: aTeam(PAVEL) };
    let reads = 0;
    const formerReps = createFormerReps({
      forceChanges: async () => {
        reads += 1;
        const change = { act: 'published', at: NOW.toISOString(), by: 'ops' } as const;
        return [
          { ...change, from: 2, to: 3 },
          { ...change, from: 1, to: 2 },
          { ...change, to: 1 },
        ];
      },
      content: async (_document, version) => teams[version] as never,
    });
    const current = { ...aTeam(aTeamMember('ivan')), version: 3 };

    expect(new Set(await formerReps(current))).toEqual(new Set(['olga', 'pavel']));
    await formerReps(current);
    expect(reads).toBe(1);
    expect(await formerReps({ ...current, version: 4 })).toHaveLength(2);
    expect(reads).toBe(2);
  });
});
