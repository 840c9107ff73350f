import { describe, expect, it } from 'vitest';
import { withProbe, afterFailure, CLOSED_CIRCUIT } from '#shared/domain/circuit.ts';
import { aLead } from '#test/support/a-lead.ts';
import { sweeperWorld } from '#test/support/sweeper-world.ts';

describe('a sweep', () => {
  it('counts the leads that should have an owner by now', async () => {
    const world = sweeperWorld(
      aLead({ id: 'lead-00000001', status: 'qualified' }),
      aLead({ id: 'lead-00000002', status: 'received' }),
    );

    const swept = await world.sweep();

    expect(swept.unowned).toBe(2);
    expect(world.tools.counts).toMatchObject({ LeadUnowned: 2 });
  });

  it('counts one that still has none when it looks again', async () => {
    const world = sweeperWorld(aLead({ status: 'qualified' }));
    await world.sweep();
    world.clock.pass(3 * 60_000);

    expect((await world.sweep()).unowned).toBe(1);
  });

  it('counts none that waits for a rep', async () => {
    const waiting = aLead({
      status: 'waiting',
      waiting: 'nobody-on-duty',
      nextActionAt: '2026-11-23T09:00:30.000Z',
    });

    expect((await sweeperWorld(waiting).sweep()).unowned).toBe(0);
  });
});

describe('the registries', () => {
  it('are told to be asked or not as they are at the moment of the sweep', async () => {
    const world = sweeperWorld();
    const now = world.clock.now();
    const opened = afterFailure(
      CLOSED_CIRCUIT,
      { because: 'misconfigured', until: later(now) },
      'usual',
      now,
    );
    await world.circuits.save('dadata', opened);

    const during = await world.sweep();
    await world.circuits.save('dadata', withProbe(opened, new Date(later(now))));
    world.clock.pass(60 * 60_000);
    const after = await world.sweep();

    expect(during.registries).toContainEqual({ registry: 'dadata', isOpen: true });
    expect(after.registries).toContainEqual({ registry: 'dadata', isOpen: false });
    expect(world.tools.counts).toMatchObject({ RegistryCircuitOpen: 1 });
  });

  it('that cannot be looked at leave the sweep as it is', async () => {
    const world = sweeperWorld(aLead({ status: 'qualified' }));
    world.circuits.read = () => Promise.reject(new Error('throttled'));

    expect(await world.sweep()).toMatchObject({ resent: 1, registries: [], failures: [] });
  });
});

function later(now: Date): string {
  return new Date(now.getTime() + 5 * 60_000).toISOString();
}
