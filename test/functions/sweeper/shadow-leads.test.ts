import { describe, expect, it } from 'vitest';
import { countsOf } from '#shared/domain/difference-tally.ts';
import { judge } from '#shared/domain/judge.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { ShadowTrial } from '#shared/ports/shadow-book.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { aPolicy } from '#test/support/a-policy.ts';
import { sweeperWorld } from '#test/support/sweeper-world.ts';

const TRIAL: ShadowTrial = {
  id: 'trial-0001',
  policy: aPolicy({ version: 0, leastBudgetRub: 300_000 }),
  text: '',
  by: 'ops',
  startedAt: '2026-11-23T08:30:00.000Z',
  until: '2026-11-23T10:00:00.000Z',
};
const POLICY = aPolicy();

/** Judged by the policy in force, and nothing is due. */
function anArrival(id: string, budgetRub: number, receivedAt = '2026-11-23T09:00:00.000Z'): Lead {
  const lead = aQualifiedLead({ id, receivedAt, need: { budgetRub } });
  return { ...lead, ...judge(lead, POLICY), status: 'waiting', nextActionAt: '2026-11-24T09:00:00.000Z' };
}

async function onTrial(...leads: readonly Lead[]) {
  const world = sweeperWorld(...leads);
  await world.shadow.start(TRIAL);
  return {
    ...world,
    found: async () => (await world.shadow.differences(TRIAL.id)).differences.map(({ leadId }) => leadId),
  };
}

describe('a draft on trial', () => {
  it('judges what arrives, and decides nothing', async () => {
    const leads = [anArrival('small', 100_000), anArrival('large', 900_000)];
    const world = await onTrial(...leads);

    expect(await world.sweep()).toMatchObject({ arrivals: 2, shadow: { judged: 2, differed: 1 } });

    expect((await world.shadow.differences(TRIAL.id)).differences).toMatchObject([
      { leadId: 'small', kinds: ['newly-rejected'], after: { reason: 'too-small' } },
    ]);
    expect(await world.shadow.tally(TRIAL.id)).toEqual({
      upTo: '2026-11-23T09:00:30.000Z',
      judged: 2,
      skipped: 0,
      counts: { ...countsOf(() => 0), 'newly-rejected': 1 },
    });
    expect(world.tools.counts).toMatchObject({ ShadowJudged: 2, ShadowDiffered: 1 });
    expect(world.leads.all()).toEqual(leads);
  });

  it('counts no lead twice, though sweeps overlap', async () => {
    const world = await onTrial(anArrival('small', 100_000, '2026-11-23T09:00:28.000Z'));
    await world.sweep();
    world.leads.put(anArrival('small-2', 100_000, '2026-11-23T09:01:00.000Z'));
    world.clock.pass(60_000);

    await world.sweep();
    await world.sweep();

    expect(await world.shadow.tally(TRIAL.id)).toMatchObject({ judged: 2, counts: { 'newly-rejected': 2 } });
    expect(await world.found()).toEqual(['small-2', 'small']);
  });

  it('judges only what arrives while it lasts, to the millisecond', async () => {
    const world = await onTrial(
      anArrival('before', 100_000, '2026-11-23T08:29:59.999Z'),
      anArrival('first', 100_000, TRIAL.startedAt),
      anArrival('last', 100_000, '2026-11-23T09:59:59.999Z'),
      anArrival('after', 100_000, TRIAL.until),
    );
    await world.sweep();
    world.clock.pass(2 * 60 * 60_000);
    await world.sweep();

    expect(await world.found()).toEqual(['last', 'first']);
    expect(await world.shadow.tally(TRIAL.id)).toMatchObject({ judged: 2, upTo: TRIAL.until });
  });

  it('skips a lead that has no verdict when the sweep looks, and says how many', async () => {
    const { verdict: _verdict, ...unjudged } = anArrival('slow', 100_000);
    const world = await onTrial({ ...unjudged, status: 'received' });

    await world.sweep();

    expect(await world.shadow.tally(TRIAL.id)).toMatchObject({ judged: 0, skipped: 1 });
  });

  it('that is over or that there is none costs one look, and no report', async () => {
    const world = sweeperWorld(anArrival('small', 100_000));
    let looks = 0;
    world.shadow.current = async () => {
      looks += 1;
      return undefined;
    };

    const swept = await world.sweep();

    expect(looks).toBe(1);
    expect(swept).not.toHaveProperty('shadow');
    expect(world.tools.counts).not.toHaveProperty('ShadowJudged');
  });

  it.each(['current', 'tally', 'keep', 'count'] as const)(
    'that fails at %s leaves the sweep as it is, and somebody hears of it',
    async (call) => {
      const world = await onTrial(aQualifiedLead({ id: 'arrived', need: { budgetRub: 100_000 } }));
      world.shadow[call] = async () => {
        throw new Error('the table is down');
      };

      expect(await world.sweep()).toMatchObject({ arrivals: 1, resent: 1, failures: [] });

      expect(world.assignments.sent).toEqual(['arrived']);
      expect(await world.leads.readCheckpoint()).toBe('2026-11-23T09:00:30.000Z');
      expect(world.tools.lines).toContainEqual(
        expect.objectContaining({ level: 'error', event: 'shadow.failed' }),
      );
    },
  );

  it('whose rules break down over a lead leaves the sweep as it is', async () => {
    const world = await onTrial(aQualifiedLead({ id: 'arrived' }));
    const broken: ShadowTrial = { ...TRIAL, policy: { ...TRIAL.policy, rejections: null as never } };
    await world.shadow.start(broken);

    expect(await world.sweep()).toMatchObject({ resent: 1, failures: [] });

    expect(world.tools.lines.map(({ event }) => event)).toContain('shadow.failed');
  });
});
