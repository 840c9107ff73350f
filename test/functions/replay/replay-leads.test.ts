import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { replayHandler } from '#functions/replay/handler.ts';
import { countsOf } from '#shared/domain/difference-tally.ts';
import { judge } from '#shared/domain/judge.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { PolicyDifference } from '#shared/domain/policy-difference.ts';
import type { ReplaySpan } from '#shared/ports/replay-book.ts';
import { aLead } from '#test/support/a-lead.ts';
import { aPolicy } from '#test/support/a-policy.ts';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import { readEvent } from '#test/support/events.ts';
import { InMemoryPastLeads } from '#test/support/in-memory-past-leads.ts';
import { InMemoryReplayBook } from '#test/support/in-memory-replay-book.ts';
import { aBatch, aContext } from '#test/support/lambda.ts';
import { recordingTools } from '#test/support/recording-tools.ts';

const ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const POLICY = aPolicy();
const DRAFT = aPolicy({ version: 0, leastBudgetRub: 300_000 });

/** One judged by the policy in force; every seventh budget is unknown. */
function aJudgedLead(index: number, overrides: Partial<Lead> = {}): Lead {
  const lead = aLead({
    id: `lead-${String(index).padStart(8, '0')}`,
    receivedAt: new Date(Date.UTC(2026, 10, 23, 8) + index * 1_000).toISOString(),
    need: index % 7 === 0 ? {} : { budgetRub: 10_000 + index * 1_000 },
  });
  const judgement = judge(lead, POLICY);
  const status = judgement.verdict.outcome === 'rejected' ? 'rejected' : 'accepted';
  return { ...lead, ...judgement, status, ...overrides };
}

function replayWorld(leads: readonly Lead[], secondsPerLook = 0) {
  let seconds = 0;
  const clock = { now: () => new Date(Date.UTC(2026, 10, 23, 10) + (seconds += secondsPerLook) * 1_000) };
  const replays = new InMemoryReplayBook(() => new Date('2026-11-23T10:00:00.000Z'));
  const tools = recordingTools();
  const past = new InMemoryPastLeads(() => leads);
  const dependencies = {
    replays,
    pastLeads: past,
    settings: { current: async () => aTeam(aTeamMember('olga')) as never },
    clock,
    ...tools,
  };
  const handler = replayHandler(dependencies);
  const message = JSON.stringify({ v: 1, replayId: ID });
  return {
    replays,
    tools,
    past,
    order: (policy: Policy = DRAFT, span: ReplaySpan = { last: 10_000 }) =>
      replays.order({ id: ID, orderedAt: '2026-11-23T10:00:00.000Z', by: 'ops', policy, span }),
    handle: (receives = 1) => handler(receivedBefore(aBatch(message), receives), aContext('replay')),
    handler,
    async differences(): Promise<readonly PolicyDifference[]> {
      const all: PolicyDifference[] = [];
      for (let cursor: string | undefined = '0'; cursor !== undefined;) {
        const page: Awaited<ReturnType<typeof replays.differences>> = await replays.differences(
          ID,
          undefined,
          cursor,
        );
        all.push(...page.differences);
        cursor = page.next;
      }
      return all;
    },
  };
}

function receivedBefore({ Records: records }: SQSEvent, times: number): SQSEvent {
  return {
    Records: records.map((record) => ({
      ...record,
      attributes: { ...record.attributes, ApproximateReceiveCount: String(times) },
    })),
  };
}

function many(count: number): readonly Lead[] {
  return Array.from({ length: count }, (_, index) => aJudgedLead(index));
}

/** Those the draft rejects and the policy in force did not, counted by hand. */
function costOf(leads: readonly Lead[]): readonly string[] {
  return leads
    .filter(
      ({ need: { budgetRub } }) => budgetRub !== undefined && budgetRub >= 50_000 && budgetRub < 300_000,
    )
    .map(({ id }) => id);
}

describe('a replay', () => {
  it('counts what would change over more leads than one page holds, and names every one, newest first', async () => {
    const leads = many(1_000);
    const world = replayWorld(leads);
    await world.order();

    expect(await world.handle()).toEqual({ batchItemFailures: [] });

    const cost = costOf(leads);
    expect(cost.length).toBeGreaterThan(200);
    expect(await world.replays.find(ID)).toMatchObject({
      state: 'done',
      done: 1_000,
      total: 1_000,
      report: {
        judged: 1_000,
        skipped: 0,
        counts: { ...countsOf(() => 0), 'newly-rejected': cost.length },
        wonAndRejected: 0,
      },
    });
    expect((await world.differences()).map(({ leadId }) => leadId)).toEqual(cost.toReversed());
    expect(world.tools.counts).toMatchObject({ ReplayDone: 1 });
    expect(world.tools.lines).toContainEqual(
      expect.objectContaining({ level: 'info', event: 'replay.done' }),
    );
  });

  it('by the rules the leads were judged by finds nothing', async () => {
    const world = replayWorld(many(300));
    await world.order(POLICY);

    await world.handle();

    expect(await world.replays.find(ID)).toMatchObject({
      state: 'done',
      report: { judged: 300, counts: countsOf(() => 0) },
    });
    expect(await world.differences()).toEqual([]);
  });

  it('looks at no more leads than ordered, and skips duplicates and leads nobody judged', async () => {
    const leads = [
      ...many(10),
      aLead({ id: 'unjudged-1', receivedAt: '2026-11-23T09:00:00.000Z' }),
      aJudgedLead(200, { status: 'duplicate', duplicateOf: 'lead-00000001' }),
      aJudgedLead(201, { status: 'won' }),
    ];
    const world = replayWorld(leads);
    await world.order(DRAFT, { last: 4 });

    await world.handle();

    expect(await world.replays.find(ID)).toMatchObject({
      total: 4,
      done: 4,
      report: { judged: 2, skipped: 2, wonAndRejected: 1 },
    });
  });

  it('says every second how far it is', async () => {
    const world = replayWorld(many(450), 1);
    const said: (readonly [number, number])[] = [];
    const advance = world.replays.advance.bind(world.replays);
    world.replays.advance = async (id, done, total) => {
      said.push([done, total]);
      return advance(id, done, total);
    };
    await world.order();

    await world.handle();

    expect(said).toEqual([0, 100, 200, 300, 400, 450].map((done) => [done, 450]));
  });

  it('that is finished is not run again by a message that comes twice', async () => {
    const world = replayWorld(many(100));
    await world.order();
    await world.handle();
    const finished = await world.replays.find(ID);
    world.past.find = async () => {
      throw new Error('nobody should look');
    };

    await world.handle();

    expect(await world.replays.find(ID)).toEqual(finished);
    expect(world.tools.lines.at(-1)?.event).toBe('replay.repeated');
  });

  it('whose function died in the middle starts over and ends as if nothing had been', async () => {
    const leads = many(1_500);
    const [dying, calm] = [replayWorld(leads), replayWorld(leads)];
    await Promise.all([dying.order(), calm.order()]);
    await calm.handle();
    const { keep } = dying.replays;
    dying.replays.keep = () => new Promise(() => undefined);
    void dying.handle();
    await new Promise((resolve) => setImmediate(resolve));
    dying.replays.keep = keep;

    await dying.handle(2);

    const [one, other] = [await dying.replays.find(ID), await calm.replays.find(ID)];
    expect(one).toEqual(other);
    expect(await dying.differences()).toEqual(await calm.differences());
  });

  it('has failed when leads cannot be read, and its message does not come back', async () => {
    const world = replayWorld(many(10));
    world.past.find = async () => {
      throw new Error('Анна Смирнова could not be read');
    };
    await world.order();

    expect(await world.handle()).toEqual({ batchItemFailures: [] });

    expect(await world.replays.find(ID)).toMatchObject({ state: 'failed' });
    expect(world.tools.counts).toMatchObject({ ReplayFailed: 1 });
    expect(JSON.stringify(world.tools.lines)).not.toContain('Анна');
  });

  it('has failed when the function died of it twice', async () => {
    const world = replayWorld(many(10));
    await world.order();

    expect(await world.handle(3)).toEqual({ batchItemFailures: [] });

    expect(await world.replays.find(ID)).toMatchObject({ state: 'failed' });
    expect(world.tools.lines).toMatchObject([{ level: 'error', event: 'replay.failed' }]);
  });

  it('that nobody ordered, or that is forgotten, is nothing to do', async () => {
    const world = replayWorld([]);

    expect(await world.handler(await readEvent<SQSEvent>('replay/ordered.json'), aContext('replay'))).toEqual(
      { batchItemFailures: [] },
    );
  });

  it('of a message that is none stays in the queue, to be seen', async () => {
    const world = replayWorld([]);

    await expect(world.handler(aBatch('{"v":2}'), aContext('replay'))).rejects.toThrow();
  });
});
