import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import { readEvent } from '#test/support/events.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { found } from '#test/support/intake-world.ts';
import { KillSwitch, type Kill } from '#test/support/kill-switch.ts';
import { killablePipeline, type Recovery } from '#test/support/killable-pipeline.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const PATIENT = {
  ...aTeam(aTeamMember('anna'), aTeamMember('olga')),
  acceptMinutes: { A: 60, B: 60, C: 60 },
};
const SETTINGS = { ...(await demoSettings()), team: PATIENT };
const FORM = await readEvent<APIGatewayProxyEventV2>('web-form/valid.json');

/** The way of the check, from the sweep that calls for it to the news that its owner is told. */
const WAY = [
  'counterparty-check GetItem',
  'counterparty-check GetItem',
  'counterparty-check PutItem',
  'counterparty-check UpdateItem',
  'counterparty-check send to handoffs',
];

/** A messenger cannot be searched: killed around the message to the rep, it is sent again. */
const MOST_MESSAGES = 3;

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** A lead that came while no registry answered, whose company turns out to be liquidated, killed or not. */
async function run(recovery: Recovery, kill?: (calls: number) => Kill, times = 1) {
  const kills = new KillSwitch();
  let isDown = true;
  const pipeline = killablePipeline(await tables.open(), SETTINGS, kills, ({ id }) =>
    isDown ? { outcome: 'unavailable', because: 'unavailable' } : liquidated(id, pipeline.clock.now()),
  );
  await pipeline.submit(FORM);
  await pipeline.work();
  isDown = false;
  pipeline.clock.pass(2 * MINUTE_MS);
  await pipeline.sweep();
  const before = kills.calls.length;
  kills.arm(kill?.(before));
  for (let time = 1; time < times; time += 1)
    await Promise.all([...pipeline.queues.checks].map((id) => pipeline.check(id)));
  await pipeline.work();
  const calls = kills.calls.slice(before);
  await pipeline.settle(recovery);
  const [lead] = (await pipeline.leads.list({ to: '2026-11-24T00:00:00.000Z' }, 10)).leads;
  const notices = pipeline.outside.messages.filter((message) => message.endsWith('company-liquidated'));
  return { calls, notices: notices.length, state: lead && stateOf(lead) };
}

type Found = Awaited<ReturnType<ReturnType<typeof killablePipeline>['leads']['find']>>;

function stateOf(lead: NonNullable<Found>) {
  const { status, owner, handoffs, laterCheck, check, timeline, counterparty } = lead;
  return {
    ...{ status, owner, check },
    judgedBy: counterparty?.outcome,
    later: laterCheck?.verdict.reasons,
    checks: timeline.filter(({ event }) => event === 'counterparty.checked-later').length,
    handoffs: handoffs.map(({ destination, notice, outcome }) => [destination, notice, outcome]),
  };
}

const QUIET = {
  ...{ status: 'offered', owner: 'anna', check: undefined },
  judgedBy: 'unchecked',
  later: ['company-liquidated'],
  checks: 1,
  handoffs: [undefined, 'company-liquidated'].flatMap((notice) =>
    ['crm', 'messenger', 'webhook'].map((destination) => [destination, notice, 'delivered']),
  ),
};

describe('a company that is checked later', () => {
  it('is asked about and told of by these calls', async () => {
    const { calls, notices, state } = await run('messages come back');

    expect(calls.filter((call) => call.startsWith('counterparty-check'))).toEqual(WAY);
    expect(state).toEqual(QUIET);
    expect(notices).toBe(1);
  });

  it.each<Recovery>(['messages come back', 'queues are lost'])(
    'has its lead told of once, whatever is killed, when %s',
    { timeout: 60_000 },
    async (recovery) => {
      const { calls } = await run(recovery);
      for (const moment of ['before', 'after'] as const)
        for (const [index, name] of calls.entries()) {
          const { state, notices } = await run(recovery, (before) => ({ call: before + index + 1, moment }));

          expect([name, moment, state]).toEqual([name, moment, QUIET]);
          expect(notices).toBeGreaterThanOrEqual(1);
          expect(notices).toBeLessThan(MOST_MESSAGES);
          if (name.startsWith('counterparty-check')) expect(notices).toBe(1);
        }
    },
  );

  it('has its lead told of once when its message comes three times', async () => {
    const { state, notices } = await run('messages come back', undefined, 3);

    expect([state, notices]).toEqual([QUIET, 1]);
  });
});

function liquidated(inn: string, now: Date) {
  return found(inn, { status: 'liquidated', checkedAt: now.toISOString() });
}
