import { afterEach, describe, expect, it } from 'vitest';
import { createSubmissionDetails } from '#shared/adapters/submission-details/submission-details.ts';
import { aSource } from '#test/support/a-source.ts';
import { answerJson, scriptedServer, type ScriptedServer } from '#test/support/scripted-server.ts';

const LEAD = {
  ID: '7405',
  TITLE: 'Заполнение CRM-формы',
  NAME: 'Анна',
  LAST_NAME: 'Белых',
  COMPANY_TITLE: 'ООО «Вектор»',
  POST: null,
  COMMENTS: 'Добрый день!<br>Нужен [b]расчёт[/b], 5 < 7.',
  OPPORTUNITY: '150000.00',
  CURRENCY_ID: 'RUB',
  SOURCE_ID: 'WEBFORM',
  CONTACT_ID: null,
  ORIGINATOR_ID: null,
  UTM_SOURCE: 'yandex',
  UTM_MEDIUM: null,
  PHONE: [{ VALUE: '+79991234567' }, { VALUE: '+79991234568' }],
  EMAIL: [{ VALUE: 'anna@example.ru' }],
  UF_CRM_INN: '7707083893',
  UF_CRM_1469604937: ['a', 'b', { id: 1 }],
};

let server: ScriptedServer | undefined;

afterEach(() => server?.stop());

async function fetchLead(answers: Readonly<Record<string, readonly [status: number, content: unknown]>>) {
  server = await scriptedServer((response, { path }) => {
    const [status, content] = answers[path.split('/').at(-1) ?? ''] ?? [500, {}];
    answerJson(response, status, content);
  });
  const source = aSource({
    provider: 'bitrix24',
    details: { baseUrl: `${server.url}/rest/`, tokenSecret: 't' },
  });
  const secrets = { find: async () => '/1/webhook-code/' };
  return createSubmissionDetails({ secrets, addresses: 'loopback-too' }).fetch(source, '7405', 2_000);
}

function lead(changes: Record<string, unknown> = {}) {
  return fetchLead({ 'crm.lead.get': [200, { result: { ...LEAD, ...changes } }] });
}

describe('a lead of a Bitrix24', () => {
  it('is fetched through the incoming webhook', async () => {
    await lead();

    expect(server?.received).toMatchObject([
      { method: 'POST', path: '/rest/1/webhook-code/crm.lead.get', body: '{"id":"7405"}' },
    ]);
  });

  it('is told by its fields, those with a telling name under ours', async () => {
    expect(await lead()).toEqual({
      outcome: 'found',
      entries: [
        { name: 'name', text: 'Анна Белых' },
        { name: 'phone', text: '+79991234567' },
        { name: 'phone', text: '+79991234568' },
        { name: 'email', text: 'anna@example.ru' },
        { name: 'company', text: 'ООО «Вектор»' },
        { name: 'budget', text: '150000' },
        { name: 'message', text: 'Добрый день!\nНужен расчёт, 5 < 7.' },
        { name: 'TITLE', text: 'Заполнение CRM-формы' },
        { name: 'SOURCE_ID', text: 'WEBFORM' },
        { name: 'inn', text: '7707083893' },
        { name: 'UF_CRM_1469604937', text: 'a' },
        { name: 'UF_CRM_1469604937', text: 'b' },
      ],
      attribution: { utm_source: 'yandex' },
    });
  });

  it.each([{ OPPORTUNITY: '0.00' }, { OPPORTUNITY: null }, { CURRENCY_ID: 'EUR' }])(
    'has no budget in roubles with %j',
    async (changes) => {
      const answer = await lead(changes);

      expect(answer.outcome === 'found' && answer.entries.map(({ name }) => name)).not.toContain('budget');
    },
  );

  it('is ours when our own gateway made it', async () => {
    expect(await lead({ ORIGINATOR_ID: 'lead-relay', ORIGIN_ID: 'abc' })).toEqual({ outcome: 'ours' });
    expect(await lead({ ORIGINATOR_ID: 'another', ORIGIN_ID: 'abc' })).toMatchObject({ outcome: 'found' });
  });

  it('of a known client has the contact’s name, telephone and address', async () => {
    const bare = { ...LEAD, NAME: null, LAST_NAME: null, PHONE: false, EMAIL: undefined, CONTACT_ID: '17' };
    const contact = { ID: '17', NAME: 'Вера', PHONE: [{ VALUE: '+79995550011' }], EMAIL: [] };
    const answer = await fetchLead({
      'crm.lead.get': [200, { result: bare }],
      'crm.contact.get': [200, { result: contact }],
    });

    expect(server?.received.map(({ body }) => body)).toEqual(['{"id":"7405"}', '{"id":"17"}']);
    expect(answer).toMatchObject({
      outcome: 'found',
      entries: expect.arrayContaining([
        { name: 'name', text: 'Вера' },
        { name: 'phone', text: '+79995550011' },
      ]),
    });
  });

  it('waits for its contact, and goes without one that is gone', async () => {
    const bare: readonly [number, unknown] = [
      200,
      { result: { ...LEAD, PHONE: [], EMAIL: [], CONTACT_ID: 17 } },
    ];

    expect(await fetchLead({ 'crm.lead.get': bare, 'crm.contact.get': [503, {}] })).toEqual({
      outcome: 'unavailable',
      because: 'down',
    });
    const gone = { error: '', error_description: 'Not found' };
    expect(await fetchLead({ 'crm.lead.get': bare, 'crm.contact.get': [400, gone] })).toMatchObject({
      outcome: 'found',
    });
  });

  it.each([
    [{ outcome: 'gone' }, 400, '', 'Not found'],
    [{ outcome: 'gone' }, 400, 'NOT_FOUND', 'The item was not found'],
    [{ outcome: 'unavailable', because: 'refused' }, 400, '', 'Access denied.'],
    [{ outcome: 'unavailable', because: 'refused' }, 401, 'NO_AUTH_FOUND', 'Wrong authorization data'],
    [{ outcome: 'unavailable', because: 'refused' }, 403, 'insufficient_scope', 'x'],
    [{ outcome: 'unavailable', because: 'down' }, 503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests'],
    [{ outcome: 'unavailable', because: 'down' }, 500, 'INTERNAL_SERVER_ERROR', 'x'],
    [{ outcome: 'unavailable', because: 'garbage' }, 400, '', 'ID is not defined or invalid.'],
  ])('is %j at status %i, error "%s", "%s"', async (answer, status, error, error_description) => {
    expect(await fetchLead({ 'crm.lead.get': [status, { error, error_description }] })).toEqual(answer);
  });
});
