import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SharedRateLimiter } from '#shared/adapters/dynamodb/rate-limiter.ts';
import type { RateLimiter } from '#shared/ports/rate-limiter.ts';
import { countCalls, type CountedCall } from '#test/support/counted-calls.ts';
import { InMemoryRateLimiter } from '#test/support/in-memory-limiter.ts';
import { scriptedServer } from '#test/support/scripted-server.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const MINUTE = new Date('2026-11-23T09:00:00.000Z');
const LIMIT = 20;
/** What an environment admits by itself before it asks the others, a quarter of the limit. */
const SHARE = 5;
const KEY = 'address:8f3b';

function at(seconds: number): Date {
  return new Date(MINUTE.getTime() + seconds * 1000);
}

/** Sends one request after another, to each environment in turn, and counts those admitted. */
async function flood(
  limiters: readonly RateLimiter[],
  times: number,
  { now = at(1), key = () => KEY }: { now?: Date; key?: (at: number) => string } = {},
): Promise<number> {
  let admitted = 0;
  for (let one = 0; one < times; one += 1) {
    const limiter = limiters[one % limiters.length];
    const admission = await limiter?.admit(key(one), LIMIT, now);
    if (admission?.outcome === 'admitted') admitted += 1;
  }
  return admitted;
}

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

async function environments(howMany: number, maxKeys?: number) {
  const { client, name } = await tables.open();
  const limiters = Array.from(
    { length: howMany },
    () => new SharedRateLimiter(client, name, maxKeys === undefined ? {} : { maxKeys }),
  );
  return { limiters, calls: countCalls(client), client, name };
}

describe.each([
  { name: 'in memory', open: async (): Promise<RateLimiter> => new InMemoryRateLimiter() },
  {
    name: 'on DynamoDB',
    open: async (): Promise<RateLimiter> => {
      const { client, name } = await tables.open();
      return new SharedRateLimiter(client, name);
    },
  },
])('a limit per minute $name', ({ open }) => {
  it('admits as many as it says, and tells the next one when to come', async () => {
    const limiter = await open();

    expect(await flood([limiter], 100)).toBe(LIMIT);
    expect(await limiter.admit(KEY, LIMIT, at(3))).toEqual({ outcome: 'too-many', retryAfterSeconds: 60 });
    expect(await limiter.admit(KEY, LIMIT, at(62))).toMatchObject({ outcome: 'too-many' });
    expect(await limiter.admit(KEY, LIMIT, at(63))).toEqual({ outcome: 'admitted' });
  });

  it('is each key’s own', async () => {
    const limiter = await open();
    await flood([limiter], 100);

    expect(await limiter.admit('address:other', LIMIT, at(1))).toEqual({ outcome: 'admitted' });
  });

  it('admits nobody twice as often because a minute turns', async () => {
    const limiter = await open();

    expect(await flood([limiter], 100, { now: at(59) })).toBe(LIMIT);
    expect(await flood([limiter], 100, { now: at(61) })).toBe(0);
    expect(await flood([limiter], 100, { now: at(90) })).toBe(LIMIT / 2);
    expect(await flood([limiter], 100, { now: at(240) })).toBe(LIMIT);
  });

  it('admits no more than it says of those that come at once', async () => {
    const limiter = await open();

    const admissions = await Promise.all(Array.from({ length: 60 }, () => limiter.admit(KEY, LIMIT, at(1))));

    expect(admissions.filter(({ outcome }) => outcome === 'admitted')).toHaveLength(LIMIT);
  });
});

describe('many environments over one table', () => {
  it.each([1, 2, 3, 8])('admit a limit together, and at most a share each before: %i', async (howMany) => {
    const { limiters } = await environments(howMany);

    const admitted = await flood(limiters, 400);

    expect(admitted).toBeGreaterThanOrEqual(LIMIT);
    expect(admitted).toBeLessThanOrEqual(LIMIT + SHARE * (howMany - 1));
  });

  it('hold a flood back that goes on for minutes, without a share more each minute', async () => {
    const { limiters } = await environments(8);
    await flood(limiters, 400);

    const admitted = await flood(limiters, 400, { now: at(90) });

    expect(admitted).toBeLessThanOrEqual(LIMIT);
  });

  it('tell the table nothing of an honest visitor', async () => {
    const { limiters, calls } = await environments(2);

    expect(await flood(limiters, 2 * SHARE)).toBe(2 * SHARE);
    expect(await flood(limiters, 1_000, { key: (one) => `address:${one}` })).toBe(1_000);
    expect(calls).toEqual([]);
  });

  it('admit the limit together, to the last one, where none may count alone', async () => {
    const { client, name } = await tables.open();
    const environments = Array.from(
      { length: 30 },
      () => new SharedRateLimiter(client, name, { countsAlone: 0 }),
    );

    expect(await flood(environments, 60)).toBe(LIMIT);
  });

  it('write no more than the limit and once each, however large the flood', async () => {
    const { limiters, calls } = await environments(4);

    await flood(limiters, 10_000);

    expect(calls.length).toBeLessThanOrEqual(LIMIT + limiters.length);
    expect(new Set(calls.map(({ command }) => command))).toEqual(new Set(['UpdateItemCommand']));
    expect(unitsOf(calls)).toBe(calls.length);
  });

  it('remember the loudest of a million addresses, and only so many of them', async () => {
    const { limiters, calls } = await environments(1, 100);

    await flood(limiters, 20_000, { key: (one) => (one % 50 === 0 ? KEY : `address:${one}`) });

    expect(await flood(limiters, 1)).toBe(0);
    expect(calls.length).toBeLessThanOrEqual(LIMIT);
    expect(await flood(limiters, 1, { key: () => 'address:1' })).toBe(1);
  });
});

describe('a table that does not answer', () => {
  it('admits whoever this environment alone would, and fails nobody', async () => {
    const { limiters, client } = await environments(1);
    client.middlewareStack.add(
      () => async () => {
        throw Object.assign(new Error('throttled'), { name: 'ProvisionedThroughputExceededException' });
      },
      { step: 'initialize' },
    );

    expect(await flood(limiters, 100)).toBe(LIMIT);
  });

  it('keeps nobody waiting', async () => {
    const silent = await scriptedServer(() => undefined);
    const client = new DynamoDBClient({
      endpoint: silent.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const limiters = [new SharedRateLimiter(client, 'Leads')];
    const startedAt = performance.now();

    expect(await flood(limiters, SHARE + 1)).toBe(SHARE + 1);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(silent.received).toHaveLength(1);
    client.destroy();
    await silent.stop();
  });
});

function unitsOf(calls: readonly CountedCall[]): number {
  return calls.reduce((sum, { writeUnits }) => sum + writeUnits, 0);
}
