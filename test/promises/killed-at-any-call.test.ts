import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import { readEvent } from '#test/support/events.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { KillSwitch, type Kill } from '#test/support/kill-switch.ts';
import { killablePipeline, type Recovery } from '#test/support/killable-pipeline.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const PATIENT = {
  ...aTeam(aTeamMember('anna'), aTeamMember('olga')),
  acceptMinutes: { A: 60, B: 60, C: 60 },
};
const SETTINGS = { ...(await demoSettings()), team: PATIENT };

const WITH_KEY = await readEvent('web-form/valid.json');
const { 'idempotency-key': _key, ...HEADERS } = WITH_KEY.headers;
const WITHOUT_KEY: APIGatewayProxyEventV2 = { ...WITH_KEY, headers: HEADERS };

/** The way of a lead: every call to the table, to a queue and to a destination. */
const WAY = [
  'web-form PutItem',
  'web-form GetItem',
  'web-form BatchGetItem',
  'web-form TransactWriteItems',
  'web-form send to assignments',
  'assignment BatchGetItem',
  'assignment TransactWriteItems',
  'assignment send to handoffs',
  'handoff UpdateItem',
  'handoff crm',
  'handoff messenger',
  'handoff webhook',
  'handoff UpdateItem',
];

/**
 * Killed between the message to the rep and the note that it was sent (all destinations are told at the same time):
 * nobody can know, and a rep who is told twice is better than one who is not told. A messenger cannot be searched
 * as a CRM can.
 */
const TOLD_TWICE = ['10 after', '11 after', '12 before', '12 after', '13 before'];

/** What is true of every lead once all is quiet. */
const QUIET = {
  leads: ['offered'],
  owners: ['anna'],
  loads: [1, 0],
  turns: { anna: -500_000, olga: 500_000 },
  handoffs: ['delivered', 'delivered', 'delivered'],
  cards: 1,
  hooks: 1,
};

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** Runs a lead through, killed or not; the sender tries again until it hears that all is well. */
async function run(event: APIGatewayProxyEventV2, recovery: Recovery, kill?: Kill, retries = 2) {
  const kills = new KillSwitch(kill);
  const pipeline = killablePipeline(await tables.open(), SETTINGS, kills);
  let answer = await pipeline.submit(event);
  for (let retry = 0; retry < retries && answer === undefined; retry += 1)
    answer = await pipeline.submit(event);
  await pipeline.work();
  const calls = [...kills.calls];
  await pipeline.settle(recovery);
  return { calls, answer, messages: pipeline.outside.messages.length, state: await stateOf(pipeline) };
}

async function stateOf({ leads, book, outside }: ReturnType<typeof killablePipeline>) {
  const page = await leads.list({ to: '2026-11-24T00:00:00.000Z' }, 10);
  const { reps, turns } = await book.read('lead-none-at-all', ['anna', 'olga'], ['all']);
  return {
    leads: page.leads.map(({ status }) => status),
    owners: page.leads.map(({ owner }) => owner),
    loads: Object.values(reps).map(({ open }) => open),
    turns: turns['all'],
    handoffs: page.leads.flatMap(({ handoffs }) => handoffs.map(({ outcome }) => outcome)),
    cards: outside.cards.size,
    hooks: outside.hooks.size,
  };
}

describe('a lead on its way', () => {
  it('makes these calls, and comes to rest in this state', async () => {
    const { calls, answer, messages, state } = await run(WITH_KEY, 'messages come back');

    expect(calls).toEqual(WAY);
    expect(answer).toContain('"outcome":"received"');
    expect(state).toEqual(QUIET);
    expect(messages).toBe(1);
  });
});

describe.each<Recovery>(['messages come back', 'queues are lost'])(
  'a process killed, when %s',
  (recovery) => {
    it.each(['before', 'after'] as const)(
      '%s any of its calls: one lead, one owner, one place, one card, one message',
      async (moment) => {
        const ways = WAY.map(async (name, index) => {
          const { messages, state } = await run(WITH_KEY, recovery, { call: index + 1, moment });
          return { name, messages, state };
        });

        const expected = WAY.map((name, index) => {
          const messages = TOLD_TWICE.includes(`${index + 1} ${moment}`) ? 2 : 1;
          return { name, messages, state: QUIET };
        });
        expect(await Promise.all(ways)).toEqual(expected);
      },
    );
  },
);

describe('a sender', () => {
  it.each(['before', 'after'] as const)(
    'without an id of its own that tries again, killed %s any call, has sent one lead',
    async (moment) => {
      for (const call of [1, 2, 3, 4, 5]) {
        const { answer, messages, state } = await run(WITHOUT_KEY, 'queues are lost', { call, moment });

        expect([call, answer === undefined, messages, state]).toEqual([call, false, 1, QUIET]);
      }
    },
  );

  it.each(['before', 'after'] as const)(
    'that never comes back, killed %s any call, has sent one lead, or none and heard so',
    async (moment) => {
      for (const call of [1, 2, 3, 4, 5]) {
        const { answer, state } = await run(WITH_KEY, 'queues are lost', { call, moment }, 0);

        const kept = !(call === 1 && moment === 'before');
        expect([call, state.leads]).toEqual([call, kept ? ['offered'] : []]);
        if (!kept) expect(answer).toBeUndefined();
      }
    },
  );
});

describe('a client’s second wish', () => {
  const FORM: Record<string, unknown> = JSON.parse(WITH_KEY.body ?? '{}');
  const SECOND: APIGatewayProxyEventV2 = {
    ...WITH_KEY,
    headers: { ...WITH_KEY.headers, 'idempotency-key': 'second-wish' },
    body: JSON.stringify({ ...FORM, message: 'И ещё один станок, пожалуйста' }),
  };

  /** The first wish comes to rest, then the second goes its way, killed or not. */
  async function runSecond(recovery: Recovery, kill?: Kill) {
    const kills = new KillSwitch(kill);
    const pipeline = killablePipeline(await tables.open(), SETTINGS, kills);
    await pipeline.submit(WITH_KEY);
    await pipeline.work();
    const before = kills.calls.length;
    for (let tries = 0; tries < 3; tries += 1) if (await pipeline.submit(SECOND)) break;
    await pipeline.work();
    const calls = kills.calls.slice(before);
    await pipeline.settle(recovery);
    const page = await pipeline.leads.list({ to: '2026-11-24T00:00:00.000Z' }, 10);
    const touches = page.leads.map((lead) => lead.touches.length).toSorted();
    const state = await stateOf(pipeline);
    return {
      before,
      calls,
      state: { ...state, leads: state.leads.toSorted(), owners: state.owners.filter(Boolean), touches },
      told: new Set(pipeline.outside.messages).size,
    };
  }

  it.each<Recovery>(['messages come back', 'queues are lost'])(
    'is a touch of the first, of which its owner is told, whatever is killed, when %s',
    { timeout: 60_000 },
    async (recovery) => {
      const quiet = await runSecond(recovery);
      expect(quiet.state).toEqual({
        ...QUIET,
        ...{ leads: ['duplicate', 'offered'], touches: [0, 2], hooks: 2 },
        handoffs: Array.from({ length: 6 }, () => 'delivered'),
      });
      expect(quiet.told).toBe(2);

      for (const moment of ['before', 'after'] as const) {
        const ways = quiet.calls.map(async (name, index) => {
          const { state, told } = await runSecond(recovery, { call: quiet.before + index + 1, moment });
          return { name, state, told };
        });
        expect(await Promise.all(ways)).toEqual(
          quiet.calls.map((name) => ({ name, state: quiet.state, told: 2 })),
        );
      }
    },
  );
});
