import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

export const LOCK_FILE = 'runner.lock';

const Lock = z.object({ pid: z.number(), startedAt: z.optional(z.string()) });

export interface DataFolder {
  readonly path: string;
  release(): Promise<void>;
}

/** Takes the folder for this runner alone: two engines on one database would spoil it. */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const lock = join(path, LOCK_FILE);
  const content = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
  if (!(await writeIfAbsent(lock, content))) {
    const owner = await findLiveOwner(lock);
    if (owner !== undefined) {
      throw new Error(
        `The data folder ${path} is in use by another runner (process ${owner}). ` +
          'Stop that one, or choose another folder with --data DIR.',
      );
    }
    await writeFile(lock, content);
  }
  return { path, release: () => rm(lock, { force: true }) };
}

/** The process that runs on this folder now; undefined while none does. */
export async function findRunner(path: string): Promise<number | undefined> {
  const lock = join(path, LOCK_FILE);
  return existsSync(lock) ? findLiveOwner(lock) : undefined;
}

async function writeIfAbsent(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A runner that was killed leaves its lock behind; its process is gone, or is another one by now. */
async function findLiveOwner(lock: string): Promise<number | undefined> {
  const owner = z.safeParse(Lock, parseJson(await readFile(lock, 'utf8')));
  if (!owner.success) return undefined;
  const { pid, startedAt } = owner.data;
  if (!isAlive(pid)) return undefined;
  return startedAt === undefined || startedAt === startOf(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process began, in the kernel's ticks since boot; tells it from a later one with the same id. Linux only. */
function startOf(pid: number): string | undefined {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return undefined;
  const afterName = readFileSync(path, 'utf8').split(') ').at(-1);
  return afterName?.split(' ')[19];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
