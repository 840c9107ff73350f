import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { findRunner } from '../data-folder.ts';
import { DATA_FORMAT, readStamp, STAMP_FILE } from '../folder-stamp.ts';
import { listFiles, pack } from './archive.ts';
import { copyDatabase, findDatabaseDamage } from './database.ts';
import { describeFile, type Manifest, MANIFEST_FILE } from './manifest.ts';

export const DATABASE_FILE = 'tables.db';

/** Only their owner reads them: there are people's names and phones in it, and the keys of links. */
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/**
 * Beside the database: what was made here and is nowhere else. Queues are left out, since whatever is due stands in the
 * table and the sweep finds it; logs are left out, since nothing is read from them again.
 */
const KEPT_FILES = ['secrets.json', STAMP_FILE];
const KEPT_FOLDERS = ['stand-ins'];

export interface BackupOrder {
  readonly dataFolder: string;
  /** The archive to be made. Throws when there is such a file. */
  readonly to: string;
  readonly release: string;
  readonly now: Date;
}

export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly manifest: Manifest;
}

/** Puts a data folder into one file, whether or not a system is running on it. Throws a sentence when that cannot be. */
export async function takeBackup({ dataFolder, to, release, now }: BackupOrder): Promise<Backup> {
  const folder = resolvePath(dataFolder);
  const file = resolvePath(to);
  await refuseWithoutLeads(folder);
  if (existsSync(file)) throw new Error(`There is a file ${file} already.`);
  await mkdir(dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
  const staging = `${file}.files-${process.pid}`;
  const draft = `${file}.part-${process.pid}`;
  try {
    await mkdir(staging, { mode: OWNER_ONLY_FOLDER });
    await collect(folder, staging);
    const manifest = await describe(folder, staging, release, now);
    await writeFile(join(staging, MANIFEST_FILE), JSON.stringify(manifest, null, 2), { mode: OWNER_ONLY });
    await (await open(draft, 'wx', OWNER_ONLY)).close();
    await pack(staging, [MANIFEST_FILE, ...manifest.files.map(({ path }) => path)], draft);
    await makeDurable(draft);
    await rename(draft, file);
    return { file, bytes: (await stat(file)).size, manifest };
  } finally {
    await rm(staging, { recursive: true, force: true });
    await rm(draft, { force: true });
  }
}

async function refuseWithoutLeads(folder: string): Promise<void> {
  if ((await readStamp(folder))?.lastStart.tables === 'elsewhere')
    throw new Error(
      `The leads of ${folder} are in another DynamoDB (--dynamodb). Back them up there, by its own means.`,
    );
  if (!existsSync(join(folder, DATABASE_FILE)))
    throw new Error(`${folder} is no data folder: there is no ${DATABASE_FILE} in it.`);
}

async function collect(folder: string, staging: string): Promise<void> {
  copyDatabase(join(folder, DATABASE_FILE), join(staging, DATABASE_FILE));
  const damage = findDatabaseDamage(join(staging, DATABASE_FILE));
  if (damage !== undefined) throw new Error(`The database of ${folder} is damaged: ${damage}`);
  const folders = KEPT_FOLDERS.filter((name) => existsSync(join(folder, name)));
  const inFolders = await Promise.all(folders.map((name) => listFiles(folder, name)));
  const files = KEPT_FILES.filter((name) => existsSync(join(folder, name)));
  for (const path of [...files, ...inFolders.flat()]) {
    await mkdir(dirname(join(staging, path)), { recursive: true });
    await copyFile(join(folder, path), join(staging, path));
  }
}

async function describe(folder: string, staging: string, release: string, now: Date): Promise<Manifest> {
  const paths = await listFiles(staging);
  return {
    kind: 'lead-relay-backup',
    format: (await readStamp(folder))?.format ?? DATA_FORMAT,
    madeBy: release,
    begunAt: now.toISOString(),
    wasRunning: (await findRunner(folder)) !== undefined,
    files: await Promise.all(paths.map((path) => describeFile(staging, path))),
  };
}

/** A backup that is announced has to be there after a power cut, too. */
async function makeDurable(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
}
