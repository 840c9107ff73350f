import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Runner } from '#cdk/local/runner.ts';
import { makeTemporaryFolder, startFixture, type TemporaryFolder } from '../fixture-runner.ts';

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

/** Sends raw headers, which `fetch` would not let through. */
function send(path: string, headers: readonly string[], method = 'GET', body?: Buffer) {
  return new Promise<{ status: number; body: string }>((answer, fail) => {
    const sent = request(`${runner.url}${path}`, { method, headers: [...headers] }, (response) => {
      void text(response).then((content) => answer({ status: response.statusCode ?? 0, body: content }));
    });
    sent.on('error', fail).end(body);
  });
}

async function eventOf(path: string, headers: readonly string[] = [], body?: Buffer) {
  const host = ['host', `127.0.0.1:${runner.port}`];
  const length = body ? ['content-length', String(body.length)] : [];
  const answer = await send(path, [...host, ...headers, ...length], body ? 'POST' : 'GET', body);
  return JSON.parse(answer.body).event;
}

describe('the HTTP API', () => {
  it('gives a function the event of payload format 2.0', async () => {
    const event = await eventOf('/echo/a%20b/c?x=1&x=2&y=%D1%84', [
      'X-Thing',
      'one',
      'x-thing',
      'two',
      'Cookie',
      'a=1; b=2',
    ]);

    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo/{rest+}',
      rawPath: '/echo/a%20b/c',
      rawQueryString: 'x=1&x=2&y=%D1%84',
      cookies: ['a=1', 'b=2'],
      headers: { 'x-thing': 'one,two', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' },
      queryStringParameters: { x: '1,2', y: 'ф' },
      pathParameters: { rest: 'a b/c' },
      requestContext: {
        http: { method: 'GET', path: '/echo/a%20b/c', sourceIp: '127.0.0.1' },
        stage: '$default',
      },
      isBase64Encoded: false,
    });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event).not.toHaveProperty('body');
  });

  it.each([
    ['application/json', '{"имя":"Иван"}', false],
    ['application/json; charset=utf-8', '{}', false],
    ['text/plain', 'Иван', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['multipart/form-data; boundary=x', '--x--', true],
    ['application/octet-stream', 'bytes', true],
  ])(
    'sends a body of %s as text or in Base64, as API Gateway does',
    async (contentType, body, isBase64Encoded) => {
      const event = await eventOf('/echo/body', ['content-type', contentType], Buffer.from(body));

      expect(event.isBase64Encoded).toBe(isBase64Encoded);
      expect(isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body).toBe(body);
    },
  );

  it('keeps the bytes of a text that is no UTF-8', async () => {
    const cp1251 = Buffer.from([0xc8, 0xe2, 0xe0, 0xed]);

    const event = await eventOf('/echo/body', ['content-type', 'text/plain; charset=windows-1251'], cp1251);

    expect(Buffer.from(event.body, 'base64')).toEqual(cp1251);
  });

  it("passes on a function's status, headers and cookies", async () => {
    const response = await fetch(`${runner.url}/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"id":"posted"}',
    });

    expect(response.status).toBe(202);
    expect(response.headers.get('x-note')).toBe('posted');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.json()).toEqual({ id: 'posted' });
  });

  it('answers 500 for a function that fails, and says nothing about it', async () => {
    const response = await fetch(`${runner.url}/notes`, { method: 'POST', body: 'not JSON' });

    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
  });

  it('answers 404 where there is no route', async () => {
    const response = await fetch(`${runner.url}/nowhere`);

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'Not Found' });
  });

  it('refuses a body above 10 MB', async () => {
    const length = ['content-length', String(10 * 1024 * 1024 + 1)];

    const answer = await send('/notes', ['host', 'x', ...length], 'POST', Buffer.alloc(1));

    expect(answer.status).toBe(413);
  });
});

describe('what lies below /local', () => {
  const own = () => ['host', `127.0.0.1:${runner.port}`];

  it('is there for this machine', async () => {
    expect((await send('/local/queues', own())).status).toBe(200);
  });

  it.each([
    ['a name that was made to point here', () => ['host', 'evil.example']],
    ['a proxy', () => [...own(), 'x-forwarded-for', '203.0.113.9']],
    ["another site's page", () => [...own(), 'origin', 'https://evil.example']],
  ])('is hidden from %s', async (_, headers) => {
    expect((await send('/local/queues', headers())).status).toBe(404);
  });

  it('draws dashboards and alarms from the template', async () => {
    const monitoring = JSON.parse((await send('/local/monitoring', own())).body);

    expect(monitoring.dashboards).toEqual([
      { name: 'Fixture-Board', body: { widgets: [], of: 'fixture-door' } },
    ]);
    expect(monitoring.alarms[0]).toMatchObject({ name: 'Fixture/Errors' });
  });

  it('fires a schedule at once', async () => {
    expect(JSON.parse((await send('/local/schedules/clerk', own(), 'POST')).body)).toEqual([
      { outcome: 'answered', value: {} },
    ]);
  });

  it('says what it does not know', async () => {
    const answer = await send('/local/functions/nobody/kill', own(), 'POST');

    expect(answer).toEqual({ status: 400, body: '{"message":"There is no function called nobody."}' });
  });
});
