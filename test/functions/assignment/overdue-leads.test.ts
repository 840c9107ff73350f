import { describe, expect, it } from 'vitest';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { aTeam, aTeamMember, assignmentWorld } from '#test/support/assignment-world.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';

const SETTINGS = await demoSettings();
const TEAM = aTeam(aTeamMember('anna'));

describe('a lead that gets its owner', () => {
  it('after the promised ten seconds is counted', async () => {
    const world = assignmentWorld(SETTINGS, TEAM, [aQualifiedLead()]);
    world.clock.pass(10_001);

    await world.handle('lead-00000001');

    expect(world.tools.counts).toMatchObject({ LeadAssigned: 1, LeadUnowned: 1 });
  });

  it('within ten seconds is not', async () => {
    const world = assignmentWorld(SETTINGS, TEAM, [aQualifiedLead()]);
    world.clock.pass(10_000);

    await world.handle('lead-00000001');

    expect(world.tools.counts).not.toHaveProperty('LeadUnowned');
  });

  it('after it had to wait for somebody is not: nobody could have had it sooner', async () => {
    const timeline = [{ at: '2026-11-23T09:00:00.000Z', event: 'lead.waiting', by: 'system' }] as const;
    const waiting = aQualifiedLead({ status: 'waiting', waiting: 'nobody-on-duty', timeline });
    const world = assignmentWorld(SETTINGS, TEAM, [waiting]);
    world.clock.pass(3_600_000);

    await world.handle('lead-00000001');

    expect(world.tools.counts).toMatchObject({ LeadAssigned: 1 });
    expect(world.tools.counts).not.toHaveProperty('LeadUnowned');
  });
});
