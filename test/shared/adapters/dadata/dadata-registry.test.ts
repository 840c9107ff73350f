import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { DadataRegistry } from '#shared/adapters/dadata/dadata-registry.ts';
import type { RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import {
  answerJson,
  scriptedServer,
  type Script,
  type ScriptedServer,
} from '#test/support/scripted-server.ts';

const FIXTURES = new URL('../../../fixtures/dadata/', import.meta.url);
const NOW = new Date('2026-11-23T09:00:00.000Z');
const KEY = 'a-very-secret-key';

interface Fixture {
  readonly question: { readonly query: string; readonly kpp?: string };
  readonly response: { readonly status: number; readonly headers: object; readonly body: unknown };
  readonly fault?: string;
}

interface Facts {
  readonly [fact: string]: unknown;
  /** Facts nobody knows: not there at all, rather than zero. */
  readonly absent?: readonly string[];
}

/** What a recorded answer says of the company, as far as it matters. */
const EXPECTED: Readonly<Record<string, Facts>> = {
  '01-active-llc-max': {
    status: 'active',
    type: 'legal',
    name: 'ООО "ТЕСТ-АЛЬФА"',
    inn: '7799123455',
    kpp: '779901001',
    ogrn: '1157799000017',
    region: 'RU-MOW',
    employees: 59,
    revenueRub: 89_500_000,
    registeredOn: '2015-02-05',
    branch: false,
    stale: false,
    checkedAt: NOW.toISOString(),
  },
  '02-active-llc-free': { status: 'active', kpp: '779901001', absent: ['employees', 'revenueRub'] },
  '03-liquidated-llc': { status: 'liquidated' },
  '04-bankrupt-ao': { status: 'bankrupt', revenueRub: 1_200_000 },
  '06-reorganizing': { status: 'reorganizing' },
  '07-individual-entrepreneur': {
    status: 'active',
    type: 'individual',
    absent: ['kpp', 'branch'],
    ogrn: '324779900000010',
    name: 'ИП Тестова Мария Игоревна',
  },
  '08-individual-closed': { status: 'liquidated', type: 'individual' },
  '09-branch-by-kpp': {
    status: 'active',
    branch: true,
    kpp: '380843001',
    region: 'RU-IRK',
    absent: ['registeredOn', 'okved'],
  },
  '10-main-and-branches': { branch: false, kpp: '779901001', employees: 12_000 },
  '13-tiny-company': { status: 'active', employees: 1, registeredOn: '2026-08-20', absent: ['revenueRub'] },
  '14-foreign-branch': { status: 'active', type: 'legal', inn: '9909123454', ogrn: '10234567890' },
  '17-huge-key-account': { employees: 62_000, revenueRub: 1_250_000_000_000 },
  '17b-real-sberbank-free': {
    status: 'active',
    kpp: '773601001',
    ogrn: '1027700132195',
    region: 'RU-MOW',
    registeredOn: '1991-06-20',
  },
};

const NOT_FOUND: readonly string[] = ['12-not-found'];

const UNAVAILABLE: Readonly<Record<string, string>> = {
  'e200-no-suggestions': 'unavailable',
  'e400-bad-json': 'misconfigured',
  'e401-no-token': 'misconfigured',
  'e404-bad-path': 'misconfigured',
  'e405-get': 'misconfigured',
  'e429-rate': 'unavailable',
  'e500-internal': 'unavailable',
  'e502-html': 'unavailable',
  'e503-unavailable': 'unavailable',
  'e-timeout': 'slow',
};

const servers: ScriptedServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('asking DaData', () => {
  it('has an expectation for every recorded answer', () => {
    const recorded = readdirSync(FIXTURES).map((file) => file.replace(/\.json$/, ''));
    const expected = [...Object.keys(EXPECTED), ...NOT_FOUND, ...Object.keys(UNAVAILABLE)];

    expect(recorded.sort()).toEqual(expected.sort());
  });

  it.each(Object.entries(EXPECTED))('understands %s', async (name, { absent = [], ...facts }) => {
    const answer = await askRecorded(name);

    expect(answer).toMatchObject({ outcome: 'found', counterparty: { outcome: 'found', ...facts } });
    expect(answer.outcome === 'found' && Object.keys(answer.counterparty)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(`^(${absent.join('|')})$`)]),
    );
  });

  it.each(NOT_FOUND)('understands %s', async (name) => {
    expect(await askRecorded(name)).toEqual({ outcome: 'not-found' });
  });

  it.each(Object.entries(UNAVAILABLE))('takes %s for %s', async (name, because) => {
    expect(await askRecorded(name)).toEqual({ outcome: 'unavailable', because });
  });

  it('takes a refused key for a spent quota, which looks the same', async () => {
    const message = "Feature 'SUGGESTIONS' disabled for token";
    const server = await serve((response) =>
      answerJson(response, 403, { family: 'CLIENT_ERROR', reason: 'Forbidden', message }),
    );

    expect(await ask(server)).toEqual({ outcome: 'unavailable', because: 'quota-spent' });
  });

  it.each([
    ['HTML with status 200', (response) => response.end('<html>busy</html>')],
    ['a reset connection', (response) => response.destroy()],
    [
      'a body cut off',
      (response) => response.writeHead(200, { 'content-length': '99' }).write('{', () => response.destroy()),
    ],
    ['something else in JSON', (response) => answerJson(response, 200, '[1,2]')],
  ] satisfies [string, Script][])('takes %s for unavailable', async (_what, script) => {
    const server = await serve(script);

    expect(await ask(server)).toEqual({ outcome: 'unavailable', because: 'unavailable' });
  });

  it('is unavailable, and quickly so, where nobody listens', async () => {
    const server = await scriptedServer(() => undefined);
    await server.stop();

    expect(await ask(server)).toEqual({ outcome: 'unavailable', because: 'unavailable' });
  });

  it('asks for the head office by INN, with the key in the header alone', async () => {
    const server = await serve((response) => answerJson(response, 200, { suggestions: [] }));

    await ask(server, '7707083893');

    const [asked] = server.received;
    expect(asked?.path).toBe('/rs/findById/party');
    expect(asked?.headers.authorization).toBe(`Token ${KEY}`);
    expect(JSON.parse(asked?.body ?? '')).toEqual({ query: '7707083893', branch_type: 'MAIN', count: 20 });
  });

  it('asks by INN and KPP first, and by INN alone when that is not in the registry', async () => {
    const server = await serve((response, _received, count) =>
      answerJson(
        response,
        200,
        count === 1 ? { suggestions: [] } : recorded('01-active-llc-max').response.body,
      ),
    );

    const answer = await ask(server, '7799123455', '770000001');

    expect(answer).toMatchObject({ outcome: 'found', counterparty: { kpp: '779901001' } });
    expect(server.received.map(({ body }) => JSON.parse(body))).toEqual([
      { query: '7799123455', kpp: '770000001', count: 20 },
      { query: '7799123455', branch_type: 'MAIN', count: 20 },
    ]);
  });

  it('takes a branch’s age, staff and money from its head office, and its place from itself', async () => {
    const server = await serve((response, _received, count) =>
      answerJson(
        response,
        200,
        recorded(count === 1 ? '09-branch-by-kpp' : '10-main-and-branches').response.body,
      ),
    );

    const answer = await ask(server, '7799777779', '380843001');

    expect(answer).toMatchObject({
      outcome: 'found',
      counterparty: {
        branch: true,
        kpp: '380843001',
        region: 'RU-IRK',
        registeredOn: '2002-08-16',
        employees: 12_000,
        revenueRub: 51_000_000_000,
      },
    });
  });

  it('knows what it knows of a branch when the head office is not told in time', async () => {
    const server = await serve((response, _received, count) =>
      count === 1 ? answerJson(response, 200, recorded('09-branch-by-kpp').response.body) : undefined,
    );

    const answer = await ask(server, '7799777779', '380843001', 120);

    expect(answer).toMatchObject({ outcome: 'found', counterparty: { branch: true, region: 'RU-IRK' } });
  });

  it('gives both questions together no more time than it was given', async () => {
    const server = await serve((response, _received, count) => {
      if (count === 1) setTimeout(() => answerJson(response, 200, { suggestions: [] }), 60);
    });
    const startedAt = performance.now();

    const answer = await ask(server, '7799123455', '770000001', 120);

    expect(answer).toEqual({ outcome: 'unavailable', because: 'slow' });
    expect(performance.now() - startedAt).toBeLessThan(400);
  });

  it('prefers the open record of a sole trader who had closed and began anew', async () => {
    const record = (status: string, ogrn: string) => ({
      value: 'ИП Снова',
      data: { inn: '779912345644', type: 'INDIVIDUAL', ogrn, state: { status } },
    });
    const server = await serve((response) =>
      answerJson(response, 200, { suggestions: [record('LIQUIDATED', '1'), record('ACTIVE', '2')] }),
    );

    expect(await ask(server, '779912345644')).toMatchObject({
      counterparty: { status: 'active', ogrn: '2' },
    });
  });

  it('finds nothing in a record of somebody else', async () => {
    const server = await serve((response) =>
      answerJson(response, 200, recorded('01-active-llc-max').response.body),
    );

    expect(await ask(server, '7707083893')).toEqual({ outcome: 'not-found' });
  });

  it.each([
    [{ status: 'SUSPENDED', code: null }, 'unknown'],
    [{ status: 'SUSPENDED', code: '113' }, 'bankrupt'],
    [{ status: null, code: '407' }, 'liquidated'],
    [{ status: null, code: '112' }, 'active'],
    [{ code: '129' }, 'reorganizing'],
    [{ code: '105' }, 'liquidating'],
    [null, 'unknown'],
  ])('reads the state %j as %s', async (state, status) => {
    const server = await serve((response) =>
      answerJson(response, 200, { suggestions: [{ value: 'X', data: { inn: '7707083893', state } }] }),
    );

    expect(await ask(server, '7707083893')).toMatchObject({ counterparty: { status, name: 'X' } });
  });

  it('leaves out a fact of an unheard-of shape and keeps the rest', async () => {
    const data = { inn: '7707083893', employee_count: 'many', finance: [], okved: '62.01', name: 7 };
    const server = await serve((response) => answerJson(response, 200, { suggestions: [{ data }, null] }));

    const answer = await ask(server, '7707083893');

    expect(answer).toMatchObject({ counterparty: { okved: '62.01', name: '7707083893', type: 'legal' } });
    expect(answer.outcome === 'found' && 'employees' in answer.counterparty).toBe(false);
  });

  it('is misconfigured without a key and unavailable without the store of keys, and asks nobody', async () => {
    const server = await serve((response) => answerJson(response, 200, { suggestions: [] }));
    const without = new DadataRegistry({ ...settings(server), token: async () => undefined });
    const failing = new DadataRegistry({
      ...settings(server),
      token: async () => Promise.reject(new Error('no store')),
    });

    expect(await without.find('7707083893', undefined, 500)).toMatchObject({ because: 'misconfigured' });
    expect(await failing.find('7707083893', undefined, 500)).toMatchObject({ because: 'unavailable' });
    expect(server.received).toHaveLength(0);
  });
});

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script);
  servers.push(server);
  return server;
}

function settings(server: ScriptedServer) {
  return { baseUrl: `${server.url}/rs/`, token: async () => KEY, now: () => NOW };
}

function ask(server: ScriptedServer, inn = '7707083893', kpp?: string, timeoutMs = 1_000) {
  return new DadataRegistry(settings(server)).find(inn, kpp, timeoutMs);
}

function recorded(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));
}

async function askRecorded(name: string): Promise<RegistryAnswer> {
  const { question, response: said, fault } = recorded(name);
  const server = await serve((response) => {
    if (fault === 'timeout') return;
    response.writeHead(said.status, { ...said.headers });
    response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
  });
  return ask(server, question.query, question.kpp, fault === 'timeout' ? 100 : 1_000);
}
