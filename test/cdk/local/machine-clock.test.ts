import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MachineClock } from '#cdk/local/machine-clock.ts';
import type { Runner } from '#cdk/local/runner.ts';
import { makeTemporaryFolder, startFixture, type TemporaryFolder } from './fixture-runner.ts';

const HOUR_MS = 3_600_000;

let folder: TemporaryFolder;
let runner: Runner;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
  runner = await startFixture(folder.path, { clock: new MachineClock() });
});
afterAll(async () => {
  await runner.stop();
  await folder.remove();
});

describe('time that was made to pass', () => {
  it('has passed for the functions that run already', async () => {
    const before = await tellTime();
    runner.passTime(HOUR_MS);
    const after = await tellTime();

    expect(Math.round((after.now - before.now) / HOUR_MS)).toBe(1);
    expect(Math.abs(after.made - after.now)).toBeLessThan(1_000);
    expect(after.past).toBe('1970-01-01T00:00:00.000Z');
  });

  it('has passed for messages, which are older by it', () => {
    runner.send('unread', '{}');
    runner.passTime(HOUR_MS);

    const [unread] = runner.queues().filter(({ name }) => name === 'unread');
    expect(Math.round((unread?.oldestSeconds ?? 0) / 60)).toBe(60);
  });

  it('has passed for the metrics: what was counted before is an hour old', async () => {
    await tellTime();
    runner.passTime(HOUR_MS);
    await tellTime();

    const [invocations] = runner.metrics.list({ name: 'Invocations' });
    const times = (invocations?.minutes ?? []).map(({ at }) => Date.parse(at));
    expect(Math.round(((times.at(-1) ?? 0) - (times.at(-2) ?? 0)) / 60_000)).toBe(60);
  });
});

it('passes by itself where no clock was given that can be put ahead', async () => {
  const other = await makeTemporaryFolder();
  const real = await startFixture(other.path);

  expect(() => real.passTime(HOUR_MS)).toThrow('real time');
  await real.stop();
  await other.remove();
});

async function tellTime() {
  const result = await runner.invoke('guinea-pig', { do: 'tell-time' });
  if (result.outcome === 'failed') throw new Error(result.failure.errorMessage);
  return result.value as { readonly now: number; readonly made: number; readonly past: string };
}
