import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbSettingsArchive } from '#shared/adapters/dynamodb/settings-archive.ts';
import { CachedSettingsReader } from '#shared/adapters/dynamodb/settings-reader.ts';
import type { SettingsArchive } from '#shared/ports/settings.ts';
import { loseOnTheWire, meetOtherTransactions } from '#test/support/faults.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { startTables, type TestTables } from '#test/support/table.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const SOURCES = { sources: [] };

type Archive = SettingsArchive & { inForce(...args: never[]): unknown };

const ARCHIVES: readonly {
  readonly name: string;
  start(): Promise<{ open(): Promise<Archive>; stop(): Promise<void> }>;
}[] = [
  {
    name: 'in memory',
    start: async () => ({ open: async () => new InMemorySettingsArchive(), stop: async () => undefined }),
  },
  {
    name: 'on DynamoDB',
    start: async () => {
      const tables = await startTables();
      const open = async () => {
        const { client, name } = await tables.open();
        return new DynamoDbSettingsArchive(client, name, () => NOW);
      };
      return { open, stop: tables.stop };
    },
  },
];

describe.each(ARCHIVES)('the archive of settings $name', ({ start }) => {
  let archives: Awaited<ReturnType<typeof start>>;
  let archive: SettingsArchive;
  beforeAll(async () => {
    archives = await start();
  });
  beforeEach(async () => {
    archive = await archives.open();
  });
  afterAll(() => archives.stop());

  it('numbers versions from 1, each document for itself', async () => {
    expect(await archive.publish('sources', 'sources: []', SOURCES, 'ops')).toBe(1);
    expect(await archive.publish('sources', 'sources: [] # again', SOURCES, 'ops')).toBe(2);
    expect(await archive.publish('team', 'reps: []', { reps: [] }, 'ops')).toBe(1);
  });

  it('keeps every version as it was written, newest first', async () => {
    await archive.publish('sources', 'first', SOURCES, 'anna');
    await archive.publish('sources', 'second', SOURCES, 'olga');

    const publishedAt = NOW.toISOString();
    expect(await archive.versions('sources')).toEqual([
      { document: 'sources', version: 2, publishedAt, by: 'olga', text: 'second' },
      { document: 'sources', version: 1, publishedAt, by: 'anna', text: 'first' },
    ]);
    expect(await archive.versions('policy')).toEqual([]);
  });

  it('gives the content of any version, with its number, for ever', async () => {
    await archive.publish('team', 'first', { reps: ['first'] }, 'ops');
    await archive.publish('team', 'second', { reps: ['second'] }, 'ops');

    expect(await archive.content('team', 1)).toEqual({ reps: ['first'], version: 1 });
    expect(await archive.content('team', 2)).toEqual({ reps: ['second'], version: 2 });
    expect(await archive.content('team', 3)).toBeUndefined();
  });

  it('gives five who publish at once five numbers', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 5 }, (_, index) => archive.publish('sources', `text ${index}`, SOURCES, 'ops')),
    );

    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5]);
    const texts = (await archive.versions('sources')).map(({ text }) => text);
    expect(new Set(texts).size).toBe(5);
  });

  it('puts an earlier version in force, and none that never was', async () => {
    await archive.publish('sources', 'first', SOURCES, 'ops');
    await archive.publish('sources', 'second', SOURCES, 'ops');

    expect(await archive.putInForce('sources', 1)).toBe('done');
    expect(await archive.putInForce('sources', 3)).toBe('unknown-version');
    expect(await archive.publish('sources', 'third', SOURCES, 'ops')).toBe(3);
  });
});

describe('settings in force on DynamoDB', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());

  async function opened() {
    const { client, name } = await tables.open();
    const archive = new DynamoDbSettingsArchive(client, name, () => NOW);
    let milliseconds = 0;
    const reader = new CachedSettingsReader(archive, () => milliseconds);
    return { client, archive, reader, pass: (by: number) => (milliseconds += by) };
  }

  it('are an error by name until somebody publishes them, and are there at once then', async () => {
    const { archive, reader } = await opened();
    await expect(reader.current('sources')).rejects.toThrow('no sources document has been published yet');

    await archive.publish('sources', 'text', SOURCES, 'ops');

    expect(await reader.current('sources')).toEqual({ ...SOURCES, version: 1 });
  });

  it('are a new version after five seconds at the latest, and an older one after a roll-back', async () => {
    const { archive, reader, pass } = await opened();
    await archive.publish('sources', 'first', SOURCES, 'ops');
    await reader.current('sources');
    await archive.publish('sources', 'second', SOURCES, 'ops');

    pass(5_000);
    expect((await reader.current('sources')).version).toBe(1);
    pass(1);
    expect((await reader.current('sources')).version).toBe(2);

    await archive.putInForce('sources', 1);
    pass(5_001);
    expect((await reader.current('sources')).version).toBe(1);
  });

  it.each(['before', 'after'] as const)(
    'never point at a version that is not there: the wire breaks for good %s the write',
    async (moment) => {
      const { client, archive } = await opened();
      const commands = ['TransactWriteItemsCommand'];
      loseOnTheWire(client, moment, { times: Infinity, commands });

      await expect(archive.publish('sources', 'text', SOURCES, 'ops')).rejects.toThrow('socket hang up');

      const { sources = 0 } = await archive.inForce();
      expect(await archive.versions('sources')).toHaveLength(sources);
      expect(sources).toBe(moment === 'before' ? 0 : 1);
    },
  );

  it('count one version when the answer was lost and the SDK tried again', async () => {
    const { client, archive } = await opened();
    loseOnTheWire(client, 'after', { commands: ['TransactWriteItemsCommand'] });

    expect(await archive.publish('sources', 'text', SOURCES, 'ops')).toBe(1);
    expect(await archive.versions('sources')).toHaveLength(1);
  });

  it('are published although another transaction was in the way', async () => {
    const { client, archive } = await opened();
    meetOtherTransactions(client, 2);

    expect(await archive.publish('sources', 'text', SOURCES, 'ops')).toBe(1);
  });
});
