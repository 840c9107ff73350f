import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { request, retryAfterMs, type HttpRequest } from '#shared/adapters/http-client/http-client.ts';
import { scriptedServer, type Script, type ScriptedServer } from '#test/support/scripted-server.ts';

const servers: ScriptedServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('the HTTP client', () => {
  it('tells status, headers and body, and sends what it was given', async () => {
    const server = await serve((response) =>
      response.writeHead(201, { 'X-Told': 'yes' }).end('{"привет":"мир"}'),
    );

    const result = await post(server, { body: 'тело', headers: { 'x-asked': 'so' } });

    expect(result).toMatchObject({ outcome: 'answered', status: 201, body: '{"привет":"мир"}' });
    expect(result.outcome === 'answered' && result.headers['x-told']).toBe('yes');
    expect(server.received[0]).toMatchObject({ method: 'POST', body: 'тело' });
    expect(server.received[0]?.headers).toMatchObject({ 'x-asked': 'so', 'content-length': '8' });
  });

  it('uses one connection for requests that follow each other', async () => {
    const server = await serve((response) => response.end('ok'));

    for (let count = 0; count < 3; count += 1) await post(server);

    expect(server.received.map(({ connection }) => connection)).toEqual([1, 1, 1]);
  });

  it('does not follow a redirect', async () => {
    const server = await serve((response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end());

    expect(await post(server)).toMatchObject({ outcome: 'answered', status: 302 });
    expect(server.received).toHaveLength(1);
  });

  it('says that nothing was sent where nobody listens, and where no name answers', async () => {
    const port = await freePort();

    expect(await get(`http://127.0.0.1:${port}/`)).toEqual({ outcome: 'unreachable', reason: 'refused' });
    expect(await get('not a url')).toEqual({ outcome: 'unreachable', reason: 'bad-url' });
    expect(
      await get('https://nowhere.example.com/', {
        lookup: (_name, _options, callback) =>
          callback(Object.assign(new Error('nowhere'), { code: 'ENOTFOUND' }), []),
      }),
    ).toEqual({ outcome: 'unreachable', reason: 'name-not-found' });
  });

  it('says that nothing was sent when connecting itself takes too long', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;

    const result = await get(`https://localhost:${port}/`, { connectTimeoutMs: 40 });
    silent.close();

    expect(result).toEqual({ outcome: 'unreachable', reason: 'connect-timeout' });
  });

  it('cannot tell whether a request was heeded when the answer does not come in time', async () => {
    const server = await serve(() => undefined);

    expect(await post(server, { timeoutMs: 60 })).toEqual({ outcome: 'no-answer', reason: 'timeout' });
  });

  it('counts a slowly dripping body against the same time', async () => {
    const server = await serve((response) => response.writeHead(200).write('a bit'));

    expect(await post(server, { timeoutMs: 60 })).toEqual({ outcome: 'no-answer', reason: 'timeout' });
  });

  it('cannot tell either when the connection is reset, before or in the middle of the answer', async () => {
    const before = await serve((response) => response.destroy());
    const amid = await serve((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });

    expect(await post(before)).toEqual({ outcome: 'no-answer', reason: 'reset' });
    expect(await post(amid)).toEqual({ outcome: 'no-answer', reason: 'cut-off' });
  });

  it('reads no more of a body than allowed', async () => {
    const server = await serve((response) => response.end('x'.repeat(1_000_000)));

    const result = await post(server, { maxBytes: 1_000 });

    expect(result).toMatchObject({ outcome: 'answered', status: 200, body: 'x'.repeat(1_000) });
  });

  it('tries once more when a kept connection turns out dead and repeating does no harm', async () => {
    const server = await serve((response, { connection }, count) =>
      connection === 1 && count === 2 ? response.destroy() : response.end('ok'),
    );
    await post(server, { repeatable: true });

    expect(await post(server, { repeatable: true })).toMatchObject({ outcome: 'answered', body: 'ok' });
    expect(server.received.map(({ connection }) => connection)).toEqual([1, 1, 2]);
  });

  it('does not try again what must not be done twice, nor on a fresh connection', async () => {
    const server = await serve((response, _received, count) =>
      count === 1 ? response.end('ok') : response.destroy(),
    );
    await post(server);

    expect(await post(server)).toEqual({ outcome: 'no-answer', reason: 'reset' });
    expect(await post(server, { repeatable: true })).toEqual({ outcome: 'no-answer', reason: 'reset' });
    expect(server.received).toHaveLength(3);
  });

  it('reads how long to stay away, in seconds or until a date', () => {
    const now = new Date('2026-11-23T09:00:00Z');
    const asked = (value?: string) =>
      retryAfterMs({ outcome: 'answered', status: 503, headers: { 'retry-after': value }, body: '' }, now);

    expect(asked('120')).toBe(120_000);
    expect(asked('Mon, 23 Nov 2026 09:01:00 GMT')).toBe(60_000);
    expect(asked('Mon, 23 Nov 2026 08:00:00 GMT')).toBe(0);
    expect(asked('soon')).toBeUndefined();
    expect(asked()).toBeUndefined();
  });

  it('opens a new connection only if it may, and goes over a kept one without asking', async () => {
    const server = await serve((response) => response.end());
    let asked = 0;
    let may = true;
    const mayConnect = async () => {
      asked += 1;
      return may;
    };
    expect((await post(server, { mayConnect })).outcome).toBe('answered');
    may = false;

    expect((await post(server, { mayConnect })).outcome).toBe('answered');
    expect(asked).toBe(1);
    const elsewhere = await serve((response) => response.end());
    expect(await post(elsewhere, { mayConnect })).toEqual({
      outcome: 'unreachable',
      reason: 'too-many-connections',
    });
    expect(elsewhere.received).toHaveLength(0);
  });
});

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script);
  servers.push(server);
  return server;
}

function post(server: ScriptedServer, more: Partial<HttpRequest> = {}) {
  return request({
    method: 'POST',
    url: `${server.url}/path`,
    body: '',
    timeoutMs: 2_000,
    addresses: 'loopback-too',
    ...more,
  });
}

function get(url: string, more: Partial<HttpRequest> = {}) {
  return request({ method: 'GET', url, timeoutMs: 2_000, addresses: 'loopback-too', ...more });
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = await scriptedServer(() => undefined);
  await server.stop();
  return Number(new URL(server.url).port);
}
