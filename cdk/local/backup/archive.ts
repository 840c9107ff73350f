import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Packs files of a folder into a `.tar.gz`, which any machine opens. `archive` must exist; its mode is kept. */
export async function pack(folder: string, names: readonly string[], archive: string): Promise<void> {
  await tar(['--create', '--gzip', '--file', archive, '--directory', folder, '--', ...names]);
}

export async function unpack(archive: string, folder: string): Promise<void> {
  await tar(['--extract', '--gzip', '--no-same-owner', '--file', archive, '--directory', folder]);
}

/** Every file below a folder, as paths with slashes, in their order. Links are named, never followed. */
export async function listFiles(folder: string, below = ''): Promise<readonly string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const lists = await Promise.all(
    entries.map(async (entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? listFiles(folder, path) : [path];
    }),
  );
  return lists.flat().sort();
}

/** Throws what `tar` complains of. */
async function tar(args: readonly string[]): Promise<void> {
  try {
    await run('tar', [...args]);
  } catch (error) {
    const complaint =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(complaint === '' ? 'The program tar is needed and was not found.' : complaint);
  }
}
