import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDefinitions } from '#cdk/local/template/definitions.ts';
import { createStack } from '#cdk/local/template/stack.ts';
import { readTemplate } from '#cdk/local/template/template.ts';
import { FIXTURE, makeTemporaryFolder, type TemporaryFolder } from '../fixture-runner.ts';

let folder: TemporaryFolder;
beforeEach(async () => (folder = await makeTemporaryFolder()));
afterEach(() => folder.remove());

const addresses = { api: 'http://api', queues: 'http://queues' };

async function definitionsOf(resources: object) {
  await writeFile(join(folder.path, 'Some.template.json'), JSON.stringify({ Resources: resources }));
  return readDefinitions(createStack(await readTemplate(folder.path), addresses));
}

describe('a synthesized stack', () => {
  it('gives every function its code, its limits and the values its environment refers to', async () => {
    const { functions } = readDefinitions(createStack(await readTemplate(FIXTURE), addresses));

    expect(functions.find(({ name }) => name === 'door')).toMatchObject({
      functionName: 'fixture-door',
      folder: join(FIXTURE, 'asset.aaa1'),
      handler: 'index.handler',
      timeoutMs: 5000,
      memoryMb: 256,
      variables: { NOTES_TABLE: 'Fixture-Notes', NOTES_QUEUE_URL: 'http://queues/000000000000/Fixture-Todo' },
    });
  });

  it('gives its queues, mappings, routes and schedules', async () => {
    const { queues, eventSources, routes, schedules } = readDefinitions(
      createStack(await readTemplate(FIXTURE), addresses),
    );

    const todo = queues.find(({ logicalId }) => logicalId === 'Todo');
    expect(JSON.parse(todo?.attributes['RedrivePolicy'] ?? '')).toEqual({
      deadLetterTargetArn: queues.find(({ logicalId }) => logicalId === 'DeadNotes')?.arn,
      maxReceiveCount: 2,
    });
    expect(eventSources[0]).toMatchObject({ batchSize: 5, maxConcurrency: 2, reportsFailedItems: true });
    expect(routes.map(({ routeKey }) => routeKey)).toEqual([
      'POST /notes',
      'GET /notes/{id}',
      'ANY /echo/{rest+}',
    ]);
    expect(schedules[0]).toMatchObject({ everyMs: 60_000 });
  });

  it('with a resource nobody has thought about is refused, and type and logical id are named', async () => {
    const resources = { Stream1234: { Type: 'AWS::Kinesis::Stream' }, Role: { Type: 'AWS::IAM::Role' } };

    await expect(definitionsOf(resources)).rejects.toThrow('AWS::Kinesis::Stream (Stream1234)');
  });

  it('leaves out a resource whose condition does not hold', async () => {
    await writeFile(
      join(folder.path, 'Some.template.json'),
      JSON.stringify({
        Conditions: { Never: { 'Fn::Equals': [1, 2] } },
        Resources: { Queue: { Type: 'AWS::SQS::Queue', Condition: 'Never' } },
      }),
    );

    const { queues } = readDefinitions(createStack(await readTemplate(folder.path), addresses));

    expect(queues).toEqual([]);
  });

  it('does every day what is due at an hour of every day', async () => {
    const Properties = { ScheduleExpression: 'cron(30 0 * * ? *)', Targets: [] };
    const { schedules } = await definitionsOf({ Nightly: { Type: 'AWS::Events::Rule', Properties } });

    expect(schedules).toMatchObject([{ logicalId: 'Nightly', everyMs: 86_400_000 }]);
  });

  it('with a schedule that is neither a rate nor daily is refused by name', async () => {
    const Properties = { ScheduleExpression: 'cron(0 9 ? * MON-FRI *)', Targets: [] };

    await expect(definitionsOf({ Daily: { Type: 'AWS::Events::Rule', Properties } })).rejects.toThrow(
      'Daily',
    );
  });

  it('with a function of another runtime is refused by name', async () => {
    const Properties = { Runtime: 'python3.13', Handler: 'a.b', Code: { S3Key: 'x.zip' } };

    await expect(definitionsOf({ Snake: { Type: 'AWS::Lambda::Function', Properties } })).rejects.toThrow(
      'Snake',
    );
  });

  it('that is not there is asked for in a sentence', async () => {
    await expect(readTemplate(folder.path)).rejects.toThrow('There is no synthesized stack');
  });
});
