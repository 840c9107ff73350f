import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbShadowBook } from '#shared/adapters/dynamodb/shadow-book.ts';
import { countsOf } from '#shared/domain/difference-tally.ts';
import type { ShadowBook, ShadowTally, ShadowTrial } from '#shared/ports/shadow-book.ts';
import { aDifference } from '#test/support/a-difference.ts';
import { aPolicy } from '#test/support/a-policy.ts';
import { InMemoryShadowBook } from '#test/support/in-memory-shadow-book.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const TRIAL: ShadowTrial = {
  id: 'trial-0001',
  policy: aPolicy({ version: 0 }),
  text: 'rejections: # черновик',
  by: 'ops',
  startedAt: '2026-11-23T09:00:00.000Z',
  until: '2026-11-24T09:00:00.000Z',
};

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

describe.each([
  { name: 'in memory', open: async (): Promise<ShadowBook> => new InMemoryShadowBook() },
  {
    name: 'on DynamoDB',
    open: async (): Promise<ShadowBook> => {
      const { client, name } = await tables.open();
      return new DynamoDbShadowBook(client, name);
    },
  },
])('the book of trials $name', ({ open }) => {
  let book: ShadowBook;
  beforeEach(async () => {
    book = await open();
  });

  it('is empty at first', async () => {
    expect(await book.current()).toBeUndefined();
    expect(await book.tally(TRIAL.id)).toBeUndefined();
    expect(await book.differences(TRIAL.id)).toEqual({ differences: [] });
  });

  it('gives back the trial as it was started, and the next one in its place', async () => {
    await book.start(TRIAL);
    expect(await book.current()).toEqual(TRIAL);

    await book.start({ ...TRIAL, id: 'trial-0002' });

    expect((await book.current())?.id).toBe('trial-0002');
  });

  it('ends a trial at the moment it is stopped, and what it found stays', async () => {
    await book.start(TRIAL);
    await book.keep(TRIAL.id, aDifference(1));

    await book.stop(TRIAL.id, '2026-11-23T12:00:00.000Z');

    expect(await book.current()).toEqual({ ...TRIAL, until: '2026-11-23T12:00:00.000Z' });
    expect((await book.differences(TRIAL.id)).differences).toEqual([aDifference(1)]);
  });

  it.each([
    ['that is over', TRIAL.id, '2026-11-25T09:00:00.000Z'],
    ['that another has taken the place of', 'trial-0000', '2026-11-23T12:00:00.000Z'],
  ])('stops no trial %s', async (_name, id, at) => {
    await book.start(TRIAL);

    await book.stop(id, at);

    expect(await book.current()).toEqual(TRIAL);
  });

  it('keeps one difference for each lead, as it was said last, newest first, each trial its own', async () => {
    await book.keep(TRIAL.id, aDifference(1));
    await book.keep(TRIAL.id, aDifference(2));
    await book.keep(TRIAL.id, aDifference(1, { status: 'won' }));
    await book.keep('trial-0002', aDifference(3));

    expect(await book.differences(TRIAL.id)).toEqual({
      differences: [aDifference(2), aDifference(1, { status: 'won' })],
    });
  });

  it('gives many differences page by page, each once', async () => {
    await Promise.all(Array.from({ length: 230 }, (_, index) => book.keep(TRIAL.id, aDifference(index))));
    await book.count(TRIAL.id, undefined, aTally('2026-11-23T09:01:00.000Z', 230));

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await book.differences(TRIAL.id, cursor);
      seen.push(...page.differences.map(({ leadId }) => leadId));
      cursor = page.next;
    } while (cursor !== undefined);

    expect(seen).toEqual(Array.from({ length: 230 }, (_, index) => aDifference(229 - index).leadId));
  });

  it('takes a cursor it never gave for the beginning or for the end, and breaks down on none', async () => {
    await book.keep(TRIAL.id, aDifference(1));

    for (const cursor of ['nonsense', 'AAAA', '!!!!'])
      expect((await book.differences(TRIAL.id, cursor)).differences.length).toBeLessThanOrEqual(1);
  });

  it('counts on from what was counted, and only from that', async () => {
    const [first, second] = [aTally('2026-11-23T09:01:00.000Z', 5), aTally('2026-11-23T09:02:00.000Z', 9)];
    expect(await book.count(TRIAL.id, undefined, first)).toBe('done');
    expect(await book.count(TRIAL.id, first, second)).toBe('done');

    expect(await book.count(TRIAL.id, first, aTally('2026-11-23T09:03:00.000Z', 99))).toBe('outdated');
    expect(await book.count(TRIAL.id, undefined, aTally('2026-11-23T09:03:00.000Z', 99))).toBe('outdated');
    expect(await book.tally(TRIAL.id)).toEqual(second);
  });

  it('takes the same count a second time for its own, whose answer was lost', async () => {
    const first = aTally('2026-11-23T09:01:00.000Z', 5);
    await book.count(TRIAL.id, undefined, first);

    expect(await book.count(TRIAL.id, undefined, first)).toBe('done');
  });
});

it('a trial is deleted by the table a month after its end', async () => {
  const { client, name } = await tables.open();
  const items: unknown[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      items.push(args.input);
      return next(args);
    },
    { step: 'initialize' },
  );

  await new DynamoDbShadowBook(client, name).start(TRIAL);

  expect(items).toMatchObject([
    { Item: { expiresAt: { N: String(Date.parse('2026-12-24T09:00:00.000Z') / 1000) } } },
  ]);
});

function aTally(upTo: string, judged: number): ShadowTally {
  return { upTo, judged, skipped: 1, counts: { ...countsOf(() => 0), 'grade-moved': 2 } };
}
