import { describe, expect, it } from 'vitest';
import { aLead } from '#test/support/a-lead.ts';
import { aTeam, aTeamMember, assignmentWorld } from '#test/support/assignment-world.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { found, intakeWorld } from '#test/support/intake-world.ts';
import { judgeLead } from '#shared/intake/judge-lead.ts';
import type { Settings } from '#shared/ports/settings.ts';
import type { RegistryAnswer } from '#shared/ports/counterparty-registry.ts';

const DEMO = await demoSettings();
const DOWN = { outcome: 'unavailable', because: 'unavailable' } as const;
const TEAM = aTeam(aTeamMember('olga'));
const ID = 'lead-00000001';

function holdingBack(minutes: number): Settings {
  const { policy } = DEMO;
  const counterpartyCheck = { ...policy.counterpartyCheck, uncheckedWaitsMinutes: minutes };
  return { ...DEMO, policy: { ...policy, counterpartyCheck } };
}

/** The assignment function with one lead that nobody has judged, and a registry that answers as it is told. */
function worldOf(settings: Settings, answer: { current: RegistryAnswer }) {
  return assignmentWorld(settings, TEAM, [aLead()], async () => answer.current);
}

describe('a policy that wants companies checked first', () => {
  it('holds a lead back until its company is known, which is then judged as ever', async () => {
    const answer: { current: RegistryAnswer } = { current: DOWN };
    const world = worldOf(holdingBack(30), answer);
    await world.handle(ID);
    expect(await world.lead()).toMatchObject({
      status: 'waiting',
      waiting: 'counterparty-unchecked',
      counterparty: { outcome: 'unchecked' },
      nextActionAt: '2026-11-23T09:01:15.000Z',
    });

    answer.current = found('7707083893');
    world.clock.pass(80_000);
    await world.handle(ID);

    const lead = await world.lead();
    expect(lead).toMatchObject({ status: 'offered', counterparty: { outcome: 'found' } });
    for (const gone of ['waiting', 'check']) expect(lead).not.toHaveProperty(gone);
  });

  it('rejects what turns out to be liquidated, before anybody is told', async () => {
    const answer: { current: RegistryAnswer } = { current: DOWN };
    const world = worldOf(holdingBack(30), answer);
    await world.handle(ID);

    answer.current = found('7707083893', { status: 'liquidated' });
    world.clock.pass(80_000);
    await world.handle(ID);

    expect(await world.lead()).toMatchObject({
      status: 'rejected',
      verdict: { reasons: ['company-liquidated'] },
    });
    expect(world.handoffs.sent).toEqual([]);
  });

  it('lets it go on flagged when its time is over, to be checked later', async () => {
    const world = worldOf(holdingBack(2), { current: DOWN });
    for (const passedMs of [0, 75_000, 45_000]) {
      world.clock.pass(passedMs);
      await world.handle(ID);
    }

    expect(await world.lead()).toMatchObject({
      status: 'offered',
      counterparty: { outcome: 'unchecked' },
      check: { attempts: 2 },
    });
  });

  it('waits no longer than that for a quota that is new at midnight', async () => {
    const spent = { ...DOWN, because: 'quota-spent', retryAt: '2026-11-23T21:00:00.000Z' } as const;
    const world = worldOf(holdingBack(30), { current: spent });
    await world.handle(ID);

    expect((await world.lead())?.nextActionAt).toBe('2026-11-23T09:30:00.000Z');
  });

  it('does not wait for the company of a lead that is rejected anyhow', async () => {
    const world = intakeWorld(holdingBack(30), async () => DOWN);
    const spam = aLead({ suspicions: ['honeypot'] });

    expect(await judgeLead(spam, world)).toMatchObject({
      status: 'rejected',
      verdict: { reasons: ['spam'] },
    });
  });

  it('that wants no such thing lets it go on at once', async () => {
    const world = worldOf(holdingBack(0), { current: DOWN });

    await world.handle(ID);

    expect(await world.lead()).toMatchObject({ status: 'offered', check: { attempts: 0 } });
  });
});
