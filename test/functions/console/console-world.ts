import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { consoleHandler, routesOf } from '#functions/console/handler.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import { CLOSED_CIRCUIT } from '#shared/domain/circuit.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Policy, ScoreStep } from '#shared/domain/policy.ts';
import type { Rep, Team } from '#shared/domain/team.ts';
import type { OfferLinks } from '#shared/ports/offer-links.ts';
import type { RepLinks } from '#shared/ports/rep-links.ts';
import type { Settings } from '#shared/ports/settings.ts';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { aSource } from '#test/support/a-source.ts';
import { InMemoryCounterparties } from '#test/support/in-memory-counterparties.ts';
import { expectDescribed } from '#test/support/described.ts';
import { found } from '#test/support/intake-world.ts';
import { InMemoryErasures } from '#test/support/in-memory-erasures.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemoryReportBook } from '#test/support/in-memory-report-book.ts';
import { InMemoryReplayBook } from '#test/support/in-memory-replay-book.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { InMemoryShadowBook } from '#test/support/in-memory-shadow-book.ts';
import { aContext } from '#test/support/lambda.ts';
import { recordingTools } from '#test/support/recording-tools.ts';

export const OPS_TOKEN = 'ops-token-of-the-test';
export const HEAD_TOKEN = 'head-token-of-the-test';
export const AUTHORIZED = { authorization: `Bearer ${OPS_TOKEN}` };
export const BROWSER = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'ru' };
export const FORM = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' };
export const JSON_BODY = { accept: 'application/json', 'content-type': 'application/json' };

const TOKENS: Readonly<Record<string, string>> = { 'ops-token': OPS_TOKEN, 'head-token': HEAD_TOKEN };

const ALWAYS: Condition = { op: 'known', path: 'lead.kind' };

export const POLICY: Policy = {
  version: 3,
  counterpartyCheck: {
    registry: 'dadata',
    baseUrl: 'http://127.0.0.1:9',
    tokenSecret: 'dadata',
    timeoutMs: 900,
    uncheckedWaitsMinutes: 0,
  },
  duplicates: { windowHours: 168, by: ['inn', 'phone', 'email'] },
  rejections: [
    {
      code: 'region-not-served',
      when: ALWAYS,
      text: { ru: 'Регион не обслуживаем', en: 'We do not serve the region' },
    },
    {
      code: 'company-liquidated',
      when: ALWAYS,
      text: { ru: 'Компания ликвидирована', en: 'The company is liquidated' },
    },
    { code: 'too-small', when: ALWAYS, text: { ru: 'Заказ слишком мал', en: 'The order is too small' } },
  ],
  score: [
    {
      code: 'budget',
      cap: 30,
      steps: [aStep('over-a-million', 25, 'Бюджет больше миллиона', 'Budget over a million')],
    },
    {
      code: 'authority',
      cap: 25,
      steps: [aStep('decides', 25, 'Пишет тот, кто решает', 'Writes who decides')],
    },
    { code: 'need', cap: 25, steps: [aStep('names-product', 22, 'Назван продукт', 'Names a product')] },
    {
      code: 'timeline',
      cap: 20,
      steps: [aStep('soon', 20, 'Нужно в течение месяца', 'Needed within a month')],
    },
  ],
  grades: [
    { grade: 'A', from: 70 },
    { grade: 'B', from: 40 },
    { grade: 'C', from: 0 },
  ],
};

export const TEAM: Team = {
  version: 2,
  reps: [
    aRep('olga', 'Ольга Ким'),
    aRep('pavel', 'Павел Орлов'),
    aRep('ivan', 'Иван Лебедев'),
    aRep('head', 'Мария Новак'),
  ],
  pools: [
    {
      id: 'everybody',
      strategy: 'weighted',
      members: [
        { rep: 'olga', weight: 1 },
        { rep: 'pavel', weight: 1 },
        { rep: 'ivan', weight: 1 },
      ],
    },
  ],
  supervisor: 'head',
  acceptMinutes: { A: 30, B: 60, C: 120 },
};

export const SETTINGS: Settings = {
  sources: {
    version: 1,
    sources: [aSource({ id: 'main-site' }), aSource({ id: 'mango', provider: 'mango', kind: 'call' })],
  },
  policy: { ...POLICY, version: 4, rejections: [] },
  team: TEAM,
  destinations: { version: 1, publicUrl: 'http://127.0.0.1:9', destinations: [] },
};

/** Links that can be read: `{leadId}~{attempt}`. */
const PLAIN_LINKS: OfferLinks = {
  tokenFor: async (leadId, offerAttempt) => `${leadId}~${offerAttempt}`,
  parse: async (token) => {
    const [, leadId, attempt] = /^([\w-]+)~(\d+)$/.exec(token) ?? [];
    return leadId === undefined ? undefined : { leadId, offerAttempt: Number(attempt) };
  },
};

/** Links that can be read: `rep~{id}`. */
const PLAIN_REP_LINKS: RepLinks = {
  tokenFor: async (rep) => `rep~${rep}`,
  parse: async (token) => /^rep~([\w-]+)$/.exec(token)?.[1],
};

class MovableClock {
  moment: Date;

  constructor(moment: string) {
    this.moment = new Date(moment);
  }

  now(): Date {
    return this.moment;
  }
}

export interface World {
  readonly leads: InMemoryLeads;
  readonly clock: MovableClock;
  readonly woken: string[];
  readonly logged: string[];
  /** Lines that ask nobody to look. */
  readonly told: string[];
  readonly ask: (method: string, url: string, request?: Request) => Promise<HttpAnswer & { body: string }>;
  /** `GET /console`, as the handler lists them. */
  readonly routes: readonly string[];
  /** What a browser of the head of sales shows after signing in, or that of ops: the cookie it was given. */
  readonly signIn: (token?: string) => Promise<Record<string, string>>;
}

interface Request {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Overrides = Partial<Parameters<typeof consoleHandler>[0]>;

/** The console's handler over plain doubles, at 09:10 on the day the example leads arrive. */
export function consoleWorld(leads: readonly Lead[] = [], overrides: Overrides = {}): World {
  const table = new InMemoryLeads(leads);
  const clock = new MovableClock('2026-11-23T09:10:00.000Z');
  const woken: string[] = [];
  const logged: string[] = [];
  const told: string[] = [];
  const dependencies: Parameters<typeof consoleHandler>[0] = {
    leads: table,
    book: table,
    clients: table,
    roster: table,
    held: table,
    erasures: new InMemoryErasures(table),
    settings: new InMemorySettings(SETTINGS),
    archive: new InMemorySettingsArchive({ ...SETTINGS, policy: POLICY }),
    assignments: { send: async (leadId, reason) => void woken.push(`assignments ${leadId} ${reason}`) },
    handoffs: { send: async (leadId, reason) => void woken.push(`handoffs ${leadId} ${reason}`) },
    replays: new InMemoryReplayBook(() => clock.now()),
    replayQueue: { send: async (replayId) => void woken.push(`replays ${replayId}`) },
    shadow: new InMemoryShadowBook(),
    simulation: async () => ({
      phones: new LibPhoneNumbers(),
      cache: new InMemoryCounterparties(),
      registryFor: () => ({ find: async ({ id }) => found(id) }),
    }),
    circuits: { read: async () => CLOSED_CIRCUIT },
    reports: new InMemoryReportBook(() => table.all()),
    terms: { hash: async (kind, value) => `${kind}=${value}` },
    links: PLAIN_LINKS,
    repLinks: PLAIN_REP_LINKS,
    secrets: { find: async (name) => TOKENS[name] },
    clock,
    pause: async () => undefined,
    cards: async () => ({ find: async () => ({ outcome: 'not-ours' }) }),
    log: {
      error: (event, fields) => void logged.push(`${event} ${JSON.stringify(fields)}`),
      info: (event, fields) => void told.push(`${event} ${JSON.stringify(fields)}`),
    },
    meter: recordingTools().meter,
    ...overrides,
  };
  const handler = consoleHandler(dependencies);
  const ask: World['ask'] = async (method, url, request = {}) => {
    const answer = await handler(anHttpEvent(method, url, request), aContext('console'));
    expectDescribed(method, new URL(url, 'http://localhost').pathname, answer);
    return { ...answer, body: answer.body ?? '' };
  };
  return {
    leads: table,
    clock,
    woken,
    logged,
    told,
    ask,
    routes: routesOf(dependencies).map(([method, path]) => `${method} ${path}`),
    signIn: async (token = HEAD_TOKEN) => sessionOf(ask, token),
  };
}

async function sessionOf(ask: World['ask'], token: string): Promise<Record<string, string>> {
  const { cookies } = await ask('POST', '/console/sign-in', { headers: FORM, body: `token=${token}` });
  return { ...BROWSER, cookie: (cookies?.[0] ?? '').split(';')[0] ?? '' };
}

/** What API Gateway makes of a request, payload format 2.0. */
export function anHttpEvent(
  method: string,
  url: string,
  { headers = {}, body }: Request,
): APIGatewayProxyEventV2 {
  const { pathname, search } = new URL(url, 'http://localhost');
  const { cookie, ...others } = headers;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { host: 'leads.example.com', 'x-forwarded-proto': 'https', ...others },
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'leads.example.com',
      domainPrefix: 'leads',
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '23/Nov/2026:09:10:00 +0000',
      timeEpoch: 0,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}

function aStep(code: string, points: number, ru: string, en: string): ScoreStep {
  return { code, when: ALWAYS, points, text: { ru, en } };
}

function aRep(id: string, name: string): Rep {
  const hours = {
    timeZone: 'Europe/Moscow',
    week: { mon: [{ fromMinute: 540, toMinute: 1080 }] },
    daysOff: [],
  };
  return { id, name, hours, capacity: 5, active: true, accounts: {} };
}
