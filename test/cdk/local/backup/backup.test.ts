import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restoreBackup } from '#cdk/local/backup/restore-backup.ts';
import { takeBackup } from '#cdk/local/backup/take-backup.ts';
import { takeDataFolder } from '#cdk/local/data-folder.ts';
import { DATA_FORMAT, stampFolder } from '#cdk/local/folder-stamp.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../fixture-runner.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const START = {
  by: '0.1.0',
  at: '2026-11-01T00:00:00Z',
  url: 'http://127.0.0.1:8787',
  dynamodb: 'http://127.0.0.1:1',
  tables: 'here',
} as const;

let folder: TemporaryFolder;
let data: string;
let file: string;
let target: string;
beforeEach(async () => {
  folder = await makeTemporaryFolder();
  data = join(folder.path, 'data');
  file = join(folder.path, 'kept', 'backup.tar.gz');
  target = join(folder.path, 'restored');
});
afterEach(() => folder.remove());

describe('a backup', () => {
  it('gives back the leads and the keys of a data folder, and leaves queues, logs and locks out', async () => {
    await fillDataFolder(data, ['anna', 'boris']);

    const { manifest } = await back();
    await restore();

    expect(manifest.files.map(({ path }) => path)).toEqual([
      'folder.json',
      'secrets.json',
      'stand-ins/crm.jsonl',
      'tables.db',
    ]);
    expect(readLeads(target)).toEqual(['anna', 'boris']);
    expect(await readFile(join(target, 'secrets.json'), 'utf8')).toBe('{"offer-links":"k"}');
    expect((await readdir(target)).toSorted()).toEqual([
      'folder.json',
      'secrets.json',
      'stand-ins',
      'tables.db',
    ]);
  });

  it('holds what is committed and still in the log beside the database', async () => {
    await fillDataFolder(data, []);
    const engine = new DatabaseSync(join(data, 'tables.db'));
    engine.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0');
    engine.exec(`INSERT INTO leads VALUES ('committed')`);
    engine.exec(`BEGIN; INSERT INTO leads VALUES ('under way')`);

    await back();
    engine.exec('COMMIT');
    engine.close();
    await restore();

    expect(readLeads(target)).toEqual(['committed']);
  });

  it('is for its owner alone, and takes no file that is there', async () => {
    await fillDataFolder(data, ['anna']);

    await back();

    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder.path, 'kept'))).toEqual(['backup.tar.gz']);
    await expect(back()).rejects.toThrow('There is a file');
  });

  it('is refused where no leads are: in no data folder, and in one whose leads are elsewhere', async () => {
    await expect(back()).rejects.toThrow('is no data folder');

    await fillDataFolder(data, []);
    await stampFolder(data, { ...START, tables: 'elsewhere' });

    await expect(back()).rejects.toThrow('in another DynamoDB');
  });
});

describe('restoring', () => {
  it('touches no folder with something in it, and with force puts that aside', async () => {
    await fillDataFolder(data, ['anna']);
    await back();
    await fillDataFolder(target, ['before']);

    await expect(restore()).rejects.toThrow('is not empty');
    expect(readLeads(target)).toEqual(['before']);
    const { aside = '' } = await restore({ force: true });

    expect(readLeads(target)).toEqual(['anna']);
    expect(readLeads(aside)).toEqual(['before']);
  });

  it('is refused while a system runs on the folder', async () => {
    await fillDataFolder(data, ['anna']);
    await back();
    const runner = await takeDataFolder(target);

    await expect(restore({ force: true })).rejects.toThrow('in use by another runner');

    await runner.release();
    expect(await readdir(target)).toEqual([]);
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40)],
    ['changed in one byte', flipMiddleBit],
    ['no archive at all', () => Buffer.from('hello')],
  ])('refuses a file that is %s, and leaves nothing behind', async (_, spoil) => {
    await fillDataFolder(data, ['anna']);
    await back();
    await writeFile(file, spoil(await readFile(file)));

    await expect(restore()).rejects.toThrow(/damaged|no backup/);

    expect(await readdir(target)).toEqual([]);
    expect((await readdir(folder.path)).toSorted()).toEqual(['data', 'kept', 'restored']);
  });

  it('refuses contents that are not as the manifest says', async () => {
    await fillDataFolder(data, ['anna']);
    await back();
    await repack(async (opened) => {
      await writeFile(join(opened, 'secrets.json'), '{}');
      await symlink('/etc/passwd', join(opened, 'link'));
    });

    await expect(restore()).rejects.toThrow(
      'link does not belong to it; secrets.json is not as it was written',
    );
  });

  it('refuses a name that leads out of the folder', async () => {
    await fillDataFolder(data, ['anna']);
    await back();
    await repack((opened) =>
      changeManifest(opened, (manifest) => manifest.replace('"secrets.json"', '"../secrets.json"')),
    );

    await expect(restore()).rejects.toThrow('manifest of this backup is damaged');
  });

  it('refuses a database that SQLite cannot read, whatever the manifest says', async () => {
    await fillDataFolder(data, ['anna']);
    await back();
    await repack(async (opened) => {
      const before = sha256(await readFile(join(opened, 'tables.db')));
      await chmod(join(opened, 'tables.db'), 0o600);
      await writeFile(join(opened, 'tables.db'), 'no database');
      await changeManifest(opened, (manifest) => manifest.replace(before, sha256('no database')));
    });

    await expect(restore()).rejects.toThrow("The backup's database is damaged");
  });

  it('refuses a backup of a later format, and says what to do', async () => {
    await fillDataFolder(data, ['anna']);
    await back();
    await repack((opened) =>
      changeManifest(opened, (manifest) =>
        manifest.replace(`"format": ${DATA_FORMAT}`, `"format": ${DATA_FORMAT + 1}`),
      ),
    );

    await expect(restore()).rejects.toThrow('Restore it with the release that made it, or a later one.');
  });
});

function back() {
  return takeBackup({ dataFolder: data, to: file, release: '0.1.0', now: NOW });
}

function restore({ force = false } = {}) {
  return restoreBackup({ file, dataFolder: target, force, now: NOW });
}

async function fillDataFolder(path: string, leads: readonly string[]): Promise<void> {
  for (const name of ['queues', 'logs', 'stand-ins']) await mkdir(join(path, name), { recursive: true });
  const database = new DatabaseSync(join(path, 'tables.db'));
  database.exec('CREATE TABLE leads (name TEXT)');
  for (const lead of leads) database.prepare('INSERT INTO leads VALUES (?)').run(lead);
  database.close();
  await writeFile(join(path, 'secrets.json'), '{"offer-links":"k"}');
  await writeFile(join(path, 'stand-ins', 'crm.jsonl'), '{}\n');
  await writeFile(join(path, 'queues', 'fauxqs.db'), 'alarm clocks');
  await writeFile(join(path, 'logs', 'console.log'), 'said');
  await stampFolder(path, START);
}

function readLeads(path: string): readonly unknown[] {
  const database = new DatabaseSync(join(path, 'tables.db'), { readOnly: true });
  const rows = database.prepare('SELECT name FROM leads ORDER BY name').all();
  database.close();
  return rows.map(({ name }) => name);
}

/** Opens the backup, lets it be changed, and packs it as somebody else would. */
async function repack(change: (opened: string) => Promise<void>): Promise<void> {
  const opened = join(folder.path, 'kept', 'opened');
  const run = promisify(execFile);
  await mkdir(opened);
  await run('tar', ['-xzf', file, '-C', opened]);
  await change(opened);
  await run('tar', ['-czf', file, '-C', opened, '.']);
}

async function changeManifest(opened: string, change: (text: string) => string): Promise<void> {
  const path = join(opened, 'manifest.json');
  await writeFile(path, change(await readFile(path, 'utf8')));
}

function flipMiddleBit(bytes: Buffer): Buffer {
  const spoiled = Buffer.from(bytes);
  const middle = Math.floor(bytes.length / 2);
  spoiled.writeUInt8(spoiled.readUInt8(middle) ^ 1, middle);
  return spoiled;
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
