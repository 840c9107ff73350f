import { afterEach, describe, expect, it } from 'vitest';
import { CheckoRegistry } from '#shared/adapters/checko/checko-registry.ts';
import {
  answerJson,
  scriptedServer,
  type Script,
  type ScriptedServer,
} from '#test/support/scripted-server.ts';

const KEY = 'a-very-secret-key';
const NOW = new Date('2026-11-23T09:00:00.000Z');
const IN_FIVE_MINUTES = '2026-11-23T09:05:00.000Z';
const MIDNIGHT = '2026-11-23T21:00:00.000Z';
const COMPANY = { country: 'RU', id: '7799123455' };
const TRADER = { country: 'RU', id: '779912345644' };
const OK = { status: 'ok', today_request_count: 1 };

const RECORD = {
  ОГРН: '1157799000017',
  ИНН: COMPANY.id,
  КПП: '779901001',
  НаимСокр: 'ООО "ТЕСТ-АЛЬФА"',
  НаимПолн: 'ОБЩЕСТВО "ТЕСТ-АЛЬФА"',
  ДатаРег: '2015-02-05',
  Статус: { Код: '001', Наим: 'Действует' },
  Регион: { Код: '77', Наим: 'Москва' },
  ОКВЭД: { Код: '62.01', Наим: 'Разработка' },
  СЧР: 59,
  Контакты: { Тел: ['+74950000001'] },
};

const servers: ScriptedServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('asking Checko', () => {
  it('asks for a company by INN, with the key in the address alone', async () => {
    const server = await serve((response) => answerJson(response, 200, { data: RECORD, meta: OK }));

    expect(await ask(server)).toEqual({
      outcome: 'found',
      counterparty: {
        outcome: 'found',
        status: 'active',
        name: 'ООО "ТЕСТ-АЛЬФА"',
        type: 'legal',
        inn: COMPANY.id,
        kpp: '779901001',
        ogrn: '1157799000017',
        region: 'RU-MOW',
        okved: '62.01',
        registeredOn: '2015-02-05',
        employees: 59,
        branch: false,
        checkedAt: NOW.toISOString(),
        registry: 'checko',
        stale: false,
      },
    });
    expect(server.received).toMatchObject([
      { method: 'GET', path: `/v2/company?key=${KEY}&inn=${COMPANY.id}`, body: '' },
    ]);
  });

  it('asks for a sole trader elsewhere, and leaves out what nobody knows', async () => {
    const data = { ОГРНИП: '324779900000010', ИНН: TRADER.id, ФИО: 'Тестова Мария', СЧР: null, Регион: 7 };
    const server = await serve((response) => answerJson(response, 200, { data, meta: OK }));

    expect(await ask(server, TRADER)).toEqual({
      outcome: 'found',
      counterparty: {
        outcome: 'found',
        status: 'unknown',
        name: 'ИП Тестова Мария',
        type: 'individual',
        inn: TRADER.id,
        ogrn: '324779900000010',
        checkedAt: NOW.toISOString(),
        registry: 'checko',
        stale: false,
      },
    });
    expect(server.received[0]?.path).toMatch(/^\/v2\/entrepreneur\?/);
  });

  it.each([
    [{ Код: '001', Наим: 'Действует' }, 'active'],
    [{ Код: '101', Наим: 'Находится в стадии ликвидации' }, 'liquidating'],
    [{ Код: '105', Наим: 'Принято решение о предстоящем исключении недействующего лица' }, 'liquidating'],
    [{ Код: '407', Наим: 'Исключено из ЕГРЮЛ' }, 'liquidated'],
    [{ Код: null, Наим: 'Не действует' }, 'liquidated'],
    [{ Наим: 'Деятельность прекращена' }, 'liquidated'],
    [{ Наим: 'Действует, открыто конкурсное производство' }, 'bankrupt'],
    [{ Код: '117', Наим: null }, 'bankrupt'],
    [{ Код: '124', Наим: 'Находится в процессе реорганизации' }, 'reorganizing'],
    [{ Код: '999', Наим: 'Приостановлено' }, 'unknown'],
    [null, 'unknown'],
  ])('reads the state %j as %s', async (Статус, status) => {
    const server = await serve((response) =>
      answerJson(response, 200, { data: { ...RECORD, Статус }, meta: OK }),
    );

    expect(await ask(server)).toMatchObject({ counterparty: { status } });
  });

  it.each([
    ['an empty record', 200, { data: {}, meta: OK }],
    ['a record of somebody else', 200, { data: { ...RECORD, ИНН: '7707083893' }, meta: OK }],
    [
      'an error that says so',
      404,
      { data: {}, meta: { status: 'error', message: 'Организация не найдена' } },
    ],
  ])('finds nobody in %s', async (_what, status, body) => {
    const server = await serve((response) => answerJson(response, status, body));

    expect(await ask(server)).toEqual({ outcome: 'not-found' });
  });

  it.each([
    ['a spent quota', 200, said('Превышен суточный лимит запросов'), 'quota-spent', MIDNIGHT],
    ['a spent quota as 403', 403, said('Превышен суточный лимит запросов'), 'quota-spent', MIDNIGHT],
    ['nothing left to pay with', 402, 'Payment required', 'quota-spent', MIDNIGHT],
    ['a wrong key', 200, said('Неверный ключ API'), 'misconfigured', IN_FIVE_MINUTES],
    ['a refusal', 403, '<html>', 'misconfigured', IN_FIVE_MINUTES],
    ['a wrong address', 404, '<html>', 'misconfigured', IN_FIVE_MINUTES],
    ['too many requests', 429, '', 'unavailable', '2026-11-23T09:00:30.000Z'],
    ['an error of its own', 200, said('Внутренняя ошибка'), 'unavailable', undefined],
    ['HTML with status 200', 200, '<html>', 'unavailable', undefined],
    ['a page of a gateway', 502, '<html>', 'unavailable', undefined],
    ['something else in JSON', 200, '[1]', 'unavailable', undefined],
  ])('takes %s for what it is', async (_what, status, body, because, retryAt) => {
    const server = await serve((response) => answerJson(response, status, body));

    expect(await ask(server)).toEqual({
      outcome: 'unavailable',
      because,
      ...(retryAt === undefined ? {} : { retryAt }),
    });
  });

  it.each([
    ['hangs', () => undefined, 'slow'],
    ['cuts the line', (response) => response.destroy(), 'unavailable'],
    [
      'repeats the address in its error',
      (response, { path }) => answerJson(response, 500, said(`failed: ${path}`)),
      'unavailable',
    ],
  ] satisfies [string, Script, string][])(
    'never gives the key away when it %s',
    async (_how, script, because) => {
      const server = await serve(script);

      const answer = await ask(server, COMPANY, 150);

      expect(server.received[0]?.path).toContain(KEY);
      expect(answer).toMatchObject({ outcome: 'unavailable', because });
      expect(JSON.stringify(answer)).not.toContain(KEY);
    },
  );

  it('never gives the key away when nobody listens, or the address is wrong', async () => {
    const server = await scriptedServer(() => undefined);
    await server.stop();
    for (const baseUrl of [server.url, 'http://no such host', 'ftp://example.org']) {
      const answer = await new CheckoRegistry({ ...settings(server), baseUrl }).ask(COMPANY, 500);

      expect(answer).toMatchObject({ outcome: 'unavailable' });
      expect(JSON.stringify(answer)).not.toContain(KEY);
    }
  });

  it('asks nobody without a key, without time, or about what it does not know', async () => {
    const server = await serve((response) => answerJson(response, 200, { data: RECORD, meta: OK }));
    const keyless = new CheckoRegistry({ ...settings(server), key: async () => undefined });
    const failing = new CheckoRegistry({ ...settings(server), key: () => Promise.reject(new Error('no')) });

    expect(await keyless.ask(COMPANY, 500)).toEqual({ outcome: 'not-asked', because: 'misconfigured' });
    expect(await failing.ask(COMPANY, 500)).toEqual({ outcome: 'not-asked', because: 'unavailable' });
    expect(await ask(server, COMPANY, 5)).toEqual({ outcome: 'not-asked', because: 'slow' });
    expect(await ask(server, { country: 'GB', id: '00445790' })).toMatchObject({ outcome: 'not-asked' });
    expect(server.received).toHaveLength(0);
  });
});

function said(message: string) {
  return { data: {}, meta: { status: 'error', message } };
}

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script);
  servers.push(server);
  return server;
}

function settings(server: ScriptedServer) {
  return { baseUrl: `${server.url}/`, key: async () => KEY, now: () => NOW };
}

function ask(server: ScriptedServer, company = COMPANY, timeoutMs = 1_000) {
  return new CheckoRegistry(settings(server)).ask(company, timeoutMs);
}
