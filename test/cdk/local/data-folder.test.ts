import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeDataFolder } from '#cdk/local/data-folder.ts';
import { makeTemporaryFolder, type TemporaryFolder } from './fixture-runner.ts';

let folder: TemporaryFolder;
beforeEach(async () => (folder = await makeTemporaryFolder()));
afterEach(() => folder.remove());

/** No system gives out such an id. */
const NO_PROCESS = 2 ** 30;

describe('a data folder', () => {
  it('is for one runner alone', async () => {
    const taken = await takeDataFolder(folder.path);

    await expect(takeDataFolder(folder.path)).rejects.toThrow(
      `in use by another runner (process ${process.pid})`,
    );

    await taken.release();
    await (await takeDataFolder(folder.path)).release();
  });

  it.each([
    ['has ended', JSON.stringify({ pid: NO_PROCESS, startedAt: '1' })],
    ['has left its id to another', JSON.stringify({ pid: process.pid, startedAt: 'before' })],
    ['was killed while writing', '{"pid":'],
  ])('is free when its runner %s', async (_, lock) => {
    await writeFile(join(folder.path, 'runner.lock'), lock);

    const taken = await takeDataFolder(folder.path);

    expect(JSON.parse(await readFile(join(folder.path, 'runner.lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
    });
    await taken.release();
  });
});
