import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve as resolvePath } from 'node:path';
import { LOCK_FILE, takeDataFolder } from '../data-folder.ts';
import { listFiles, unpack } from './archive.ts';
import { findDatabaseDamage } from './database.ts';
import { findDamage, type Manifest, MANIFEST_FILE, readManifest } from './manifest.ts';
import { DATABASE_FILE } from './take-backup.ts';

export interface RestoreOrder {
  readonly file: string;
  readonly dataFolder: string;
  /** Also into a folder with something in it, which is put aside and not deleted. */
  readonly force: boolean;
  readonly now: Date;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Where what was in the folder is now. */
  readonly aside?: string;
}

/**
 * Makes a data folder of a backup. Throws a sentence, and leaves the folder as it was, when the backup is damaged or
 * of a later release, when a system runs on the folder, or when something is in it and nobody said `force`.
 */
export async function restoreBackup({ file, dataFolder, force, now }: RestoreOrder): Promise<Restored> {
  const archive = resolvePath(file);
  if (!existsSync(archive)) throw new Error(`There is no file ${archive}.`);
  const path = resolvePath(dataFolder);
  const folder = await takeDataFolder(path);
  const staging = `${path}.restoring-${process.pid}`;
  try {
    const present = (await readdir(path)).filter((name) => name !== LOCK_FILE);
    if (present.length > 0 && !force)
      throw new Error(
        `${path} is not empty. Choose another with --data DIR, or say --force to put it aside.`,
      );
    await mkdir(staging, { mode: 0o700 });
    const manifest = await open(archive, staging);
    const aside = `${path}.before-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
    if (present.length > 0) await move(path, aside, present);
    await move(staging, path, [...new Set(manifest.files.map(({ path: each }) => topOf(each)))]);
    return present.length > 0 ? { manifest, aside } : { manifest };
  } finally {
    await rm(staging, { recursive: true, force: true });
    await folder.release();
  }
}

/** Unpacks the archive where nobody reads it yet, and looks at every byte of it. */
async function open(archive: string, staging: string): Promise<Manifest> {
  await unpack(archive, staging).catch((error: unknown) => {
    throw new Error(`The file is damaged, or no backup. ${error instanceof Error ? error.message : ''}`);
  });
  const manifest = readManifest(await readFile(join(staging, MANIFEST_FILE), 'utf8').catch(() => ''));
  const damage = await findDamage(staging, manifest, await listFiles(staging));
  if (damage.length > 0) throw new Error(`The backup is damaged: ${damage.join('; ')}.`);
  const inDatabase = findDatabaseDamage(join(staging, DATABASE_FILE));
  if (inDatabase !== undefined) throw new Error(`The backup's database is damaged: ${inDatabase}`);
  return manifest;
}

async function move(from: string, to: string, names: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of names) await rename(join(from, name), join(to, name));
}

function topOf(path: string): string {
  return path.split('/')[0] ?? path;
}
