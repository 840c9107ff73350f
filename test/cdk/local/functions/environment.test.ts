import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Runner } from '#cdk/local/runner.ts';
import { makeTemporaryFolder, startFixture, type TemporaryFolder } from '../fixture-runner.ts';

let folder: TemporaryFolder;
let runner: Runner;
beforeAll(async () => {
  process.env['SECRET_OF_THE_PARENT'] = 'nobody else sees it';
  folder = await makeTemporaryFolder();
  runner = await startFixture(folder.path, {
    overrides: { 'guinea-pig': { EXTRA: 'given' } },
    environments: { 'guinea-pig': { max: 2 } },
    secrets: { 'some-token': 'shown' },
  });
});
afterAll(async () => {
  delete process.env['SECRET_OF_THE_PARENT'];
  await runner.stop();
  await folder.remove();
});

const tell = (order: object) => runner.invoke('guinea-pig', order);

async function valueOf(order: object): Promise<unknown> {
  const result = await tell(order);
  if (result.outcome === 'failed') throw new Error(result.failure.errorMessage);
  return result.value;
}

describe('an environment of a function', () => {
  it("has the template's variables, Lambda's and the endpoints, and nothing of the runner's own", async () => {
    const environment = Object(await valueOf({ do: 'environment' }));

    expect(environment).toMatchObject({
      API_URL: runner.url,
      EXTRA: 'given',
      AWS_LAMBDA_FUNCTION_NAME: 'fixture-guinea-pig',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_ENDPOINT_URL_DYNAMODB: runner.endpoints.dynamodb,
      AWS_ACCESS_KEY_ID: 'local',
    });
    const foreign = ['PATH', 'HOME', 'NODE_ENV', 'VITEST', 'SECRET_OF_THE_PARENT', 'NOTES_TABLE'];
    expect(foreign.filter((name) => name in environment)).toEqual([]);
  });

  it('is told who it is and how much time it has', async () => {
    expect(await valueOf({ do: 'context' })).toEqual({
      remaining: expect.toSatisfy((ms: number) => ms > 500 && ms <= 1000),
      functionName: 'fixture-guinea-pig',
      arn: 'arn:aws:lambda:eu-central-1:000000000000:function:fixture-guinea-pig',
      memory: '256',
      hasRequestId: true,
    });
  });

  it('reads secrets from where Secrets Manager would be', async () => {
    expect(await valueOf({ do: 'secret' })).toMatchObject({
      'some-token': 'shown',
      fixed: 'yes',
      'signing-key': expect.stringMatching(/^[0-9a-f]{64}$/),
      'ops-token': expect.any(String),
    });
  });

  it('lives on after an error of its handler', async () => {
    await valueOf({});
    const failure = { errorType: 'TypeError', errorMessage: 'thrown on purpose' };

    expect(await tell({ do: 'throw' })).toMatchObject({ outcome: 'failed', failure });

    expect(await valueOf({})).toMatchObject({ invocations: expect.toSatisfy((count: number) => count > 1) });
  });

  it.each(['hang', 'block'])(
    'is ended when it takes too long (%s), and a new one serves the next',
    async (order) => {
      const failure = {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringContaining('timed out after 1.00 seconds'),
      };

      expect(await tell({ do: order })).toMatchObject({ outcome: 'failed', failure });

      expect(await tell({ do: 'nothing' })).toEqual({ outcome: 'answered', value: null });
    },
  );

  it.each([
    ['exit', 'Runtime.ExitError'],
    ['reject', 'RangeError'],
  ])('that goes down (%s) has failed, and a new one serves the next', async (order, errorType) => {
    expect(await tell({ do: order })).toMatchObject({ outcome: 'failed', failure: { errorType } });

    expect(await tell({ do: 'nothing' })).toEqual({ outcome: 'answered', value: null });
  });

  it('runs one invocation at a time; others get further environments, up to the maximum, or wait', async () => {
    await runner.kill('guinea-pig');

    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => valueOf({ do: 'wait', ms: 80 })));

    const counts = answers.map((answer) => Object(answer).invocations);
    expect(counts.filter((count) => count === 1).length).toBeLessThanOrEqual(2);
    expect(counts.length).toBe(6);
  });

  it('fails what it is doing when it is killed', async () => {
    await valueOf({});
    const waiting = tell({ do: 'wait', ms: 900 });

    expect(await runner.kill('guinea-pig')).toBeGreaterThan(0);

    expect(await waiting).toMatchObject({
      outcome: 'failed',
      failure: { errorMessage: 'The environment was killed' },
    });
  });

  it('has its output kept line by line, whoever writes it in how many pieces', async () => {
    await valueOf({ do: 'print', line: 'and the rest' });

    expect(runner.logs.recent('guinea-pig').map(({ line }) => line)).toContain('half a line, and the rest');
  });

  it('has the metrics in its output counted', async () => {
    const line = JSON.stringify({
      _aws: {
        CloudWatchMetrics: [
          { Namespace: 'Test', Dimensions: [['kind']], Metrics: [{ Name: 'Seen', Unit: 'Count' }] },
        ],
      },
      kind: 'note',
      Seen: [2, 3],
    });
    await valueOf({ do: 'nothing' });
    await valueOf({ do: 'print', line: `\n${line}` });

    const [metric] = runner.metrics.list({ namespace: 'Test' });

    expect(metric).toMatchObject({
      name: 'Seen',
      dimensions: { kind: 'note' },
      minutes: [{ count: 2, sum: 5, min: 2, max: 3 }],
    });
  });
});
