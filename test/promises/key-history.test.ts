import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbKeyHistory } from '#shared/adapters/dynamodb/key-history.ts';
import type { KeyHistory } from '#shared/ports/key-history.ts';
import { countCalls } from '#test/support/counted-calls.ts';
import { WORLDS, type WorldMaker } from '#test/support/worlds.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const TOMORROW = new Date('2026-11-24T09:00:00.000Z');

describe.each(WORLDS)('the keys that have worked $name', ({ start }) => {
  let worlds: WorldMaker;
  let keys: KeyHistory;
  beforeAll(async () => {
    worlds = await start();
    ({ keys } = await worlds.open());
  });
  afterAll(() => worlds.stop());

  it('are those that were noted, of that system', async () => {
    expect(await keys.hasWorked('dadata', 'a1')).toBe(false);
    await keys.noteWorked('dadata', 'a1', NOW);

    expect(await keys.hasWorked('dadata', 'a1')).toBe(true);
    expect(await keys.hasWorked('dadata', 'b2')).toBe(false);
    expect(await keys.hasWorked('checko', 'a1')).toBe(false);
  });

  it('may be noted again, today and another day', async () => {
    await keys.noteWorked('dadata', 'a1', NOW);
    await keys.noteWorked('dadata', 'a1', TOMORROW);

    expect(await keys.hasWorked('dadata', 'a1')).toBe(true);
  });
});

describe('the keys that have worked on DynamoDB', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());

  it('cost an environment one write a day, and tell the others', async () => {
    const { client, name } = await tables.open();
    const calls = countCalls(client);
    const one = new DynamoDbKeyHistory(client, name);
    for (let lead = 0; lead < 5; lead += 1) await one.noteWorked('dadata', 'a1', NOW);
    expect(calls).toHaveLength(1);

    const other = new DynamoDbKeyHistory(client, name);
    expect(await other.hasWorked('dadata', 'a1')).toBe(true);
    await other.noteWorked('dadata', 'a1', NOW);
    await one.noteWorked('dadata', 'a1', TOMORROW);
    expect(calls.map(({ command }) => command)).toEqual([
      'UpdateItemCommand',
      'GetItemCommand',
      'UpdateItemCommand',
    ]);
  });
});
