import { describe, expect, it } from 'vitest';
import { connectionsFor, dropRestedConnections } from '#shared/adapters/http-client/connections.ts';
import { request } from '#shared/adapters/http-client/http-client.ts';
import { scriptedServer } from '#test/support/scripted-server.ts';

describe('kept connections', () => {
  it('are closed before a request that must not be repeated, once they may be dead', async () => {
    const server = await scriptedServer((response) => response.end('ok'));
    const pool = connectionsFor('http:', 'loopback-too', 3);
    const ask = () =>
      request({
        method: 'POST',
        url: server.url,
        timeoutMs: 1_000,
        addresses: 'loopback-too',
        maxSockets: 3,
        repeatable: true,
      });

    await ask();
    dropRestedConnections(pool, Date.now() + 1_000);
    await ask();
    dropRestedConnections(pool, Date.now() + 60_000);
    await ask();
    await server.stop();

    expect(server.received.map(({ connection }) => connection)).toEqual([1, 1, 2]);
  });

  it('are not shared between requests of a different reach', () => {
    const open = connectionsFor('https:', 'loopback-too', 3);

    expect(connectionsFor('https:', 'loopback-too', 3)).toBe(open);
    expect(connectionsFor('https:', 'public-only', 3)).not.toBe(open);
  });
});
