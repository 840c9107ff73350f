import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Runner } from '#cdk/local/runner.ts';
import {
  makeTemporaryFolder,
  postNote,
  readState,
  startFixture,
  type TemporaryFolder,
} from '../fixture-runner.ts';

/** The fixture's messages come back after one second, and die of the second failure. */
const QUIET_LIMIT_MS = 6_000;

let folder: TemporaryFolder;
let runner: Runner;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
  runner = await startFixture(folder.path);
});
afterAll(async () => {
  await runner.stop();
  await folder.remove();
});

describe('a queue with a function behind it', () => {
  it('gets back what was given up, when somebody says so', async () => {
    runner.send('DeadNotes', '{"id":"late"}');
    await runner.whenQuiet(QUIET_LIMIT_MS);
    expect(await readState(runner, 'late')).toBe('dead');

    const redriven = await post('/local/queues/Todo/redrive', {});
    await runner.whenQuiet(QUIET_LIMIT_MS);

    expect(redriven).toMatchObject({ sentBack: 1, remaining: 0 });
    expect(await readState(runner, 'late')).toBe('done');
  });

  it('has its messages worked on, failing ones again, and hopeless ones as dead letters', async () => {
    const notes = [
      { id: 'fine' },
      { id: 'second-try', then: 'fail-once' },
      { id: 'hopeless', then: 'fail' },
      { id: 'thrown', then: 'throw' },
    ];
    for (const note of notes) expect((await postNote(runner, note)).status).toBe(202);

    await runner.whenQuiet(QUIET_LIMIT_MS);

    const states = await Promise.all(notes.map(({ id }) => readState(runner, id)));
    expect(states).toEqual(['done', 'done', 'dead', 'dead']);
    expect(runner.queues().every(({ ready, inFlight }) => ready + inFlight === 0)).toBe(true);
  });

  it('can be wiped', async () => {
    runner.send('unread', '{}');
    expect(runner.queues().find(({ name }) => name === 'unread')).toMatchObject({ ready: 1 });

    runner.wipeQueues('unread');

    expect(runner.queues().find(({ name }) => name === 'unread')).toMatchObject({ ready: 0 });
  });

  it('gets messages twice while that is switched on', async () => {
    const before = invocationsOf('fixture-worker');
    await post('/local/trouble', { switch: 'queues:duplicate', times: 1 });

    runner.send('Todo', '{"id":"twice"}');
    await runner.whenQuiet(QUIET_LIMIT_MS);
    runner.send('Todo', '{"id":"once"}');
    await runner.whenQuiet(QUIET_LIMIT_MS);

    expect(invocationsOf('fixture-worker') - before).toBe(3);
    expect(await Promise.all(['twice', 'once'].map((id) => readState(runner, id)))).toEqual(['done', 'done']);
  });
});

async function post(path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${runner.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
}

function invocationsOf(name: string): number {
  return runner.metrics
    .list({ namespace: 'AWS/Lambda', name: 'Invocations' })
    .filter(({ dimensions }) => Object.values(dimensions).includes(name))
    .reduce((sum, each) => sum + each.minutes.reduce((all, minute) => all + minute.sum, 0), 0);
}
