import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbReplayBook } from '#shared/adapters/dynamodb/replay-book.ts';
import { countsOf } from '#shared/domain/difference-tally.ts';
import { DIFFERENCES_PER_PAGE, type PolicyDifference } from '#shared/domain/policy-difference.ts';
import type { ReplayBook, ReplayOrder } from '#shared/ports/replay-book.ts';
import { aDifference } from '#test/support/a-difference.ts';
import { aPolicy } from '#test/support/a-policy.ts';
import { InMemoryReplayBook } from '#test/support/in-memory-replay-book.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const ID = 'replay-0001';
const ORDER: ReplayOrder = {
  id: ID,
  orderedAt: '2026-11-23T09:00:00.000Z',
  by: 'ops',
  policy: aPolicy({ version: 0 }),
  span: { last: 1_000 },
};
const REPORT = {
  judged: 12,
  skipped: 3,
  counts: { ...countsOf(() => 0), 'newly-rejected': 2 },
  wonAndRejected: 1,
  tookMs: 250,
};

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

describe.each([
  { name: 'in memory', open: async (now: () => Date): Promise<ReplayBook> => new InMemoryReplayBook(now) },
  {
    name: 'on DynamoDB',
    open: async (now: () => Date): Promise<ReplayBook> => {
      const { client, name } = await tables.open();
      return new DynamoDbReplayBook(client, name, now);
    },
  },
])('the book of replays $name', ({ open }) => {
  let now: Date;
  let book: ReplayBook;
  beforeEach(async () => {
    now = new Date('2026-11-23T09:00:00.000Z');
    book = await open(() => now);
  });

  /** All pages one after the other. */
  async function read(kind?: PolicyDifference['kinds'][number]): Promise<readonly PolicyDifference[]> {
    const all: PolicyDifference[] = [];
    let cursor: string | undefined;
    do {
      const page = await book.differences(ID, kind, cursor);
      all.push(...page.differences);
      cursor = page.next;
    } while (cursor !== undefined);
    return all;
  }

  it('knows nothing of a replay nobody ordered', async () => {
    expect(await book.find(ID)).toBeUndefined();
    expect(await book.findOrder(ID)).toBeUndefined();
    expect(await read()).toEqual([]);
    await book.advance(ID, 1, 2);
    await book.finish(ID, 'failed');
    expect(await book.find(ID)).toBeUndefined();
  });

  it('gives back what was ordered, the rules to the last condition', async () => {
    await book.order(ORDER);

    expect(await book.findOrder(ID)).toEqual(ORDER);
    expect(await book.find(ID)).toEqual({
      id: ID,
      orderedAt: ORDER.orderedAt,
      by: 'ops',
      span: { last: 1_000 },
      policyVersion: 0,
      state: 'queued',
      done: 0,
      total: 0,
    });
  });

  it('tells how far it is, and the report in the end', async () => {
    await book.order(ORDER);
    await book.advance(ID, 10, 15);
    expect(await book.find(ID)).toMatchObject({ state: 'running', done: 10, total: 15 });

    await book.finish(ID, REPORT);

    expect(await book.find(ID)).toMatchObject({ state: 'done', done: 15, total: 15, report: REPORT });
  });

  it.each([
    ['done', REPORT],
    ['failed', 'failed'],
  ] as const)('once %s stays so', async (state, outcome) => {
    await book.order(ORDER);
    await book.finish(ID, outcome);
    const finished = await book.find(ID);

    await book.advance(ID, 1, 2);
    await book.finish(ID, state === 'done' ? 'failed' : REPORT);

    expect(finished).toMatchObject({ state });
    expect(await book.find(ID)).toEqual(finished);
  });

  it('keeps differences in their order, over pages', async () => {
    const [first, second] = [many(0, DIFFERENCES_PER_PAGE), many(DIFFERENCES_PER_PAGE, 7)];
    await book.keep(ID, 1, second);
    await book.keep(ID, 0, first);

    expect(await read()).toEqual([...first, ...second]);
  });

  it('says a page anew when it is kept again, and forgets what an earlier try kept after the end', async () => {
    await book.keep(ID, 0, many(0, 5));
    await book.keep(ID, 1, many(5, 5));
    await book.keep(ID, 0, many(20, 3));
    await book.keep(ID, 1, []);
    await book.keep(ID, 2, many(90, 1));

    expect(await read()).toEqual(many(20, 3));
  });

  it('gives those of one kind, however far between they are', async () => {
    const moved = aDifference(4_000, { kinds: ['grade-moved', 'owner-moved'] });
    for (let page = 0; page < 25; page += 1) await book.keep(ID, page, many(page * 2, 2));
    await book.keep(ID, 25, [moved]);

    expect(await read('owner-moved')).toEqual([moved]);
    expect(await read('newly-accepted')).toEqual([]);
    expect(await read('newly-rejected')).toHaveLength(50);
  });

  it('takes a cursor it never gave for the beginning', async () => {
    await book.keep(ID, 0, many(0, 2));

    expect((await book.differences(ID, undefined, 'nonsense')).differences).toEqual(many(0, 2));
  });

  it('refuses a page that is too long', async () => {
    await expect(book.keep(ID, 0, many(0, DIFFERENCES_PER_PAGE + 1))).rejects.toThrow();
  });

  it('forgets a replay after a week', async () => {
    await book.order(ORDER);
    now = new Date('2026-11-30T08:59:59.000Z');
    expect(await book.find(ID)).toBeDefined();

    now = new Date('2026-11-30T09:00:00.000Z');

    expect(await book.find(ID)).toBeUndefined();
    expect(await book.findOrder(ID)).toBeUndefined();
  });
});

describe('what a replay writes', () => {
  it('stays far below what an item takes, is deleted by the table, and lies beside no lead', async () => {
    const { client, name } = await tables.open();
    const items: unknown[] = [];
    client.middlewareStack.add(
      (next) => async (args) => {
        items.push(args.input);
        return next(args);
      },
      { step: 'initialize' },
    );
    const book = new DynamoDbReplayBook(client, name, () => new Date('2026-11-23T09:00:00.000Z'));
    const reason = 'r'.repeat(60);
    const full = many(0, DIFFERENCES_PER_PAGE).map((difference, index) => ({
      ...difference,
      leadId: `${String(index)}-${'x'.repeat(40)}`,
      after: { outcome: 'rejected' as const, reason },
    }));

    await book.order(ORDER);
    await book.keep(ID, 0, full);

    expect(items).toHaveLength(3);
    for (const item of items) {
      expect(item).toMatchObject({
        Item: {
          pk: { S: `REPLAY#${ID}` },
          expiresAt: { N: String(Date.parse('2026-11-30T09:00:00.000Z') / 1000) },
        },
      });
      expect(JSON.stringify(item).length).toBeLessThan(100_000);
    }
  });
});

function many(from: number, count: number): readonly PolicyDifference[] {
  return Array.from({ length: count }, (_, index) => aDifference(from + index));
}
