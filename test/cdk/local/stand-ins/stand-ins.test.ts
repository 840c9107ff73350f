import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStandIns } from '#cdk/local/stand-ins/index.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

let outside: StandInServer;

beforeEach(async () => {
  outside = await standInServer(undefined, () => new Date('2026-11-23T09:00:00.000Z'));
});

afterEach(() => outside.stop());

describe('the stand-in of the registry', () => {
  it('knows a described company, its branches by KPP, and says who answers', async () => {
    const head = await askRegistry({ query: '7799777779', branch_type: 'MAIN' });
    const branch = await askRegistry({ query: '7799777779', kpp: '380843001' });
    const all = await askRegistry({ query: '7799777779' });

    expect(head.headers.get('x-stand-in')).toBe('dadata');
    expect(await companies(head)).toMatchObject([{ kpp: '779901001', branch_type: 'MAIN' }]);
    expect(await companies(branch)).toMatchObject([{ kpp: '380843001', branch_type: 'BRANCH' }]);
    expect(await companies(all)).toHaveLength(4);
    expect(outside.deliveries().registry).toEqual({ asked: 3 });
  });

  it.each([
    ['7707083893', 'ACTIVE', 'ПАО СБЕРБАНК'],
    ['7736207543', 'ACTIVE', 'ООО "ЯНДЕКС"'],
    ['5099543210', 'LIQUIDATED', 'ООО "ТЕСТ-БЫЛО"'],
    ['6699123450', 'BANKRUPT', 'АО "ТЕСТ-БАНКРОТ"'],
    ['7899333336', 'REORGANIZING', 'ООО "ТЕСТ-ПРИСОЕДИНЕНИЕ"'],
    ['779912345644', 'ACTIVE', 'ИП Тестова Мария Игоревна'],
    ['349900000194', 'LIQUIDATED', 'ИП Закрытов Семён Львович'],
    ['3499555552', 'ACTIVE', 'ООО "ТЕСТ-МИКРО"'],
  ])('knows %s as %s %s', async (query, status, name) => {
    expect(await companies(await askRegistry({ query }))).toMatchObject([
      { state: { status }, name: { short_with_opf: name } },
    ]);
  });

  it('makes up a company for any other valid INN, always the same, in the region of the INN', async () => {
    const [first] = await companies(await askRegistry({ query: '5406123450' }));
    const [again] = await companies(await askRegistry({ query: '5406123450' }));

    expect(first).toMatchObject({
      inn: '5406123450',
      state: { status: 'ACTIVE' },
      address: { data: { region_iso_code: 'RU-NVS' } },
    });
    expect(again).toEqual(first);
  });

  it.each(['3499000173', '5406123455', '0000000000', '500100732259', 'ООО Ромашка'])(
    'finds nothing under %s',
    async (query) => {
      expect(await companies(await askRegistry({ query }))).toEqual([]);
    },
  );

  it('refuses as the real one does: no key, not a POST, elsewhere, not JSON', async () => {
    const path = '/registry/suggestions/api/4_1/rs/findById/party';

    expect((await call(path, '{"query":"1"}')).status).toBe(401);
    expect((await call(path, undefined, { authorization: 'Token x' })).status).toBe(405);
    expect((await call(`${path}y`, '{}', { authorization: 'Token x' })).status).toBe(404);
    expect((await call(path, '{', { authorization: 'Token x' })).status).toBe(400);
  });
});

describe('the stand-in of the CRM', () => {
  it('adds, finds and changes a card, and shows it as it stands', async () => {
    const fields = { title: 'Заявка', originatorId: 'lead-relay', originId: 'lead-1', assignedById: 17 };
    const filter = { '=originatorId': 'lead-relay', '=originId': 'lead-1' };

    expect(await crm('crm.item.list', { filter })).toMatchObject({ result: { items: [] }, total: 0 });
    expect(await crm('crm.item.add', { fields })).toMatchObject({ result: { item: { id: 1 } } });
    expect(await crm('crm.item.list', { filter, select: ['id'] })).toMatchObject({
      result: { items: [{ id: 1 }] },
    });
    expect(await crm('crm.item.list', { filter: { originId: 'lead-2' } })).toMatchObject({ total: 0 });
    await crm('crm.item.update', { id: 1, fields: { assignedById: 23 } });

    expect(outside.deliveries().crm).toEqual([
      {
        receivedAt: '2026-11-23T09:00:00.000Z',
        id: 1,
        fields: { ...fields, assignedById: 23 },
        updates: [{ receivedAt: '2026-11-23T09:00:00.000Z', fields: { assignedById: 23 } }],
        comments: [],
      },
    ]);
  });

  it('says what is wrong in the words of the real one', async () => {
    expect(await crm('crm.item.update', { id: 9, fields: {} })).toMatchObject({ error: 'NOT_FOUND' });
    expect(await crm('crm.item.delete', { id: 9 })).toMatchObject({ error: 'ERROR_METHOD_NOT_FOUND' });
    expect((await call('/bitrix24/rest/crm.item.add', '{}')).status).toBe(401);
  });
});

describe('the stand-ins of the messenger and of a receiver of webhooks', () => {
  it('keep what they were sent', async () => {
    await call('/telegram/bot1:token/sendMessage', JSON.stringify({ chat_id: 7, text: 'Привет' }));
    await call('/webhook', '{"type":"lead.assigned"}', { 'webhook-id': 'msg_1' });
    await call('/webhook?again', '{"type":"lead.assigned"}', { 'webhook-id': 'msg_1' });

    expect(outside.deliveries().messenger).toMatchObject([{ messageId: 1, chatId: '7', text: 'Привет' }]);
    expect(outside.deliveries().webhook).toMatchObject([
      { webhookId: 'msg_1', repeated: false, body: { type: 'lead.assigned' } },
      { webhookId: 'msg_1', repeated: true },
    ]);
  });

  it('refuse a message that is too long or goes to nobody', async () => {
    const send = (message: object) => call('/telegram/bot1:token/sendMessage', JSON.stringify(message));

    expect((await send({ chat_id: '7', text: 'x'.repeat(4_097) })).status).toBe(400);
    expect((await send({ text: 'x' })).status).toBe(400);
    expect(outside.deliveries().messenger).toEqual([]);
  });
});

describe('all stand-ins', () => {
  it('remember what they received over a restart, a torn last line aside', async () => {
    await crm('crm.item.add', { fields: { title: 'one' } });
    await call('/telegram/bot1:token/sendMessage', JSON.stringify({ chat_id: 7, text: 'one' }));
    await call('/webhook', '{}', { 'webhook-id': 'msg_1' });
    appendFileSync(join(outside.dataDir, 'stand-ins', 'messenger.jsonl'), '{"receivedAt":"2026');

    const restarted = createStandIns({ dataDir: outside.dataDir });

    expect(restarted.deliveries()).toEqual({ ...outside.deliveries(), registry: { asked: 0 } });
    await restarted.clear();
    expect(createStandIns({ dataDir: outside.dataDir }).deliveries()).toMatchObject({
      crm: [],
      messenger: [],
      webhook: [],
    });
  });

  it('fail as told and as often as told', async () => {
    outside.setFault('messenger', { mode: 'refusing', status: 429, times: 2 });
    const send = () => call('/telegram/bot1:token/sendMessage', '{"chat_id":7,"text":"x"}');

    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([429, 429, 200]);
    expect(outside.faults().messenger).toEqual({ mode: 'ok' });
  });

  it('can be down, and can do their work without anybody hearing of it', async () => {
    const send = () => call('/webhook', '{}', { 'webhook-id': 'msg_1' });
    outside.setFault('webhook', { mode: 'down', times: 1 });
    await expect(send()).rejects.toThrow();
    expect(outside.deliveries().webhook).toEqual([]);

    outside.setFault('webhook', { mode: 'lose-answer', times: 1 });
    await expect(send()).rejects.toThrow();
    expect(outside.deliveries().webhook).toHaveLength(1);
    expect((await send()).status).toBe(204);
  });

  it('lose the answer to a new card, not to the search before it', async () => {
    outside.setFault('crm', { mode: 'lose-answer', times: 1 });

    expect(await crm('crm.item.list', {})).toMatchObject({ total: 0 });
    await expect(crm('crm.item.add', { fields: {} })).rejects.toThrow();
    expect(outside.deliveries().crm).toHaveLength(1);
  });

  it('can talk garbage, and can be slow', async () => {
    outside.setFault('registry', { mode: 'garbage', times: 1 });
    expect(await (await askRegistry({ query: '7707083893' })).text()).toContain('<html>');

    outside.setFault('registry', { mode: 'slow', ms: 60, times: 1 });
    const startedAt = performance.now();
    await askRegistry({ query: '7707083893' });
    expect(performance.now() - startedAt).toBeGreaterThan(55);
  });

  it('let go of whoever still waits when they are closed', async () => {
    outside.setFault('registry', { mode: 'slow', ms: 600_000 });
    const waiting = askRegistry({ query: '7707083893' });
    const ended = expect(waiting).rejects.toThrow();
    await outside.close();

    await ended;
  });

  it('are nobody under an unknown name', async () => {
    expect((await call('/amocrm', '{}')).status).toBe(404);
  });
});

function call(path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${outside.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

function askRegistry(question: object): Promise<Response> {
  return call('/registry/suggestions/api/4_1/rs/findById/party', JSON.stringify(question), {
    authorization: 'Token any',
  });
}

async function companies(response: Response): Promise<readonly unknown[]> {
  const { suggestions }: { suggestions: readonly { data: unknown }[] } = await response.json();
  return suggestions.map(({ data }) => data);
}

async function crm(method: string, parameters: object): Promise<unknown> {
  const response = await call(
    `/bitrix24/rest/1/code/${method}`,
    JSON.stringify({ entityTypeId: 1, ...parameters }),
  );
  return response.json();
}
