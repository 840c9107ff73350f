import { describe, expect, it } from 'vitest';
import { waitingFor } from '#shared/domain/lead-life.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { sweeperWorld, type SweeperWorld } from '#test/support/sweeper-world.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');

function aDueLead(id: string) {
  const lead = waitingFor(aQualifiedLead({ id }), 'everybody-full', NOW.toISOString(), NOW);
  return { ...lead, receivedAt: '2026-11-23T07:00:00.000Z' };
}

/** Lets every save of this lead fail. */
function poison(world: SweeperWorld, id: string): void {
  const save = world.leads.save.bind(world.leads);
  world.leads.save = async (lead) => {
    if (lead.id === id) throw new Error('this one never works');
    return save(lead);
  };
}

describe('a sweep in which something fails', () => {
  it('leaves no other lead waiting for the one that fails, and says so', async () => {
    const world = sweeperWorld(
      aDueLead('lead-bad'),
      aDueLead('lead-good'),
      aQualifiedLead({ id: 'arrived' }),
    );
    poison(world, 'lead-bad');

    await expect(world.sweep()).rejects.toThrow('1 leads could not be swept');

    expect(world.assignments.sent.toSorted()).toEqual(['arrived', 'lead-good']);
    expect(world.tools.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        event: 'sweep.failed',
        fields: expect.objectContaining({ leadId: 'lead-bad' }),
      }),
    );
    expect(JSON.stringify(world.tools.lines)).not.toContain('never works');
    expect(world.tools.counts).toMatchObject({ SweepResent: 2 });
    expect(world.tools.published.times).toBe(1);
  });

  it('looks again at an arrival that it could not wake', async () => {
    const world = sweeperWorld(aQualifiedLead({ id: 'arrived' }));
    const save = world.leads.save.bind(world.leads);
    poison(world, 'arrived');
    await expect(world.sweep()).rejects.toThrow('could not be swept');
    expect(await world.leads.readCheckpoint()).toBe('2026-11-23T09:00:00.000Z');

    world.leads.save = save;
    world.clock.pass(60_000);
    await world.sweep();

    expect(world.assignments.sent).toEqual(['arrived']);
    expect(await world.leads.readCheckpoint()).toBe('2026-11-23T09:01:30.000Z');
  });

  it('wakes again after two minutes what it could not send, though it was written', async () => {
    const world = sweeperWorld(aDueLead('lead-due'));
    const send = world.assignments.send.bind(world.assignments);
    world.assignments.send = async () => {
      throw new Error('the queue is down');
    };
    await expect(world.sweep()).rejects.toThrow('could not be swept');

    world.assignments.send = send;
    world.clock.pass(120_000);
    await world.sweep();

    expect(world.assignments.sent).toEqual(['lead-due']);
  });

  it('still wakes leads when the cache of companies cannot be written', async () => {
    const world = sweeperWorld(aQualifiedLead({ id: 'arrived' }));
    world.cache.remember = async () => {
      throw new Error('down');
    };

    await expect(world.sweep()).rejects.toThrow('could not be swept');

    expect(world.assignments.sent).toEqual(['arrived']);
    expect(await world.leads.readCheckpoint()).toBe('2026-11-23T09:00:30.000Z');
  });

  it('gives up when nearly everything fails: that is not the fault of a lead', async () => {
    const leads = Array.from({ length: 30 }, (_, index) => aDueLead(`lead-bad-${index}`));
    const world = sweeperWorld(...leads);
    let tries = 0;
    world.leads.save = async () => {
      tries += 1;
      throw new Error('the table is down');
    };

    await expect(world.sweep()).rejects.toThrow('the table is down');

    expect(tries).toBe(20);
    expect(world.tools.published.times).toBe(1);
  });

  it('that was killed in the middle is made good by the next one, and nobody is woken without need', async () => {
    const leads = Array.from({ length: 5 }, (_, index) => aQualifiedLead({ id: `arrived-${index}` }));
    for (let calls = 1; calls <= 12; calls += 1) {
      const world = sweeperWorld(...leads);
      const stop = killAfter(world, calls);
      await world.sweep().catch(() => undefined);
      stop();

      world.clock.pass(120_000);
      await world.sweep();
      await world.sweep();

      expect(new Set(world.assignments.sent)).toEqual(new Set(leads.map(({ id }) => id)));
      expect(await world.leads.readCheckpoint()).toBe('2026-11-23T09:02:30.000Z');
      for (const { id } of leads) expect((await world.lead(id)).sweeps).toBeLessThanOrEqual(2);
    }
  });
});

describe('a sweep with nothing to do', () => {
  it('writes how far it has looked, and no lead', async () => {
    const world = sweeperWorld();
    let writes = 0;
    world.leads.save = async () => {
      writes += 1;
      return 'saved';
    };

    expect(await world.sweep()).toMatchObject({ arrivals: 0, resent: 0, expired: 0 });

    expect(writes).toBe(0);
    expect([...world.assignments.sent, ...world.handoffs.sent]).toEqual([]);
  });
});

/** From the given call on the process is dead: nothing it asks for happens. The answer brings it back to life. */
function killAfter({ leads, assignments }: SweeperWorld, calls: number): () => void {
  const [save, send, move] = [leads.save, assignments.send, leads.moveCheckpoint];
  let left = calls;
  const alive =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>, self: unknown) =>
    async (...args: A): Promise<R> => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return work.apply(self, args);
    };
  leads.save = alive(save, leads);
  leads.moveCheckpoint = alive(move, leads);
  assignments.send = alive(send, assignments);
  return () => Object.assign(leads, { save, moveCheckpoint: move }) && Object.assign(assignments, { send });
}
