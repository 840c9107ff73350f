import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startQueues } from '#cdk/local/engines/queues.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../fixture-runner.ts';

const WORK = {
  logicalId: 'Work',
  name: 'work',
  arn: 'arn:aws:sqs:eu-central-1:000000000000:work',
  attributes: {},
};

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await makeTemporaryFolder();
});
afterEach(() => folder.remove());

describe('the queues of this machine', () => {
  it('give a message again at once when whoever held it is gone with the last runner', async () => {
    const first = await startQueues(folder.path);
    first.create([WORK]);
    first.send('work', 'held');
    await first.receive(WORK.arn, 1, 0);
    await first.stop();

    const second = await startQueues(folder.path);
    second.create([WORK]);
    const received = await second.receive(WORK.arn, 1, 0);
    await second.stop();

    expect(received.map(({ message }) => [message.body, message.approximateReceiveCount])).toEqual([
      ['held', 2],
    ]);
  });
});
