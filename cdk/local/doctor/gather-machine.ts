import { execFile } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles } from '../backup/archive.ts';
import { findRunner } from '../data-folder.ts';
import { findTableEngine } from '../engines/dynoxide.ts';
import { readStamp } from '../folder-stamp.ts';
import { readRelease } from '../release.ts';
import type { FolderFacts, MachineFacts } from './facts.ts';

const OTHERS_MAY_READ = 0o055;

export async function gatherMachine(): Promise<MachineFacts> {
  return {
    node: process.versions.node,
    hasTableEngine: await isThere(() => access(findTableEngine(), constants.X_OK)),
    hasQueueEngine: await isThere(() => import.meta.resolve('fauxqs')),
    hasTar: await isThere(() => promisify(execFile)('tar', ['--version'])),
    release: await readRelease(),
  };
}

/** `path` is absolute. */
export async function gatherFolder(path: string): Promise<FolderFacts> {
  const exists = existsSync(path);
  const files = exists ? await statAll(path) : [];
  const { bavail, bsize } = await statfs(nearestFolder(path));
  return {
    path,
    exists,
    isWritable: await isThere(() => access(nearestFolder(path), constants.W_OK)),
    isOpenToOthers: exists && ((await stat(path)).mode & OTHERS_MAY_READ) !== 0,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    freeBytes: bavail * bsize,
    stamp: exists ? await readStamp(path) : undefined,
    runner: exists ? await findRunner(path) : undefined,
    changedAt: files.length === 0 ? undefined : new Date(Math.max(...files.map(({ mtimeMs }) => mtimeMs))),
  };
}

/** A file may go away while it is looked for: a running system puts logs aside. */
async function statAll(folder: string) {
  const paths = await listFiles(folder).catch(() => []);
  const found = await Promise.all(paths.map((path) => stat(join(folder, path)).catch(() => undefined)));
  return found.flatMap((each) => each ?? []);
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

async function isThere(look: () => unknown): Promise<boolean> {
  try {
    await look();
    return true;
  } catch {
    return false;
  }
}
