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
    expect(await archive.publish('sources', 'sources: []', SOURCES, { by: 'ops' })).toBe(1);
    expect(await archive.publish('sources', 'sources: [] # again', SOURCES, { by: 'ops' })).toBe(2);
    expect(await archive.publish('team', 'reps: []', { reps: [] }, { by: 'ops' })).toBe(1);
  });

  it('keeps every version as it was written, newest first', async () => {
    await archive.publish('sources', 'first', SOURCES, { by: 'anna' });
    await archive.publish('sources', 'second', SOURCES, { by: 'olga' });

    const publishedAt = NOW.toISOString();
    expect(await archive.versions('sources')).toEqual([
      { document: 'sources', version: 2, publishedAt, by: 'olga' },
      { document: 'sources', version: 1, publishedAt, by: 'anna' },
    ]);
    expect(await archive.versions('policy')).toEqual([]);
  });

  it('gives the content of any version, with its number, for ever', async () => {
    await archive.publish('team', 'first', { reps: ['first'] }, { by: 'ops' });
    await archive.publish('team', 'second', { reps: ['second'] }, { by: 'ops' });

    expect(await archive.content('team', 1)).toEqual({ reps: ['first'], version: 1 });
    expect(await archive.content('team', 2)).toEqual({ reps: ['second'], version: 2 });
    expect(await archive.content('team', 3)).toBeUndefined();
  });

  it('keeps with a version its text, what filled its placeholders, and why it was published', async () => {
    const variables = { REGISTRY_URL: 'https://registry.example' };
    await archive.publish('sources', 'first', SOURCES, { by: 'anna', variables, note: 'a trial' });
    await archive.publish('sources', 'second', SOURCES, { by: 'olga' });

    const publishedAt = NOW.toISOString();
    const first = { document: 'sources', version: 1, publishedAt, by: 'anna', note: 'a trial' };
    expect(await archive.version('sources', 1)).toEqual({ ...first, text: 'first', variables });
    expect(await archive.version('sources', 2)).toMatchObject({ text: 'second', variables: {} });
    expect(await archive.version('sources', 3)).toBeUndefined();
    expect((await archive.versions('sources')).at(-1)).toEqual(first);
  });

  it('publishes over the version an editor began from, and over no other', async () => {
    expect(await archive.publishOver(1, 'sources', 'none yet', SOURCES, { by: 'olga' })).toBe('superseded');
    await archive.publish('sources', 'first', SOURCES, { by: 'anna' });
    await archive.publish('sources', 'second', SOURCES, { by: 'anna' });

    expect(await archive.publishOver(1, 'sources', 'late', SOURCES, { by: 'olga' })).toBe('superseded');
    expect(await archive.versions('sources')).toHaveLength(2);
    expect(await archive.publishOver(2, 'sources', 'third', SOURCES, { by: 'olga' })).toBe(3);
  });

  it('lets one of five editors of the same version publish', async () => {
    await archive.publish('sources', 'first', SOURCES, { by: 'anna' });

    const outcomes = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        archive.publishOver(1, 'sources', `text ${index}`, SOURCES, { by: 'olga' }),
      ),
    );

    expect(outcomes.filter((outcome) => outcome === 2)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'superseded')).toHaveLength(4);
    expect(await archive.versionInForce('sources')).toBe(2);
  });

  it('tells when which version came into force, a roll-back as well', async () => {
    await archive.publish('sources', 'first', SOURCES, { by: 'anna', note: 'opening' });
    await archive.publish('sources', 'second', SOURCES, { by: 'olga' });
    await archive.putInForce('sources', 1, { by: 'anna', note: 'too strict' });
    await archive.putInForce('sources', 1, { by: 'nobody' });

    const at = NOW.toISOString();
    expect(await archive.versionInForce('sources')).toBe(1);
    expect(await archive.forceChanges('sources')).toEqual([
      { act: 'rolled-back', at, by: 'anna', from: 2, to: 1, note: 'too strict' },
      { act: 'published', at, by: 'olga', from: 1, to: 2 },
      { act: 'published', at, by: 'anna', to: 1, note: 'opening' },
    ]);
    expect(await archive.forceChanges('team')).toEqual([]);
  });

  it('numbers on from the last version, whichever is in force', async () => {
    await archive.publish('sources', 'first', SOURCES, { by: 'ops' });
    await archive.publish('sources', 'second', SOURCES, { by: 'ops' });
    await archive.putInForce('sources', 1, { by: 'ops' });

    expect(await archive.publishOver(1, 'sources', 'third', SOURCES, { by: 'ops' })).toBe(3);
  });

  it('gives five who publish at once five numbers', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        archive.publish('sources', `text ${index}`, SOURCES, { by: 'ops' }),
      ),
    );

    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5]);
    const written = await Promise.all(numbers.map((number) => archive.version('sources', number)));
    expect(new Set(written.map((version) => version?.text)).size).toBe(5);
  });

  it('puts an earlier version in force, and none that never was', async () => {
    await archive.publish('sources', 'first', SOURCES, { by: 'ops' });
    await archive.publish('sources', 'second', SOURCES, { by: 'ops' });

    expect(await archive.putInForce('sources', 1, { by: 'ops' })).toBe('done');
    expect(await archive.putInForce('sources', 3, { by: 'ops' })).toBe('unknown-version');
    expect(await archive.publish('sources', 'third', SOURCES, { by: 'ops' })).toBe(3);
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

    await archive.publish('sources', 'text', SOURCES, { by: 'ops' });

    expect(await reader.current('sources')).toEqual({ ...SOURCES, version: 1 });
  });

  it('are a new version after five seconds at the latest, and an older one after a roll-back', async () => {
    const { archive, reader, pass } = await opened();
    await archive.publish('sources', 'first', SOURCES, { by: 'ops' });
    await reader.current('sources');
    await archive.publish('sources', 'second', SOURCES, { by: 'ops' });

    pass(5_000);
    expect((await reader.current('sources')).version).toBe(1);
    pass(1);
    expect((await reader.current('sources')).version).toBe(2);

    await archive.putInForce('sources', 1, { by: 'ops' });
    pass(5_001);
    expect((await reader.current('sources')).version).toBe(1);
  });

  it.each(['before', 'after'] as const)(
    'never point at a version that is not there: the wire breaks for good %s the write',
    async (moment) => {
      const { client, archive } = await opened();
      const commands = ['TransactWriteItemsCommand'];
      loseOnTheWire(client, moment, { times: Infinity, commands });

      await expect(archive.publish('sources', 'text', SOURCES, { by: 'ops' })).rejects.toThrow(
        'socket hang up',
      );

      const { sources = 0 } = await archive.inForce();
      expect(await archive.versions('sources')).toHaveLength(sources);
      expect(sources).toBe(moment === 'before' ? 0 : 1);
    },
  );

  it('count one version when the answer was lost and the SDK tried again', async () => {
    const { client, archive } = await opened();
    loseOnTheWire(client, 'after', { commands: ['TransactWriteItemsCommand'] });

    expect(await archive.publish('sources', 'text', SOURCES, { by: 'ops' })).toBe(1);
    expect(await archive.versions('sources')).toHaveLength(1);
  });

  it('are listed over as many pages as large texts take', async () => {
    const { archive } = await opened();
    const large = 'x'.repeat(128 * 1024);
    for (let version = 1; version <= 12; version += 1)
      await archive.publish('sources', large, SOURCES, { by: 'ops' });

    const versions = await archive.versions('sources');

    expect(versions.map(({ version }) => version)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(JSON.stringify(versions).length).toBeLessThan(2_000);
  });

  it('are published although another transaction was in the way', async () => {
    const { client, archive } = await opened();
    meetOtherTransactions(client, 2);

    expect(await archive.publish('sources', 'text', SOURCES, { by: 'ops' })).toBe(1);
  });
});
