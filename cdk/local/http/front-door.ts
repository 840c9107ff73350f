import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Service } from '../functions/service.ts';
import type { Dimensions, MetricBook } from '../records/metric-book.ts';
import type { RouteDefinition } from '../template/definitions.ts';
import { sendMessage, sendResult } from './answer.ts';
import { readBody } from './body.ts';
import { toRequestEvent } from './request-event.ts';
import { createRouter, type Match } from './routes.ts';

/** Lambda takes no larger event from anybody who waits for the answer. */
const MAX_EVENT_BYTES = 6 * 1024 * 1024;

export type LocalHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<void>;

export interface FrontDoor {
  readonly port: number;
  readonly url: string;
  /** Opens the routes; until then everybody is asked to wait. */
  open(behind: Behind): void;
  /** Takes no further requests of the API, and settles when those under way are answered. */
  drain(): Promise<void>;
  /** Stops listening, and cuts off whoever is still there. */
  close(): Promise<void>;
}

/** What lies behind the door. */
export interface Behind {
  readonly apiId: string;
  readonly routes: readonly RouteDefinition[];
  readonly serviceOf: (arn: string) => Service;
  /** Answers below `/local`. */
  readonly local: LocalHandler;
}

interface Opened extends Behind {
  readonly router: ReturnType<typeof createRouter>;
}

/** The HTTP API, on this machine's own address only. */
export async function startFrontDoor(port: number, metrics: MetricBook): Promise<FrontDoor> {
  let opened: Opened | undefined;
  let draining = false;
  const underWay = new Set<Promise<void>>();
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    void handle(request, response).catch(() => sendMessage(response, 500, 'Internal Server Error'));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The HTTP API has no port.');

  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    open: (behind) => (opened = { ...behind, router: createRouter(behind.routes) }),
    async drain() {
      draining = true;
      await Promise.allSettled(underWay);
    },
    async close() {
      const closed = server.listening ? once(server, 'close') : Promise.resolve();
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (!opened) return void sendMessage(response, 503, 'Service Unavailable');
    if (path === '/local' || path.startsWith('/local/')) return opened.local(request, response, path);
    if (draining) return void sendMessage(response, 503, 'Service Unavailable');
    const answering = answer(opened, request, response, path, metrics).finally(() =>
      underWay.delete(answering),
    );
    underWay.add(answering);
    await answering;
  }
}

async function answer(
  { router, serviceOf, apiId }: Opened,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  metrics: MetricBook,
): Promise<void> {
  const startedAt = performance.now();
  const match = router(request.method ?? 'GET', path);
  const status = match
    ? await answerByFunction(match, apiId, serviceOf(match.route.functionArn), request, response)
    : sendMessage(response, 404, 'Not Found');
  const durationMs = performance.now() - startedAt;
  recordRequest(metrics, { ApiId: apiId, Stage: '$default' }, status, durationMs);
  if (!match) return;
  const [Method = '', Resource = ''] = match.route.routeKey.split(' ');
  recordRequest(metrics, { ApiId: apiId, Stage: '$default', Method, Resource }, status, durationMs);
}

async function answerByFunction(
  match: Match,
  apiId: string,
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const body = await readBody(request);
  if (body === 'too-large') return refuseBody(response);
  const event = toRequestEvent(request, body, match, { apiId, now: new Date() });
  if ((event.body?.length ?? 0) > MAX_EVENT_BYTES) return refuseBody(response);
  const result = await within(match.route.timeoutMs, service.invoke(event));
  return result ? sendResult(response, result) : sendMessage(response, 503, 'Service Unavailable');
}

/** The rest of the body is not read, so the connection cannot be used again. */
function refuseBody(response: ServerResponse): number {
  response.setHeader('connection', 'close');
  return sendMessage(response, 413, 'Request Entity Too Large');
}

function recordRequest(
  metrics: MetricBook,
  dimensions: Dimensions,
  status: number,
  durationMs: number,
): void {
  metrics.add('AWS/ApiGateway', 'Count', dimensions, 1);
  metrics.add('AWS/ApiGateway', '4xx', dimensions, status >= 400 && status < 500 ? 1 : 0);
  metrics.add('AWS/ApiGateway', '5xx', dimensions, status >= 500 ? 1 : 0);
  metrics.add('AWS/ApiGateway', 'Latency', dimensions, durationMs, 'Milliseconds');
}

/** The gateway stops waiting; what the function does meanwhile goes on. */
async function within<T>(timeoutMs: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((giveUp) => (timer = setTimeout(() => giveUp(undefined), timeoutMs)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}
