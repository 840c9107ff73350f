import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { guardedLookup, refusalOf, type Addresses } from './address-guard.ts';
import { connectionsFor, dropRestedConnections, hasConnectionFor } from './connections.ts';

/** Connecting takes a round trip or three; past this the host is not there. */
const CONNECT_TIMEOUT_MS = 3_000;

/** Answers we read are a few kilobytes; a page of a megabyte is an error page or an attack. */
const MAX_ANSWER_BYTES = 64 * 1024;

const MAX_SOCKETS = 8;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Everything included: waiting for a connection, connecting, sending, reading, a second try. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs?: number;
  /** What the answer's body is cut to. */
  readonly maxBytes?: number;
  readonly addresses: Addresses;
  /** Whether doing it twice does no harm. Then a kept connection found dead is no failure. */
  readonly repeatable?: boolean;
  /** Connections kept to one host at most. */
  readonly maxSockets?: number;
  readonly lookup?: LookupFunction;
  /** Asked before a new connection is opened, where the other side counts those; a kept one costs nothing. */
  readonly mayConnect?: () => Promise<boolean>;
}

/**
 * How a request ended. The difference that matters is whether the other side may have acted:
 * `unreachable` was surely never sent, `no-answer` was sent or may have been.
 * Reasons are stable codes without any part of the URL, which may hold a secret.
 */
export type HttpResult =
  | HttpAnswer
  | { readonly outcome: 'unreachable'; readonly reason: string }
  | { readonly outcome: 'no-answer'; readonly reason: string };

export interface HttpAnswer {
  readonly outcome: 'answered';
  readonly status: number;
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/**
 * One HTTP exchange, never throwing for what the other side does and never following a redirect.
 *
 * Not the global `fetch`: loading it costs a cold start 50 ms, it opens more connections than it
 * needs, and it does not say whether a failed request had left us.
 */
export async function request(wanted: HttpRequest): Promise<HttpResult> {
  const url = URL.parse(wanted.url);
  if (url === null) return { outcome: 'unreachable', reason: 'bad-url' };
  const refusal = refusalOf(url, wanted.addresses);
  if (refusal !== undefined) return { outcome: 'unreachable', reason: refusal };

  const startedAt = performance.now();
  const pool = connectionsFor(url.protocol, wanted.addresses, wanted.maxSockets ?? MAX_SOCKETS);
  if (wanted.repeatable !== true) dropRestedConnections(pool);
  if (!hasConnectionFor(pool, url) && (await mayNotConnect(wanted))) return NOT_CONNECTED;
  const { result, staleConnection } = await exchange(url, wanted, wanted.timeoutMs, pool);
  const leftMs = wanted.timeoutMs - (performance.now() - startedAt);
  if (!staleConnection || wanted.repeatable !== true || leftMs <= 0) return result;
  if (await mayNotConnect(wanted)) return NOT_CONNECTED;
  return (await exchange(url, wanted, leftMs, false)).result;
}

const NOT_CONNECTED: HttpResult = { outcome: 'unreachable', reason: 'too-many-connections' };

async function mayNotConnect({ mayConnect }: HttpRequest): Promise<boolean> {
  return mayConnect !== undefined && !(await mayConnect());
}

/** How long an answer asks us to stay away, in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfterMs(answer: HttpAnswer, now: Date): number | undefined {
  const value = answer.headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now.getTime());
}

interface Exchange {
  readonly result: HttpResult;
  /** The kept connection had been closed by the other side, which therefore has not read the request. */
  readonly staleConnection: boolean;
}

function exchange(url: URL, wanted: HttpRequest, timeoutMs: number, agent: http.Agent | false) {
  return new Promise<Exchange>((resolve) => {
    const outgoing = open(url, wanted, agent);
    let connected = false;
    let answering = false;
    let connectTimer: NodeJS.Timeout | undefined;

    const end = (result: HttpResult, staleConnection = false): void => {
      clearTimeout(totalTimer);
      clearTimeout(connectTimer);
      resolve({ result, staleConnection });
    };
    const giveUp = (reasonBefore: string): void => {
      end(failure(connected, connected ? 'timeout' : reasonBefore));
      outgoing.destroy();
    };
    const totalTimer = setTimeout(() => giveUp('connect-timeout'), timeoutMs);

    outgoing.on('socket', (socket) => {
      connected = outgoing.reusedSocket;
      if (connected) return;
      const patienceMs = wanted.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
      connectTimer = setTimeout(() => giveUp('connect-timeout'), patienceMs);
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        connected = true;
        clearTimeout(connectTimer);
      });
    });
    outgoing.on('error', (error) => {
      const reason = reasonOf(error);
      end(failure(connected, reason), reason === 'reset' && outgoing.reusedSocket && !answering);
    });
    outgoing.on('response', (incoming) => {
      answering = true;
      void readAnswer(incoming, wanted.maxBytes ?? MAX_ANSWER_BYTES).then((result) => end(result));
    });
    outgoing.end(wanted.body);
  });
}

function open(url: URL, wanted: HttpRequest, agent: http.Agent | false): http.ClientRequest {
  const send = url.protocol === 'https:' ? https.request : http.request;
  const length = wanted.body === undefined ? {} : { 'content-length': Buffer.byteLength(wanted.body) };
  return send(url, {
    method: wanted.method,
    headers: { 'user-agent': 'lead-relay', ...wanted.headers, ...length },
    agent,
    lookup: guardedLookup(url, wanted.addresses, wanted.lookup),
  });
}

/** Reads a body up to a size; what is longer is cut there, and the connection with it. */
function readAnswer(incoming: http.IncomingMessage, maxBytes: number): Promise<HttpResult> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const answer = (): void => resolve(toAnswer(incoming, Buffer.concat(chunks).subarray(0, maxBytes)));
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBytes) return;
      answer();
      incoming.destroy();
    });
    incoming.on('end', answer);
    incoming.on('error', () => resolve({ outcome: 'no-answer', reason: 'cut-off' }));
    incoming.on('close', () => resolve({ outcome: 'no-answer', reason: 'cut-off' }));
  });
}

function toAnswer(incoming: http.IncomingMessage, body: Buffer): HttpAnswer {
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return {
    outcome: 'answered',
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: body.toString('utf8'),
  };
}

function failure(connected: boolean, reason: string): HttpResult {
  return { outcome: connected ? 'no-answer' : 'unreachable', reason };
}

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'name-not-found';
    case 'ECONNREFUSED':
      return 'refused';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'reset';
    default:
      return (error.code ?? 'failed').toLowerCase().replaceAll('_', '-');
  }
}
