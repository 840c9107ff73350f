import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import type { Addresses } from './address-guard.ts';

/**
 * An idle connection older than this may be dead without our knowing, a frozen function hears no
 * farewell. Services close theirs after 5 s and more, so younger ones are still good.
 */
const MAX_REST_MS = 4_000;

const pools = new Map<string, http.Agent>();
const restingSince = new WeakMap<object, number>();

/**
 * The kept-alive connections of this process. They outlive an invocation, which is the point: a new
 * TLS connection costs more than the request. Requests of a different reach never share one.
 */
export function connectionsFor(protocol: string, addresses: Addresses, maxSockets: number): http.Agent {
  const key = `${protocol} ${addresses} ${maxSockets}`;
  const known = pools.get(key);
  if (known !== undefined) return known;
  const options = { keepAlive: true, maxSockets };
  const pool = protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
  pool.on('free', (socket: Socket) => restingSince.set(socket, Date.now()));
  pools.set(key, pool);
  return pool;
}

/** Closes what has rested too long, so that a request that must not be repeated gets a live connection. */
export function dropRestedConnections(pool: http.Agent, now = Date.now()): void {
  const oldest = now - MAX_REST_MS;
  for (const socket of Object.values(pool.freeSockets).flatMap((sockets) => sockets ?? []))
    if ((restingSince.get(socket) ?? 0) < oldest) socket.destroy();
}

/** Whether a request to this host goes over a connection that is already there, resting or soon free. */
export function hasConnectionFor(pool: http.Agent, url: URL): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const host = `${url.hostname.replace(/^\[|\]$/g, '')}:${port}:`;
  const countIn = (sockets: NodeJS.ReadOnlyDict<Socket[]>): number =>
    Object.entries(sockets)
      .filter(([name]) => name.startsWith(host))
      .reduce((total, [, some]) => total + (some?.length ?? 0), 0);
  return countIn(pool.freeSockets) > 0 || countIn(pool.sockets) >= pool.maxSockets;
}
