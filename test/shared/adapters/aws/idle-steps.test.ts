import { afterEach, describe, expect, it, vi } from 'vitest';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { createSqsClient } from '#shared/adapters/sqs/work-queue.ts';
import { answerJson, scriptedServer, type ScriptedServer } from '#test/support/scripted-server.ts';

let server: ScriptedServer;
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

async function startServer(answer: object): Promise<void> {
  server = await scriptedServer((response) => answerJson(response, 200, answer));
  vi.stubEnv('AWS_ENDPOINT_URL', server.url);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
}

// The steps go by the SDK's own names for them, which its next version may change.
describe('a client without idle steps', () => {
  it('is the one for the table: it names no user agent, and signs and reads as ever', async () => {
    await startServer({ Item: { pk: { S: 'a' } } });

    const answer = await createDynamoDbClient().send(
      new GetItemCommand({ TableName: 'Leads', Key: { pk: { S: 'a' } } }),
    );

    expect(answer.Item).toEqual({ pk: { S: 'a' } });
    expect(server.received[0]?.headers['user-agent']).toBeUndefined();
    expect(server.received[0]?.headers['x-amz-user-agent']).toBeUndefined();
    expect(server.received[0]?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=test/);
  });

  it('is the one for the queues, too', async () => {
    await startServer({ MessageId: '1' });

    const answer = await createSqsClient().send(
      new SendMessageCommand({ QueueUrl: `${server.url}/0/q`, MessageBody: '{}' }),
    );

    expect(answer.MessageId).toBe('1');
    expect(server.received[0]?.headers['user-agent']).toBeUndefined();
  });

  it('keeps no log of requests and answers', async () => {
    await startServer({});
    const steps = [createDynamoDbClient(), createSqsClient()].flatMap(({ middlewareStack }) =>
      middlewareStack.identify(),
    );

    expect(steps.filter((step) => /logger|userAgent/i.test(step))).toEqual([]);
    expect(steps.some((step) => /signing/i.test(step))).toBe(true);
  });
});
