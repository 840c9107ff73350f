import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_FOLDER } from './synthesize.ts';

/** What runs here, as people name it: `0.1.0 (7096a46)`; without the commit where there is no git. */
export async function readRelease(): Promise<string> {
  const { version }: { readonly version: string } = JSON.parse(
    await readFile(join(PROJECT_FOLDER, 'package.json'), 'utf8'),
  );
  const commit = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: PROJECT_FOLDER })
    .then(({ stdout }) => stdout.trim())
    .catch(() => '');
  return commit === '' ? version : `${version} (${commit})`;
}
