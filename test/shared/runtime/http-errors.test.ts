import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { httpErrors } from '#shared/runtime/http-errors.ts';
import { anHttpEvent } from '#test/functions/console/console-world.ts';
import { aContext } from '#test/support/lambda.ts';

describe('what a handler throws', () => {
  it('becomes a 500 that tells nothing, and a log line without the message', async () => {
    const { answer, logged } = await throwing(new TypeError('cannot read +79991234567'));

    expect(answer.statusCode).toBe(500);
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 500, code: 'internal-error' });
    expect(`${answer.body} ${JSON.stringify(logged)}`).not.toContain('79991234567');
    expect(logged).toMatchObject([{ error: 'TypeError', requestId: '00000000-0000-4000-8000-000000000001' }]);
  });

  it('keeps its status when it is a refusal on purpose, and is nothing to look at', async () => {
    const { answer, logged } = await throwing(Object.assign(new Error('too large'), { statusCode: 413 }));

    expect(answer.statusCode).toBe(413);
    expect(logged).toEqual([]);
  });
});

async function throwing(error: Error) {
  const logged: Record<string, unknown>[] = [];
  const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(httpErrors({ error: (_, fields) => void logged.push(fields) }))
    .handler(() => Promise.reject(error));
  return { answer: await handler(anHttpEvent('GET', '/', {}), aContext('console')), logged };
}
