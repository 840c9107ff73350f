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
});
