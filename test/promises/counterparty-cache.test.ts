import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KnownCounterparty } from '#shared/domain/counterparty.ts';
import type { CounterpartyCache } from '#shared/ports/counterparty-cache.ts';
import { startTables, type TestTables } from '#test/support/table.ts';
import { WORLDS, onDynamoDb, type WorldMaker } from '#test/support/worlds.ts';

const INN = '7707083893';
const HEAD = { country: 'RU', id: INN };
const BRANCH = { ...HEAD, kpp: '540602001' };
const CHECKED_AT = '2026-11-23T09:00:00.000Z';
const FRESH_UNTIL = '2026-11-30T09:00:00.000Z';

const COMPANY: KnownCounterparty = {
  outcome: 'found',
  status: 'active',
  name: 'ООО «Ромашка»',
  type: 'legal',
  inn: INN,
  checkedAt: CHECKED_AT,
  stale: false,
};
const UNKNOWN = { outcome: 'not-found', checkedAt: CHECKED_AT, stale: false } as const;

describe.each(WORLDS)('what was heard of companies $name', ({ start }) => {
  let worlds: WorldMaker;
  let cache: CounterpartyCache;
  beforeAll(async () => {
    worlds = await start();
  });
  beforeEach(async () => {
    ({ cache } = await worlds.open(() => new Date(CHECKED_AT)));
  });
  afterAll(() => worlds.stop());

  it('is nothing at first', async () => {
    expect(await cache.find(HEAD)).toBeUndefined();
  });

  it('is remembered with the time it is good for', async () => {
    await cache.remember(HEAD, COMPANY, FRESH_UNTIL);

    expect(await cache.find(HEAD)).toEqual({ counterparty: COMPANY, freshUntil: FRESH_UNTIL });
  });

  it('is what was heard last', async () => {
    await cache.remember(HEAD, COMPANY, FRESH_UNTIL);
    await cache.remember(HEAD, UNKNOWN, CHECKED_AT);

    expect(await cache.find(HEAD)).toEqual({ counterparty: UNKNOWN, freshUntil: CHECKED_AT });
  });

  it('tells a branch from its head office', async () => {
    const branch = { ...COMPANY, name: 'филиал', branch: true };
    await cache.remember(HEAD, COMPANY, FRESH_UNTIL);
    await cache.remember(BRANCH, branch, FRESH_UNTIL);

    expect((await cache.find(HEAD))?.counterparty).toEqual(COMPANY);
    expect((await cache.find(BRANCH))?.counterparty).toEqual(branch);
    expect(await cache.find({ ...HEAD, kpp: '773601001' })).toBeUndefined();
  });
});

describe('what was heard of companies on DynamoDB, which deletes late', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());

  it.each([
    ['2027-02-28T08:59:59.999Z', { counterparty: COMPANY, freshUntil: FRESH_UNTIL }],
    ['2027-02-28T09:00:00.000Z', undefined],
  ])('helps for ninety days past its freshness: at %s', async (moment, expected) => {
    const { cache } = onDynamoDb(await tables.open(), () => new Date(moment));
    await cache.remember(HEAD, COMPANY, FRESH_UNTIL);

    expect(await cache.find(HEAD)).toEqual(expected);
  });
});
