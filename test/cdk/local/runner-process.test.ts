import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  FIXTURE,
  isOpen,
  makeTemporaryFolder,
  startFixture,
  type TemporaryFolder,
} from './fixture-runner.ts';

let folder: TemporaryFolder;
beforeEach(async () => (folder = await makeTemporaryFolder()));
afterEach(() => folder.remove());

describe('a process with a runner in it', () => {
  it('ends by itself once the runner has stopped', async () => {
    const script = fileURLToPath(new URL('./fixture/start-and-stop.ts', import.meta.url));
    const child = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      script,
      FIXTURE,
      folder.path,
    ]);
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));

    const [code] = await once(child, 'exit');

    expect({ code, output }).toEqual({ code: 0, output: 'stopped\n' });
  });

  it('leaves no engine behind that would hold the data, when it is killed', async () => {
    const script = fileURLToPath(new URL('./fixture/start-and-stay.ts', import.meta.url));
    const child = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      script,
      FIXTURE,
      folder.path,
    ]);
    const [line] = await once(child.stdout, 'data');
    const endpoint = String(line).trim();
    expect(await isOpen(endpoint)).toBe(true);

    child.kill('SIGKILL');
    await once(child, 'exit');

    await expect.poll(() => isOpen(endpoint), { timeout: 3_000 }).toBe(false);
    const next = await startFixture(folder.path);
    await next.stop();
  });
});
