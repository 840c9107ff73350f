import { afterEach, describe, expect, it } from 'vitest';
import { DadataRegistry, type OwnLimits } from '#shared/adapters/dadata/dadata-registry.ts';
import type { Asked } from '#shared/adapters/registries/registry-client.ts';
import { InMemoryKeys } from '#test/support/in-memory-circuits.ts';
import {
  ANSWERED_AT,
  FOUND,
  NOT_FOUND,
  UNAVAILABLE,
  patienceMs,
  recordedExchange,
  recordedNames,
} from '#test/support/registry-fixtures.ts';
import {
  answerJson,
  scriptedServer,
  type Script,
  type ScriptedServer,
} from '#test/support/scripted-server.ts';

const KEY = 'a-very-secret-key';
const QUOTA = {
  family: 'CLIENT_ERROR',
  reason: 'Forbidden',
  message: "Feature 'SUGGESTIONS' disabled for token",
};

const servers: ScriptedServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('asking DaData', () => {
  it('has an expectation for every recorded answer', () => {
    const expected = [...Object.keys(FOUND), ...NOT_FOUND, ...Object.keys(UNAVAILABLE)];

    expect([...recordedNames()].sort()).toEqual(expected.sort());
  });

  it.each(Object.entries(FOUND))('understands %s', async (name, { absent = [], ...facts }) => {
    const answer = await askRecorded(name);

    expect(answer).toMatchObject({ outcome: 'found', counterparty: { outcome: 'found', ...facts } });
    for (const fact of absent) expect(answer).not.toHaveProperty(`counterparty.${fact}`);
  });

  it.each(NOT_FOUND)('finds nobody in %s', async (name) => {
    expect(await askRecorded(name)).toEqual({ outcome: 'not-found' });
  });

  it.each(Object.entries(UNAVAILABLE))('takes %s for what it is', async (name, { fault: _, ...why }) => {
    expect(await askRecorded(name)).toEqual({ outcome: 'unavailable', ...why });
  });

  it('takes a refusal of a key that has worked for a spent quota, until midnight in Moscow', async () => {
    const server = await serve((response, _received, count) =>
      count === 1 ? answerJson(response, 200, { suggestions: [] }) : answerJson(response, 403, QUOTA),
    );
    const registry = new DadataRegistry(settings(server));

    expect(await registry.ask(COMPANY, 1_000)).toEqual({ outcome: 'not-found' });
    expect(await registry.ask(COMPANY, 1_000)).toEqual({
      outcome: 'unavailable',
      because: 'quota-spent',
      retryAt: '2026-11-23T21:00:00.000Z',
    });
  });

  it('takes a refusal of a key that never worked for a wrong key, also when nobody knows', async () => {
    const server = await serve((response) => answerJson(response, 403, QUOTA));
    const forgetful = { hasWorked: down, noteWorked: down };
    const wrong = {
      outcome: 'unavailable',
      because: 'misconfigured',
      retryAt: '2026-11-23T09:05:00.000Z',
    };

    expect(await ask(server)).toEqual(wrong);
    const registry = new DadataRegistry({ ...settings(server), keys: forgetful });
    expect(await registry.ask(COMPANY, 1_000)).toEqual(wrong);
  });

  it('notes that a key works by a fingerprint that does not hold the key', async () => {
    const server = await serve((response) => answerJson(response, 200, { suggestions: [] }));
    const keys = new InMemoryKeys();

    await new DadataRegistry({ ...settings(server), keys }).ask(COMPANY, 1_000);

    expect([...keys.worked]).toEqual([expect.stringMatching(/^dadata#[0-9a-f]{12}$/)]);
  });

  it.each([
    ['5', '2026-11-23T09:00:05.000Z'],
    ['0', '2026-11-23T09:00:01.000Z'],
    ['86400', '2026-11-23T09:10:00.000Z'],
    ['Mon, 23 Nov 2026 09:00:30 GMT', '2026-11-23T09:00:30.000Z'],
    ['soon', '2026-11-23T09:00:10.000Z'],
  ])('stays away after too many requests as long as asked to, within reason: %s', async (wanted, retryAt) => {
    const server = await serve((response) => answerJson(response, 429, QUOTA, { 'retry-after': wanted }));

    expect(await ask(server)).toEqual({ outcome: 'unavailable', because: 'unavailable', retryAt });
  });

  it.each([
    ['requests', { mayAsk: async () => false, mayConnect: async () => true }],
    ['connections', { mayAsk: async () => true, mayConnect: async () => false }],
  ] satisfies [string, OwnLimits][])('asks nothing beyond its own limit of %s', async (_what, limits) => {
    const server = await serve((response) => answerJson(response, 200, { suggestions: [] }));

    const answer = await new DadataRegistry({ ...settings(server), limits }).ask(COMPANY, 1_000);

    expect(answer).toEqual({ outcome: 'not-asked', because: 'slow' });
    expect(server.received).toHaveLength(0);
  });

  it('counts the connections it opens, not the questions it asks', async () => {
    const server = await serve((response) => answerJson(response, 200, { suggestions: [] }));
    let asked = 0;
    let opened = 0;
    const limits: OwnLimits = {
      mayAsk: async () => (asked += 1) > 0,
      mayConnect: async () => (opened += 1) > 0,
    };
    const registry = new DadataRegistry({ ...settings(server), limits });

    for (let one = 0; one < 3; one += 1) await registry.ask({ ...COMPANY, kpp: '770001001' }, 1_000);

    expect({ asked, opened }).toEqual({ asked: 6, opened: 1 });
    expect(new Set(server.received.map(({ connection }) => connection))).toEqual(new Set([1]));
  });

  it('knows Russian companies only', async () => {
    const server = await serve((response) => answerJson(response, 200, { suggestions: [] }));
    const registry = new DadataRegistry(settings(server));

    expect(await registry.ask({ country: 'KZ', id: '140440031745' }, 1_000)).toEqual({
      outcome: 'not-asked',
      because: 'misconfigured',
    });
    expect(server.received).toHaveLength(0);
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
        count === 1 ? { suggestions: [] } : recordedExchange('01-active-llc-max').response.body,
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
        recordedExchange(count === 1 ? '09-branch-by-kpp' : '10-main-and-branches').response.body,
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
      count === 1 ? answerJson(response, 200, recordedExchange('09-branch-by-kpp').response.body) : undefined,
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
      answerJson(response, 200, recordedExchange('01-active-llc-max').response.body),
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

    expect(await without.ask(COMPANY, 500)).toMatchObject({
      because: 'misconfigured',
    });
    expect(await failing.ask(COMPANY, 500)).toMatchObject({
      because: 'unavailable',
    });
    expect(server.received).toHaveLength(0);
  });
});

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script);
  servers.push(server);
  return server;
}

const COMPANY = { country: 'RU', id: '7707083893' };

async function down(): Promise<never> {
  throw new Error('down');
}

function settings(server: ScriptedServer) {
  return {
    baseUrl: `${server.url}/rs/`,
    token: async () => KEY,
    now: () => ANSWERED_AT,
    keys: new InMemoryKeys(),
  };
}

function ask(server: ScriptedServer, inn = '7707083893', kpp?: string, timeoutMs = 1_000) {
  const company = { country: 'RU', id: inn, ...(kpp === undefined ? {} : { kpp }) };
  return new DadataRegistry(settings(server)).ask(company, timeoutMs);
}

/** The recorded answer, byte for byte, to whatever is asked. */
async function askRecorded(name: string): Promise<Asked> {
  const { question, response: said, fault } = recordedExchange(name);
  const server = await serve((response) => {
    if (fault === 'timeout') return;
    response.writeHead(said.status, { ...said.headers });
    response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
  });
  return ask(server, question.query, question.kpp, patienceMs(name));
}
