import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRunner } from '#cdk/local/runner.ts';
import {
  isOpen,
  makeTemporaryFolder,
  postNote,
  readState,
  startFixture,
  type TemporaryFolder,
} from './fixture-runner.ts';

let folder: TemporaryFolder;
beforeEach(async () => (folder = await makeTemporaryFolder()));
afterEach(() => folder.remove());

describe('a runner', () => {
  it('finds its data and its messages again after a restart', async () => {
    const first = await startFixture(folder.path);
    await postNote(first, { id: 'kept' });
    await first.whenQuiet(5_000);
    first.send('unread', '{"id":"waiting"}');
    await first.stop();

    const second = await startFixture(folder.path);

    expect(await readState(second, 'kept')).toBe('done');
    expect(second.queues().find(({ name }) => name === 'unread')).toMatchObject({ ready: 1 });
    await second.stop();
  });

  it('finishes what is under way before it stops', async () => {
    const runner = await startFixture(folder.path);
    const underWay = runner.invoke('guinea-pig', { do: 'wait', ms: 300 });

    await runner.stop();

    expect(await underWay).toEqual({ outcome: 'answered', value: { invocations: 1 } });
  });

  it('leaves no port open and stops only once', async () => {
    const runner = await startFixture(folder.path);
    const urls = [runner.url, ...Object.values(runner.endpoints)];

    await Promise.all([runner.stop(), runner.stop()]);

    expect(await Promise.all(urls.map((url) => isOpen(url)))).toEqual(urls.map(() => false));
  });

  it('says which port is taken', async () => {
    const runner = await startFixture(folder.path);
    const other = await makeTemporaryFolder();

    await expect(startFixture(other.path, { port: runner.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });

    await runner.stop();
    await other.remove();
  });

  it('names the function that does not load', async () => {
    const template = join(folder.path, 'template');
    await makeBrokenStack(template);

    await expect(startRunner({ templateFolder: template, dataFolder: folder.path })).rejects.toThrow(
      'The function Broken-Fn does not load. Error: broken on purpose',
    );
  });

  it('that could not start leaves the folder to the next', async () => {
    const prepare = () => Promise.reject(new Error('not prepared'));
    await expect(startFixture(folder.path, { prepare })).rejects.toThrow('not prepared');

    const runner = await startFixture(folder.path);

    await runner.stop();
  });
});

async function makeBrokenStack(path: string): Promise<void> {
  const Properties = { Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { S3Key: 'code.zip' } };
  const Resources = { Fn: { Type: 'AWS::Lambda::Function', Properties } };
  await mkdir(join(path, 'code'), { recursive: true });
  await writeFile(join(path, 'Broken.template.json'), JSON.stringify({ Resources }));
  await writeFile(
    join(path, 'Broken.assets.json'),
    JSON.stringify({ files: { code: { source: { path: 'code' } } } }),
  );
  await writeFile(join(path, 'code', 'index.mjs'), "throw new Error('broken on purpose');");
}
