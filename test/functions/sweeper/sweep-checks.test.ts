import { describe, expect, it } from 'vitest';
import { waitingFor } from '#shared/domain/lead-life.ts';
import { aQualifiedUnchecked, anOfferedUnchecked } from '#test/support/check-world.ts';
import { sweeperWorld } from '#test/support/sweeper-world.ts';

const ID = 'lead-00000001';
const DUE = '2026-11-23T09:01:15.000Z';

/** Offered and told, arrived before the sweep's span: its timer is all there is. */
function aLeadToCheck(overrides: Parameters<typeof anOfferedUnchecked>[0] = {}) {
  return anOfferedUnchecked({ nextActionAt: DUE, ...overrides });
}

describe('a lead whose company is still to be asked about', () => {
  it('has its check called for when the time has come, and nothing else', async () => {
    const world = sweeperWorld(aLeadToCheck());
    await world.sweep();
    expect(world.checks.sent).toEqual([]);

    world.clock.pass(60_000);
    expect(await world.sweep()).toMatchObject({ checksCalled: 1, resent: 0 });

    expect(world.checks.sent).toEqual([ID]);
    expect([...world.assignments.sent, ...world.handoffs.sent]).toEqual([]);
    const { sweeps, timeline, nextActionAt } = await world.lead();
    expect([sweeps, nextActionAt]).toEqual([undefined, '2026-11-23T09:04:00.000Z']);
    expect(timeline).toEqual(aLeadToCheck().timeline);
    expect(world.tools.counts).toMatchObject({ SweepResent: 0 });
  });

  it('is called for again when that message was lost, and only then', async () => {
    const world = sweeperWorld(aLeadToCheck());
    for (let minute = 0; minute < 4; minute += 1) {
      world.clock.pass(60_000);
      await world.sweep();
    }

    expect(world.checks.sent).toEqual([ID, ID]);
  });

  it('still expires at its deadline', async () => {
    const world = sweeperWorld(aLeadToCheck());
    world.clock.pass(60 * 60_000);

    expect(await world.sweep()).toMatchObject({ expired: 1 });

    expect(world.assignments.sent).toEqual([ID]);
  });

  it('that also waits for an owner has both woken', async () => {
    const waiting = waitingFor(
      aQualifiedUnchecked(),
      'nobody-on-duty',
      DUE,
      new Date('2026-11-23T09:00:05Z'),
    );
    const world = sweeperWorld(waiting);
    world.clock.pass(60_000);

    await world.sweep();

    expect([world.assignments.sent, world.checks.sent]).toEqual([[ID], [ID]]);
  });

  it('after a night without quota is called for once a lead, however many there are', async () => {
    const midnight = '2026-11-23T21:00:00.000Z';
    const ids = Array.from({ length: 500 }, (_, index) => `lead-night-${index}`);
    const world = sweeperWorld(
      ...ids.map((id) =>
        anOfferedUnchecked({
          id,
          status: 'accepted',
          check: { attempts: 0, nextAt: midnight },
          nextActionAt: midnight,
        }),
      ),
    );
    world.clock.pass(11 * 60 * 60_000);
    expect(await world.sweep()).toMatchObject({ checksCalled: 0 });

    world.clock.pass(60 * 60_000);
    await world.sweep();
    world.clock.pass(60_000);
    await world.sweep();

    expect(world.checks.sent.toSorted()).toEqual(ids.toSorted());
  });
});
