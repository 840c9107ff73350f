import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aFormOf } from '#test/support/a-form.ts';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import { readEvent } from '#test/support/events.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { KillSwitch } from '#test/support/kill-switch.ts';
import { killablePipeline, type Recovery } from '#test/support/killable-pipeline.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const LEADS = 30;
const CAPACITY = 12;

/** Place for 24 of the 30 leads, so that some have to wait. */
const TEAM = {
  ...aTeam(aTeamMember('anna', { capacity: CAPACITY }), aTeamMember('olga', { capacity: CAPACITY })),
  acceptMinutes: { A: 60, B: 60, C: 60 },
};
const SETTINGS = { ...(await demoSettings()), team: TEAM };
const VALID = await readEvent('web-form/valid.json');

/** A client each; `of` is whose wish it is where one client has several. */
function submission(index: number, of = index): APIGatewayProxyEventV2 {
  return {
    ...VALID,
    headers: { ...VALID.headers, 'idempotency-key': `visitor-${index}` },
    body: JSON.stringify({ ...aFormOf(of), message: `Заявка ${index}` }),
  };
}

describe('thirty leads, with place for twenty-four', () => {
  let tables: TestTables;
  let pipeline: ReturnType<typeof killablePipeline>;
  beforeAll(async () => {
    tables = await startTables();
  });
  beforeEach(async () => {
    pipeline = killablePipeline(await tables.open(), SETTINGS, new KillSwitch());
    const answers = await Promise.all(
      Array.from({ length: LEADS }, (_, index) => pipeline.submit(submission(index))),
    );
    expect(answers.filter((answer) => answer?.includes('received'))).toHaveLength(LEADS);
  });
  afterAll(() => tables.stop());

  /** Every lead is owned or waits for its time, every place is counted, and every owner was told once. */
  async function expectEverythingInOrder(): Promise<void> {
    const { leads } = await pipeline.leads.list({ to: '2026-11-24T00:00:00.000Z' }, 100);
    const { reps, turns } = await pipeline.book.read('lead-none-at-all', ['anna', 'olga'], ['all']);
    const owned = leads.filter(({ status }) => status === 'offered');
    const waiting = leads.filter(({ status }) => status === 'waiting');
    const ownedBy = (rep: string) => owned.filter(({ owner }) => owner === rep).length;

    expect([leads.length, owned.length, waiting.length]).toEqual([LEADS, 2 * CAPACITY, LEADS - 2 * CAPACITY]);
    expect(waiting.every(({ waiting, nextActionAt }) => waiting === 'everybody-full' && nextActionAt)).toBe(
      true,
    );
    expect([ownedBy('anna'), ownedBy('olga')]).toEqual([CAPACITY, CAPACITY]);
    expect(reps).toMatchObject({ anna: { open: CAPACITY }, olga: { open: CAPACITY } });
    expect(Object.values(turns['all'] ?? {}).reduce((sum, credit) => sum + credit, 0)).toBe(0);
    expect(pipeline.outside.messages.toSorted()).toEqual(owned.map(({ id }) => `${id}/1`).toSorted());
    expect(pipeline.outside.cards.size).toBe(owned.length);
    expect(owned.every(({ handoffs }) => handoffs.every(({ outcome }) => outcome === 'delivered'))).toBe(
      true,
    );
  }

  it('whose messages all come three times, shuffled and five at once', async () => {
    for (const queue of [pipeline.queues.assignments, pipeline.queues.handoffs]) {
      const work = queue === pipeline.queues.assignments ? pipeline.assign : pipeline.handOver;
      const messages = shuffled([...queue, ...queue, ...queue]);
      for (let first = 0; first < messages.length; first += 5)
        await Promise.all(messages.slice(first, first + 5).map((leadId) => work(leadId)));
      queue.clear();
    }

    await expectEverythingInOrder();
  });

  it('whose messages were all lost before anybody worked on them', async () => {
    await pipeline.settle('queues are lost');

    await expectEverythingInOrder();
  });

  it('whose messages were all lost when they had owners, and nobody had been told', async () => {
    for (const leadId of pipeline.queues.assignments) await pipeline.assign(leadId);

    await pipeline.settle('queues are lost');

    await expectEverythingInOrder();
  });
});

describe('thirty wishes of one client at once', () => {
  let tables: TestTables;
  let pipeline: ReturnType<typeof killablePipeline>;
  beforeAll(async () => {
    tables = await startTables();
  });
  beforeEach(async () => {
    pipeline = killablePipeline(await tables.open(), SETTINGS, new KillSwitch());
    const answers = await Promise.all(
      Array.from({ length: LEADS }, (_, index) => sendUntilReceived(pipeline, submission(index, 1))),
    );
    expect(answers.filter((answer) => answer?.includes('received'))).toHaveLength(LEADS);
  });
  afterAll(() => tables.stop());

  it.each<Recovery>(['messages come back', 'queues are lost'])(
    'are one lead with thirty touches, whose owner is told of each once, when %s',
    async (recovery) => {
      if (recovery === 'messages come back') await pipeline.work();
      await pipeline.settle(recovery);

      const { leads } = await pipeline.leads.list({ to: '2026-11-24T00:00:00.000Z' }, 100);
      const { reps } = await pipeline.book.read('lead-none-at-all', ['anna', 'olga'], []);
      const [first, ...others] = leads.filter(({ status }) => status !== 'duplicate');
      expect(others).toEqual([]);
      expect(first?.status).toBe('offered');
      expect(first?.touches.map(({ leadId }) => leadId).toSorted()).toEqual(
        leads.map(({ id }) => id).toSorted(),
      );
      expect(leads.filter(({ duplicateOf }) => duplicateOf === first?.id)).toHaveLength(LEADS - 1);
      expect(reps).toMatchObject({ anna: { open: 1 }, olga: { open: 0 } });
      expect(first?.handoffs.every(({ outcome }) => outcome === 'delivered')).toBe(true);
      expect(pipeline.outside.cards.size).toBe(1);
      expect(new Set(pipeline.outside.messages).size).toBe(pipeline.outside.messages.length);
    },
  );
});

/** All want the same client at once: whoever is told to come back does, as any sender. */
async function sendUntilReceived(
  pipeline: ReturnType<typeof killablePipeline>,
  sent: Parameters<ReturnType<typeof killablePipeline>['submit']>[0],
): Promise<string | undefined> {
  for (let tries = 1; tries < 15; tries += 1) {
    const answer = await pipeline.submit(sent);
    if (answer?.includes('received') === true) return answer;
  }
  return pipeline.submit(sent);
}

/** The same order every time, and none that anybody would send. */
function shuffled(messages: readonly string[]): readonly string[] {
  let state = 7;
  return messages
    .map((message) => ({ message, place: (state = (state * 48_271) % 2_147_483_647) }))
    .sort((one, other) => one.place - other.place)
    .map(({ message }) => message);
}
