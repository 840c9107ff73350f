import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSubmissionDetails } from '#shared/adapters/submission-details/submission-details.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import { readFields } from '#shared/domain/submission-fields.ts';
import { sortEntries } from '#shared/intake/form/sort-entries.ts';
import { aSource } from '#test/support/a-source.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

let outside: StandInServer;

beforeEach(async () => {
  outside = await standInServer();
});

afterEach(() => outside.stop());

const phones = new LibPhoneNumbers();

function fetchFrom(provider: string, ref: string) {
  const baseUrl = `${outside.url}/form-services`;
  const source = aSource({ provider, details: { baseUrl, tokenSecret: 'token' } });
  const secrets = { find: async () => '1/demo-webhook-code' };
  return createSubmissionDetails({ secrets, addresses: 'loopback-too' }).fetch(source, ref, 2_000);
}

async function readLead(provider: string, ref: string) {
  const answer = await fetchFrom(provider, ref);
  if (answer.outcome !== 'found') throw new Error(`${provider} answered ${answer.outcome}`);
  const { fields } = sortEntries(answer.entries, aSource({ provider }));
  return readFields(fields, {
    region: 'RU',
    mandatory: ['name', 'phone', 'email', 'company', 'inn'],
    parsePhone: (text, region) => phones.parse(text, region),
  });
}

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${outside.url}/form-services${path}`, init);
}

describe('the stand-in of the form services', () => {
  it.each([
    ['meta', '123123123123'],
    ['meta', '123123123124'],
    ['hubspot', '124'],
    ['bitrix24', '7405'],
  ])('knows somebody from %s under %s, without a fault in what is told', async (provider, ref) => {
    const lead = await readLead(provider, ref);

    expect(lead.faults).toEqual([]);
    expect(lead.suspicions).toEqual([]);
    expect(lead.contact).toMatchObject({
      phone: expect.stringMatching(/^\+7916/),
      email: `client-${ref}@example.ru`,
    });
  });

  it('knows the same person again, and another under the next id', async () => {
    const [first, again, next] = [
      await readLead('meta', '123123123123'),
      await readLead('hubspot', '123123123123'),
      await readLead('meta', '123123123124'),
    ];

    expect(again.contact).toEqual(first.contact);
    expect(again.requisites).toEqual(first.requisites);
    expect(next.contact.phone).not.toBe(first.contact.phone);
    expect(next.requisites.inn).not.toBe(first.requisites.inn);
  });

  it.each(['meta', 'hubspot', 'bitrix24'])(
    'knows nobody from %s whose id begins with 404',
    async (provider) => {
      expect(await fetchFrom(provider, '4041')).toEqual({ outcome: 'gone' });
    },
  );

  it('shows a card that was put into the portal as whose it is', async () => {
    const fields = { title: 'Заявка', originatorId: 'lead-relay', originId: 'lead-1' };
    await fetch(`${outside.url}/bitrix24/rest/1/code/crm.item.add`, {
      method: 'POST',
      body: JSON.stringify({ entityTypeId: 1, fields }),
    });

    expect(await fetchFrom('bitrix24', '1')).toEqual({ outcome: 'ours' });
    expect(await fetchFrom('bitrix24', '2')).toMatchObject({ outcome: 'found' });
  });

  it.each([
    ['down', { mode: 'down' }],
    ['down', { mode: 'refusing', status: 503 }],
    ['refused', { mode: 'refusing', status: 401 }],
    ['garbage', { mode: 'garbage' }],
  ] as const)('is "%s" under %j', async (because, fault) => {
    outside.setFault('form-services', fault);

    for (const provider of ['meta', 'hubspot', 'bitrix24'])
      expect(await fetchFrom(provider, '124')).toEqual({ outcome: 'unavailable', because });
  });

  it('wants a token and tells only what was asked for', async () => {
    const headers = { authorization: 'Bearer x' };

    expect((await ask('/v23.0/124')).status).toBe(400);
    expect((await ask('/v23.0/124?access_token=x')).status).toBe(200);
    expect((await ask('/crm/v3/objects/contacts/124')).status).toBe(401);
    expect(await (await ask('/124?fields=platform', { headers })).json()).toEqual({
      id: '124',
      platform: 'fb',
    });
    expect(
      await (await ask('/crm/v3/objects/contacts/124?properties=inn,shoe_size', { headers })).json(),
    ).toMatchObject({
      properties: { inn: expect.stringMatching(/^77\d{8}$/), email: 'client-124@example.ru' },
    });
  });

  it('says what is wrong in the words of the real ones', async () => {
    const post = (path: string, body: string) => ask(path, { method: 'POST', body });

    expect((await ask('/nowhere')).status).toBe(404);
    expect(await (await post('/1/code/crm.lead.list', '{}')).json()).toMatchObject({
      error: 'ERROR_METHOD_NOT_FOUND',
    });
    expect(await (await post('/1/code/crm.lead.get', '{"id":"x"}')).json()).toMatchObject({
      error_description: 'ID is not defined or invalid.',
    });
  });
});
