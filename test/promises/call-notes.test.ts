import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbCallNotes } from '#shared/adapters/dynamodb/call-notes.ts';
import type { CallNotes } from '#shared/ports/call-notes.ts';
import { InMemoryCallNotes } from '#test/support/in-memory-call-notes.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const UNTIL = '2026-11-23T15:00:00.000Z';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

describe.each([
  { name: 'in memory', open: async (): Promise<CallNotes> => new InMemoryCallNotes() },
  {
    name: 'on DynamoDB',
    open: async (): Promise<CallNotes> => {
      const { client, name } = await tables.open();
      return new DynamoDbCallNotes(client, name);
    },
  },
])('what was told in the middle of a call $name', ({ open }) => {
  let notes: CallNotes;
  beforeEach(async () => {
    notes = await open();
  });

  it('is nothing at first', async () => {
    expect(await notes.find('mango', 'call-1', NOW)).toEqual({});
  });

  it('comes together from all events, each mark as told last', async () => {
    await notes.remember('mango', 'call-1', { utm_source: 'yandex', utm_term: 'станки' }, UNTIL);
    await notes.remember('mango', 'call-1', { utm_term: 'станки чпу', page: 'https://a.example/' }, UNTIL);

    expect(await notes.find('mango', 'call-1', NOW)).toEqual({
      utm_source: 'yandex',
      utm_term: 'станки чпу',
      page: 'https://a.example/',
    });
  });

  it('comes together when all events come at once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(names.map((name) => notes.remember('mango', 'call-1', { [name]: name }, UNTIL)));

    expect(await notes.find('mango', 'call-1', NOW)).toEqual(
      Object.fromEntries(names.map((name) => [name, name])),
    );
  });

  it('belongs to one call of one source', async () => {
    await notes.remember('mango', 'call-1', { utm_source: 'yandex' }, UNTIL);

    expect(await notes.find('mango', 'call-2', NOW)).toEqual({});
    expect(await notes.find('zadarma', 'call-1', NOW)).toEqual({});
  });

  it.each([
    ['2026-11-23T14:59:59.999Z', { utm_source: 'yandex' }],
    ['2026-11-23T15:00:00.000Z', {}],
  ])('counts until the moment it was told for: at %s', async (moment, expected) => {
    await notes.remember('mango', 'call-1', { utm_source: 'yandex' }, UNTIL);

    expect(await notes.find('mango', 'call-1', new Date(moment))).toEqual(expected);
  });

  it('does not come back when the vendor uses a call’s id again', async () => {
    await notes.remember('mango', 'call-1', { utm_source: 'yandex' }, UNTIL);
    await notes.remember('mango', 'call-1', { utm_medium: 'cpc' }, '2026-11-24T15:00:00.000Z');

    expect(await notes.find('mango', 'call-1', new Date('2026-11-24T09:00:00Z'))).toEqual({
      utm_medium: 'cpc',
    });
  });

  it('is no more than ten marks of two hundred characters', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`mark${at}`, 'я'.repeat(1_000)]));
    await notes.remember('mango', 'call-1', many, UNTIL);

    const found = await notes.find('mango', 'call-1', NOW);

    expect(Object.keys(found)).toHaveLength(10);
    expect(Object.values(found).every((text) => text === 'я'.repeat(200))).toBe(true);
  });

  it('may be any text under any id', async () => {
    const strange = {
      constructor: 'a',
      'utm#source:x': '\u0000',
      ['n'.repeat(500)]: 'b',
      empty: '',
      '': 'c',
    };
    await notes.remember('mango', `#${'9'.repeat(10_000)}`, strange, UNTIL);
    await notes.remember('mango', '', {}, UNTIL);

    expect(await notes.find('mango', `#${'9'.repeat(10_000)}`, NOW)).toEqual({
      constructor: 'a',
      'utm#source:x': '\u0000',
    });
    expect(await notes.find('mango', '', NOW)).toEqual({});
  });
});

it('a call’s note is deleted by the table in its time, and its key tells nothing of the call', async () => {
  const { client, name } = await tables.open();
  const calls: unknown[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      calls.push(args.input);
      return next(args);
    },
    { step: 'initialize' },
  );

  await new DynamoDbCallNotes(client, name).remember('mango', '+79990000001', { utm_source: 'a' }, UNTIL);

  expect(calls).toHaveLength(1);
  expect(JSON.stringify(calls)).not.toContain('9990000001');
  expect(calls[0]).toMatchObject({
    Key: { pk: { S: expect.stringMatching(/^CALL#mango#[\w-]{43}$/) } },
    ExpressionAttributeValues: { ':expiresAt': { N: String(Date.parse(UNTIL) / 1000) } },
  });
});
