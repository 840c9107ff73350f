import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localCredentials } from '#cdk/local/engines/tables.ts';
import { type Queues, startQueues } from '#cdk/local/engines/queues.ts';
import { GivenUpMessages } from '#cdk/local/queues/given-up.ts';
import { createQueueDesk } from '#cdk/local/queues/queue-desk.ts';
import { readQueuePairs } from '#cdk/local/queues/queue-pairs.ts';
import { redriveQueue } from '#cdk/local/redrive/redrive-queue.ts';
import { sqsDeadLetters } from '#cdk/local/redrive/sqs-dead-letters.ts';
import { ACCOUNT_ID, REGION } from '#cdk/local/template/stack.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../fixture-runner.ts';

const arnOf = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:${name}`;

const DEAD = { logicalId: 'WorkDeadLetters0A1B2C3D', name: 'dead', arn: arnOf('dead'), attributes: {} };
const WORK = {
  logicalId: 'WorkQueue0A1B2C3D',
  name: 'work',
  arn: arnOf('work'),
  attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: DEAD.arn, maxReceiveCount: 5 }) },
};

let folder: TemporaryFolder;
let queues: Queues;
let client: SQSClient;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
  queues = await startQueues(folder.path);
  queues.create([DEAD, WORK]);
  client = new SQSClient({ endpoint: queues.endpoint, region: REGION, ...localCredentials() });
});
afterAll(async () => {
  client.destroy();
  await queues.stop();
  await folder.remove();
});
beforeEach(() => queues.wipe());

const bodiesOf = (name: string) => queues.look(arnOf(name)).map(({ body }) => body);

describe('dead letters in SQS', () => {
  it('go back over its API, as many as are wanted', async () => {
    const urlOf = (name: string) => `${queues.endpoint}/${ACCOUNT_ID}/${name}`;
    for (const body of ['one', 'two', 'three']) queues.send('dead', body);
    const letters = sqsDeadLetters(client, { from: urlOf('dead'), to: urlOf('work') });

    const first = await redriveQueue(letters, 2);
    const rest = await redriveQueue(letters);

    expect([first, rest]).toEqual([
      { sentBack: 2, remaining: 1 },
      { sentBack: 1, remaining: 0 },
    ]);
    expect(bodiesOf('work')).toEqual(['one', 'two', 'three']);
    expect(bodiesOf('dead')).toEqual([]);
  });

  it('stay where they are when the other queue is not there', async () => {
    queues.send('dead', 'one');
    const urls = {
      from: `${queues.endpoint}/${ACCOUNT_ID}/dead`,
      to: `${queues.endpoint}/${ACCOUNT_ID}/gone`,
    };

    const redriven = await redriveQueue(sqsDeadLetters(client, urls));

    expect(redriven).toMatchObject({ sentBack: 0, remaining: 1, failure: expect.any(String) });
    expect(bodiesOf('dead')).toEqual(['one']);
  });
});

describe('dead letters on this machine', () => {
  const open = () => {
    const pairs = readQueuePairs([DEAD, WORK]);
    const givenUp = new GivenUpMessages(pairs);
    return { givenUp, desk: createQueueDesk([DEAD, WORK], pairs, queues, givenUp) };
  };

  it('go back even while their function holds them, and those it has read already', async () => {
    const { givenUp, desk } = open();
    queues.send('dead', 'held');
    await queues.receive(DEAD.arn, 1, 0);
    queues.send('dead', 'waiting');
    givenUp.finished(DEAD.arn, 'read', new Date());

    const redriven = await desk.redrive('work');

    expect(redriven).toEqual({ queue: 'work-dead-letters', to: 'work', sentBack: 3, remaining: 0 });
    expect(bodiesOf('work').toSorted()).toEqual(['held', 'read', 'waiting']);
    expect(bodiesOf('dead')).toEqual([]);
  });

  it('are seen without being taken', () => {
    const { desk } = open();
    queues.send('dead', 'one');

    const [dead, work] = desk.views();
    desk.views();

    expect(dead).toMatchObject({ word: 'work-dead-letters', deadLettersOf: 'work', ready: 1 });
    expect(dead?.messages).toMatchObject([{ body: 'one', state: 'waiting', receives: 0 }]);
    expect(work).toMatchObject({ word: 'work', deadLetters: 'work-dead-letters', ready: 0, messages: [] });
  });

  it('of a queue nobody knows are asked for in vain', async () => {
    await expect(open().desk.redrive('nobody')).rejects.toThrow('There are: work.');
  });
});
