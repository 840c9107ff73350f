import { afterEach, describe, expect, it } from 'vitest';
import { createSubmissionDetails } from '#shared/adapters/submission-details/submission-details.ts';
import { aSource } from '#test/support/a-source.ts';
import { answerJson, scriptedServer, type ScriptedServer } from '#test/support/scripted-server.ts';

const LEAD = {
  created_time: '2026-01-05T08:00:00+0000',
  id: '123123123123',
  platform: 'ig',
  field_data: [
    { name: 'full_name', values: ['José Álvarez'] },
    { name: 'phone_number', values: ['+34912345678'] },
    { name: 'work_email', values: ['jose@example.es'] },
    { name: 'company_name', values: ['Acme'] },
    { name: 'job_title', values: ['Director'] },
    { name: 'which_products?', values: ['pumps', 'valves'] },
    { name: 'city', values: [] },
    { name: 'constructor', values: ['x'] },
  ],
};

let server: ScriptedServer | undefined;

afterEach(() => server?.stop());

async function fetchLead(status: number, content: unknown) {
  server = await scriptedServer((response) => answerJson(response, status, content));
  const source = aSource({ provider: 'meta', details: { baseUrl: `${server.url}/v23.0`, tokenSecret: 't' } });
  const secrets = { find: async () => 'page-token' };
  return createSubmissionDetails({ secrets, addresses: 'loopback-too' }).fetch(source, '123123123123', 2_000);
}

describe('a lead of Meta', () => {
  it('is fetched with the page token, which is in no address', async () => {
    await fetchLead(200, LEAD);

    expect(server?.received).toMatchObject([
      {
        method: 'GET',
        path: '/v23.0/123123123123?fields=field_data,created_time,platform',
        headers: { authorization: 'Bearer page-token' },
      },
    ]);
  });

  it('has the ready-made questions under our names and all others under their own', async () => {
    expect(await fetchLead(200, LEAD)).toEqual({
      outcome: 'found',
      entries: [
        { name: 'name', text: 'José Álvarez' },
        { name: 'phone', text: '+34912345678' },
        { name: 'email', text: 'jose@example.es' },
        { name: 'company', text: 'Acme' },
        { name: 'role', text: 'Director' },
        { name: 'which_products?', text: 'pumps, valves' },
        { name: 'constructor', text: 'x' },
      ],
      attribution: { utm_source: 'instagram' },
    });
  });

  it('may have its name in two halves, and marks of its own in hidden fields', async () => {
    const field_data = [
      { name: 'first_name', values: ['José'] },
      { name: 'last_name', values: ['Álvarez'] },
      { name: 'utm_source', values: ['spring'] },
    ];

    expect(await fetchLead(200, { ...LEAD, field_data })).toEqual({
      outcome: 'found',
      entries: [
        { name: 'name', text: 'José Álvarez' },
        { name: 'utm_source', text: 'spring' },
      ],
      attribution: {},
    });
  });

  it.each([
    [{ outcome: 'gone' }, 404, 803],
    [{ outcome: 'unavailable', because: 'refused' }, 400, 190],
    [{ outcome: 'unavailable', because: 'refused' }, 400, 100],
    [{ outcome: 'unavailable', because: 'refused' }, 400, 10],
    [{ outcome: 'unavailable', because: 'down' }, 400, 4],
    [{ outcome: 'unavailable', because: 'down' }, 403, 32],
    [{ outcome: 'unavailable', because: 'down' }, 500, 2],
    [{ outcome: 'unavailable', because: 'garbage' }, 400, undefined],
  ])('is %j at status %i and code %s', async (answer, status, code) => {
    expect(
      await fetchLead(status, { error: { message: 'secret words', type: 'OAuthException', code } }),
    ).toEqual(answer);
  });
});
