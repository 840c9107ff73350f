import { describe, expect, it } from 'vitest';
import type { Lead } from '#shared/domain/lead.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import { responseDueFor } from '#shared/domain/response-clock.ts';
import { responded } from '#shared/domain/response-life.ts';
import type { Team } from '#shared/domain/team.ts';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { sweeperWorld } from '#test/support/sweeper-world.ts';

const ACCEPTED_AT = new Date('2026-11-23T09:00:20.000Z');
const MINUTE = 60_000;

/** Due ten minutes after the acceptance; reminded at once, told after 20 minutes more, taken over after 40. */
const TEAM: Team = {
  ...aTeam(aTeamMember('olga')),
  response: {
    minutes: { A: 10, B: 60, C: 240 },
    clock: 'wall',
    remindAfter: 0,
    tellSupervisorAfter: 20,
    escalateAfter: 40,
  },
};

function anAcceptedLead(overrides: Partial<Lead> = {}, rep = 'olga'): Lead {
  const offered = anOfferedLead();
  const told = offered.handoffs.map((one) => ({ ...one, outcome: 'delivered' as const, externalId: '1' }));
  const member = TEAM.reps.find(({ id }) => id === rep) ?? aTeamMember(rep);
  const responseDue = responseDueFor(TEAM, member, offered, ACCEPTED_AT);
  if (responseDue === undefined || offered.offer === undefined) throw new Error('nobody watches');
  const offer = { ...offered.offer, rep };
  const lead = accepted({ ...offered, owner: rep, offer, handoffs: told }, ACCEPTED_AT, { responseDue });
  return { ...lead, ...overrides };
}

function world(lead: Lead, team: Team = TEAM) {
  const made = sweeperWorld(lead);
  made.settings.put('team', team);
  const messenger = {
    id: 'messenger',
    type: 'telegram',
    baseUrl: 'http://127.0.0.1:9',
    secret: 'bot',
  } as const;
  const crm = { id: 'crm', type: 'bitrix24', baseUrl: 'http://127.0.0.1:9/', secret: 'crm' } as const;
  made.settings.put('destinations', {
    version: 1,
    publicUrl: 'http://127.0.0.1:9',
    destinations: [crm, messenger],
  });
  return {
    ...made,
    sweepAfter: async (minutes: number) => {
      made.clock.pass(minutes * MINUTE);
      return made.sweep();
    },
    notices: async () =>
      (await made.lead()).handoffs.flatMap(({ notice, rep, destination }) =>
        notice === undefined ? [] : [`${destination}: ${rep} ${notice}`],
      ),
  };
}

describe('a client who waits for an owner that accepted', () => {
  it('is nobody’s news before the response is due', async () => {
    const { sweepAfter, notices, lead } = world(anAcceptedLead());

    expect((await sweepAfter(9)).responseSteps.reminded).toBe(0);

    expect(await notices()).toEqual([]);
    expect((await lead()).responseDue).toMatchObject({ at: '2026-11-23T09:10:20.000Z' });
  });

  it('has the owner reminded in the messenger, once, though two sweeps look', async () => {
    const { clock, sweep, notices, handoffs, tools, lead } = world(anAcceptedLead());
    clock.pass(10 * MINUTE);

    await Promise.all([sweep(), sweep()]);

    expect(await notices()).toEqual(['messenger: olga response-due']);
    expect(new Set(handoffs.sent)).toEqual(new Set(['lead-00000001']));
    expect(tools.counts).toMatchObject({ ResponseReminded: expect.any(Number), LeadForgotten: 0 });
    expect((await lead()).responseDue).toMatchObject({
      step: 'reminded',
      nextStepAt: '2026-11-23T09:30:20.000Z',
    });
  });

  it('is told to the supervisor next, and counts as forgotten then', async () => {
    const { sweepAfter, notices, tools, lead } = world(anAcceptedLead());
    await sweepAfter(10);

    await sweepAfter(20);

    expect(await notices()).toEqual(['messenger: olga response-due', 'messenger: boss response-overdue']);
    expect(tools.counts).toMatchObject({ LeadForgotten: 1 });
    expect(await lead()).toMatchObject({ status: 'accepted', owner: 'olga' });
  });

  it('gets the supervisor in the end: the owner’s place is free, and both are told', async () => {
    const { sweepAfter, notices, leads, tools, lead } = world(anAcceptedLead());
    await sweepAfter(10);
    await sweepAfter(20);

    await sweepAfter(20);

    const taken = await lead();
    expect(taken).toMatchObject({
      status: 'escalated',
      owner: 'boss',
      offer: { rep: 'boss', state: 'open', attempt: 2 },
      assignment: { strategy: 'escalation', because: 'no-response' },
      responseDue: { at: '2026-11-23T09:10:20.000Z', step: 'taken-over' },
      formerOffers: [{ rep: 'olga', state: 'withdrawn', because: 'no-response' }],
    });
    expect([leads.load('olga'), leads.load('boss')]).toEqual([0, 1]);
    expect(await notices()).toContain('messenger: olga response-taken-over');
    expect(taken.handoffs.filter(({ rep, outcome }) => rep === 'boss' && outcome === 'pending')).toHaveLength(
      2,
    );
    expect(taken.timeline.slice(-2)).toMatchObject([
      { event: 'offer.withdrawn', by: 'olga', because: 'no-response' },
      { event: 'lead.escalated', because: 'no-response' },
    ]);
    expect(tools.counts).toMatchObject({ LeadTakenOver: 1 });
  });

  it('keeps an owner whom a person has chosen, and the supervisor is told again', async () => {
    const { assignment } = anOfferedLead();
    const byHand = assignment && { ...assignment, strategy: 'by-hand' };
    const { sweepAfter, notices, leads, lead } = world(anAcceptedLead({ assignment: byHand }));
    await sweepAfter(10);
    await sweepAfter(20);
    await sweepAfter(20);
    await sweepAfter(600);

    expect(await lead()).toMatchObject({ status: 'accepted', owner: 'olga' });
    expect((await lead()).responseDue).not.toHaveProperty('nextStepAt');
    expect(leads.load('olga')).toBe(1);
    expect(await notices()).toEqual([
      'messenger: olga response-due',
      'messenger: boss response-overdue',
      'messenger: boss response-still-overdue',
    ]);
  });

  it('stays with a supervisor who has it already', async () => {
    const { sweepAfter, notices, lead } = world(anAcceptedLead({}, 'boss'));
    await sweepAfter(10);
    await sweepAfter(20);
    await sweepAfter(20);

    expect(await lead()).toMatchObject({ status: 'accepted', owner: 'boss' });
    expect(await notices()).toEqual(['messenger: boss response-due', 'messenger: boss response-overdue']);
  });

  it('is nobody’s news any more once they were reached', async () => {
    const lead = anAcceptedLead();
    const reached = responded(lead, { at: '2026-11-23T09:05:00.000Z', by: 'olga' }, ACCEPTED_AT);
    const { sweepAfter, notices } = world(reached);

    await sweepAfter(600);

    expect(reached).not.toHaveProperty('nextActionAt');
    expect(await notices()).toEqual([]);
  });

  it('is watched no more when the team stops watching', async () => {
    const { response: _response, ...careless } = TEAM;
    const { sweepAfter, notices, lead } = world(anAcceptedLead(), careless);

    await sweepAfter(10);

    expect(await notices()).toEqual([]);
    expect(await lead()).not.toHaveProperty('nextActionAt');
  });

  it('is not slept over while a handoff is tried again', async () => {
    const lead = anAcceptedLead();
    const failing = lead.handoffs.map((one) => ({
      ...one,
      outcome: 'unavailable' as const,
      nextAttemptAt: '2026-11-23T09:09:30.000Z',
    }));
    const { sweepAfter, notices } = world({
      ...lead,
      handoffs: failing,
      nextActionAt: '2026-11-23T09:09:30.000Z',
    });
    await sweepAfter(9);

    await sweepAfter(1);

    expect(await notices()).toEqual(['messenger: olga response-due']);
  });
});
