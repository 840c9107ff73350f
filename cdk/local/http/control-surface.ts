import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MonitoringAnswer } from '../monitoring/serve.ts';
import type { LogBook } from '../records/log-book.ts';
import type { MetricBook } from '../records/metric-book.ts';
import type { StandIns } from '../stand-ins-contract.ts';
import { parseFault } from '../stand-ins/faults.ts';
import { answerOperations, type Operations } from '../operations/serve.ts';
import { sendHtml, sendJson, sendMessage, sendSeeOther } from './answer.ts';
import { readBody } from './body.ts';
import type { LocalHandler } from './front-door.ts';

const STAND_INS = '/local/stand-ins';

/** What can be seen and tried on this machine and has no counterpart in the cloud. */
export interface Controls extends Operations {
  readonly standIns: StandIns;
  readonly metrics: MetricBook;
  readonly logs: LogBook;
  functions(): unknown;
  monitoring(): unknown;
  /** Dashboards and alarms as pages; nothing for a path that is none of theirs. */
  monitoringPage(path: string, query: URLSearchParams): MonitoringAnswer | undefined;
  wipeQueues(name: string): void;
  fireSchedule(name: string): Promise<unknown>;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  kill(functionName: string): Promise<number>;
}

type Action = (controls: Controls, name: string, request: IncomingMessage, query: URLSearchParams) => unknown;

const ACTIONS: readonly (readonly [method: string, path: RegExp, action: Action])[] = [
  ['GET', /^\/local\/deliveries$/, ({ standIns }) => standIns.deliveries()],
  ['GET', /^\/local\/faults$/, ({ standIns }) => standIns.faults()],
  [
    'POST',
    /^\/local\/faults$/,
    async ({ standIns }, _, request) => setFault(standIns, await readJson(request)),
  ],
  ['DELETE', /^\/local\/queues\/([^/]+)\/messages$/, (controls, name) => controls.wipeQueues(name)],
  ['POST', /^\/local\/schedules\/([^/]+)$/, (controls, name) => controls.fireSchedule(name)],
  ['GET', /^\/local\/functions$/, (controls) => ({ functions: controls.functions() })],
  [
    'POST',
    /^\/local\/functions\/([^/]+)\/invocations$/,
    async (controls, name, request) => controls.invoke(name, await readJson(request)),
  ],
  [
    'POST',
    /^\/local\/functions\/([^/]+)\/kill$/,
    async (controls, name) => ({ killed: await controls.kill(name) }),
  ],
  [
    'GET',
    /^\/local\/metrics$/,
    ({ metrics }, _name, _request, query) => ({
      metrics: metrics.list({
        namespace: query.get('namespace') ?? undefined,
        name: query.get('name') ?? undefined,
        minutes: toNumber(query.get('minutes')),
      }),
    }),
  ],
  [
    'GET',
    /^\/local\/logs$/,
    ({ logs }, _name, _request, query) => ({
      lines: logs.recent(query.get('function') ?? undefined, toNumber(query.get('limit'))),
    }),
  ],
  ['GET', /^\/local\/monitoring$/, (controls) => controls.monitoring()],
];

/** Answers what lies below `/local`: for people and pages on this machine, and for nobody else. */
export function controlSurface(controls: Controls): LocalHandler {
  return async (request, response, path) => {
    if (!isFromThisMachine(request)) return void sendMessage(response, 404, 'Not Found');
    if (path === STAND_INS || path.startsWith(`${STAND_INS}/`)) {
      return controls.standIns.handle(request, response, path.slice(STAND_INS.length) || '/');
    }
    await act(controls, request, response, path);
  };
}

function setFault(standIns: StandIns, body: unknown): unknown {
  const wish = parseFault(body);
  if (!wish)
    throw new Error(
      'A fault is {"target": "crm", "mode": "down", "times": 3}, with ms or status where they apply.',
    );
  standIns.setFault(wish.target, wish.fault);
  return standIns.faults();
}

async function act(
  controls: Controls,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const query = new URL(request.url ?? '/', 'http://local').searchParams;
  const shown = request.method === 'GET' ? controls.monitoringPage(path, query) : undefined;
  if (shown)
    return void ('html' in shown ? sendHtml(response, shown.html) : sendJson(response, 200, shown.json));
  if (await operate(controls, request, response, { path, query })) return;
  for (const [method, pattern, action] of ACTIONS) {
    const match = method === request.method ? pattern.exec(path) : null;
    if (!match) continue;
    try {
      const value = await action(controls, decodeURIComponent(match[1] ?? ''), request, query);
      return void sendJson(response, 200, value ?? { outcome: 'done' });
    } catch (error) {
      return void sendMessage(response, 400, error instanceof Error ? error.message : String(error));
    }
  }
  sendMessage(response, 404, 'Not Found');
}

/** The pages of queues and of trouble. False for a request that is for neither. */
async function operate(
  controls: Controls,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: { readonly path: string; readonly query: URLSearchParams },
): Promise<boolean> {
  const { method = 'GET', headers } = request;
  const asked = { method, path, query, headers, body: () => readFields(request) };
  const answer = await answerOperations(asked, controls);
  if (answer === undefined) return false;
  if (answer.cookie !== undefined) response.setHeader('set-cookie', answer.cookie);
  if ('html' in answer) sendHtml(response, answer.html);
  else if ('seeOther' in answer) sendSeeOther(response, answer.seeOther);
  else sendJson(response, answer.status, answer.json);
  return true;
}

/**
 * The port is open to this machine only, but a proxy may publish it, and any page in a browser may send to it.
 * So a request must name this machine as its host, have passed no proxy, and come from no other site's page.
 */
function isFromThisMachine({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return false;
  if (headers['x-forwarded-for'] ?? headers['forwarded'] ?? headers['via']) return false;
  if (headers['sec-fetch-site'] === 'cross-site') return false;
  return headers.origin === undefined || headers.origin === `http://${host}`;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request);
  if (body === 'too-large') throw new Error('The body is too large.');
  return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
}

/** Fields of a form, or an object of JSON: curl calls that a form as well. */
async function readFields(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request);
  if (body === 'too-large') throw new Error('The body is too large.');
  const text = body.toString('utf8').trim();
  return text.startsWith('{') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
}

function toNumber(text: string | null): number | undefined {
  const number = Number(text ?? NaN);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
