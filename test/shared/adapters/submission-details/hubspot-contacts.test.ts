import { afterEach, describe, expect, it } from 'vitest';
import { createSubmissionDetails } from '#shared/adapters/submission-details/submission-details.ts';
import { aSource } from '#test/support/a-source.ts';
import { answerJson, scriptedServer, type ScriptedServer } from '#test/support/scripted-server.ts';

let server: ScriptedServer | undefined;

afterEach(() => server?.stop());

async function fetchContact(status: number, content: unknown, aliases: Record<string, 'inn' | 'name'> = {}) {
  server = await scriptedServer((response) => answerJson(response, status, content));
  const source = aSource({
    provider: 'hubspot',
    aliases,
    details: { baseUrl: server.url, tokenSecret: 't' },
  });
  const secrets = { find: async () => 'pat-token' };
  return createSubmissionDetails({ secrets, addresses: 'loopback-too' }).fetch(source, '124', 2_000);
}

describe('a contact of HubSpot', () => {
  it('is fetched with the token of an app, and with the properties the aliases name', async () => {
    await fetchContact(
      200,
      { id: '124', properties: {} },
      { tax_number: 'inn', 'Ваш ИНН': 'inn', firstname: 'name' },
    );
    const asked = new URL(server?.received[0]?.path ?? '', 'http://x');
    const properties = asked.searchParams.get('properties')?.split(',') ?? [];

    expect(server?.received).toMatchObject([
      { method: 'GET', headers: { authorization: 'Bearer pat-token' } },
    ]);
    expect(asked.pathname).toBe('/crm/v3/objects/contacts/124');
    expect(properties).toEqual(expect.arrayContaining(['firstname', 'phone', 'inn', 'tax_number']));
    expect(properties).not.toContain('Ваш ИНН');
    expect(new Set(properties).size).toBe(properties.length);
  });

  it('is told by its properties, and by the page it first came to', async () => {
    const properties = {
      firstname: 'Jane',
      lastname: 'Doe',
      email: 'jane@example.com',
      phone: '+12015550123',
      mobilephone: '',
      company: 'Acme',
      jobtitle: null,
      tax_number: '7707083893',
      utm_campaign: 'summer',
      hs_analytics_source: 'PAID_SEARCH',
      hs_analytics_first_url: 'https://acme.example/?utm_source=google&utm_campaign=spring&x=1',
      hs_analytics_first_referrer: 'https://google.com/',
    };

    expect(await fetchContact(200, { id: '124', properties }, { tax_number: 'inn' })).toEqual({
      outcome: 'found',
      entries: [
        { name: 'name', text: 'Jane Doe' },
        { name: 'phone', text: '+12015550123' },
        { name: 'email', text: 'jane@example.com' },
        { name: 'company', text: 'Acme' },
        { name: 'utm_campaign', text: 'summer' },
        { name: 'tax_number', text: '7707083893' },
      ],
      attribution: {
        utm_source: 'google',
        page: properties.hs_analytics_first_url,
        referrer: 'https://google.com/',
        hs_analytics_source: 'PAID_SEARCH',
      },
    });
  });

  it.each([
    [{ outcome: 'gone' }, 404],
    [{ outcome: 'unavailable', because: 'refused' }, 401],
    [{ outcome: 'unavailable', because: 'refused' }, 403],
    [{ outcome: 'unavailable', because: 'down' }, 429],
    [{ outcome: 'unavailable', because: 'garbage' }, 400],
  ])('is %j at status %i', async (answer, status) => {
    expect(await fetchContact(status, { status: 'error', message: 'x', category: 'y' })).toEqual(answer);
  });
});
