import { afterEach, describe, expect, it, vi } from 'vitest';
import { SqsWorkQueue, createSqsClient } from '#shared/adapters/sqs/work-queue.ts';
import { parseWorkMessage } from '#shared/contracts/work-message.ts';
import {
  answerJson,
  scriptedServer,
  type Script,
  type ScriptedServer,
} from '#test/support/scripted-server.ts';

const LEAD_ID = '0123456789abcdef01234567';

let server: ScriptedServer;
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

async function queueBehind(script: Script): Promise<SqsWorkQueue> {
  server = await scriptedServer(script);
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', server.url);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  return new SqsWorkQueue(createSqsClient(), `${server.url}/000000000000/assignments`);
}

describe('a queue of work', () => {
  it('carries an id and a reason, and nothing else', async () => {
    const queue = await queueBehind((response) => answerJson(response, 200, { MessageId: '1' }));

    await queue.send(LEAD_ID, 'qualified');

    expect(server.received).toHaveLength(1);
    const { QueueUrl, MessageBody, ...others } = JSON.parse(server.received[0]?.body ?? '');
    expect(QueueUrl).toBe(`${server.url}/000000000000/assignments`);
    expect(parseWorkMessage(MessageBody)).toEqual({ v: 1, leadId: LEAD_ID, reason: 'qualified' });
    expect(others).toEqual({});
  });

  it('lets a message wait a moment where it is told to', async () => {
    const queue = await queueBehind((response) => answerJson(response, 200, { MessageId: '1' }));

    await queue.send(LEAD_ID, 'swept', 6);

    expect(JSON.parse(server.received[0]?.body ?? '')).toMatchObject({ DelaySeconds: 6 });
  });

  it('is tried once more when it fails, and then it is the sweep’s', async () => {
    const queue = await queueBehind((response) => answerJson(response, 503, {}));

    await expect(queue.send(LEAD_ID, 'qualified')).rejects.toThrow();
    expect(server.received).toHaveLength(2);
  });

  it('takes the message when it is well again at the second try', async () => {
    const queue = await queueBehind((response, _received, count) =>
      answerJson(response, count === 1 ? 500 : 200, { MessageId: '1' }),
    );

    await queue.send(LEAD_ID, 'qualified');

    expect(server.received).toHaveLength(2);
  });
});
