import { describe, expect, it } from 'vitest';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { AUTHORIZED, consoleWorld } from './console-world.ts';

describe('the ops API', () => {
  it.each([
    ['without a token', {}],
    ['with a wrong token', { authorization: 'Bearer guess' }],
    ['with the token in another scheme', { authorization: `Basic ${AUTHORIZED.authorization.slice(7)}` }],
  ])('refuses a request %s', async (_, headers) => {
    const { ask } = consoleWorld([aLead()]);

    for (const [method, path] of [
      ['GET', '/v1/leads'],
      ['GET', '/v1/leads/lead-00000001'],
      ['PATCH', '/v1/reps/olga'],
    ] as const) {
      const answer = await ask(method, path, { headers, body: '{"onDuty":false}' });

      expect(answer.statusCode).toBe(401);
      expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer realm="lead-relay"' });
      expect(JSON.parse(answer.body)).toMatchObject({
        status: 401,
        code: 'unauthorized',
        title: 'Unauthorized',
      });
    }
  });

  it('lets nobody in while no token is stored', async () => {
    const { ask } = consoleWorld([], { secrets: { find: async () => undefined } });

    expect(
      (await ask('GET', '/v1/leads', { headers: { authorization: 'Bearer undefined' } })).statusCode,
    ).toBe(401);
  });

  it('explains a lead by the version it was judged by, in the language asked for', async () => {
    const { ask } = consoleWorld([anOfferedLead()]);
    const headers = { ...AUTHORIZED, 'accept-language': 'en' };

    const { body } = await ask('GET', '/v1/leads/lead-00000001', { headers });

    expect(JSON.parse(body)).toMatchObject({
      id: 'lead-00000001',
      owner: 'olga',
      verdict: { rules: [{ because: 'We do not serve the region' }, {}, {}] },
    });
  });

  it('knows no lead by another id', async () => {
    const { ask } = consoleWorld([aLead()]);

    const answer = await ask('GET', '/v1/leads/nobody', { headers: AUTHORIZED });

    expect(answer.statusCode).toBe(404);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
  });

  it('pages through all leads, newest first, each once', async () => {
    const { ask } = consoleWorld(Array.from({ length: 7 }, (_, minute) => leadOf(minute)));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await ask('GET', `/v1/leads?limit=3&cursor=${cursor}`, { headers: AUTHORIZED });
      const page: { leads: { id: string }[]; next: string | null } = JSON.parse(body);
      seen.push(...page.leads.map(({ id }) => id));
      cursor = page.next;
    }

    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((minute) => leadOf(minute).id));
  });

  it('lists what fits every filter given', async () => {
    const { ask } = consoleWorld([
      leadOf(1),
      leadOf(2, { source: 'mango' }),
      leadOf(3, { source: 'mango', status: 'won' }),
    ]);

    const { body } = await ask(
      'GET',
      '/v1/leads?source=mango&status=received&from=2026-11-23&to=2026-11-24',
      {
        headers: AUTHORIZED,
      },
    );

    expect(JSON.parse(body).leads.map(({ id }: Lead) => id)).toEqual([leadOf(2).id]);
  });

  it('names each parameter that makes no sense', async () => {
    const { ask } = consoleWorld();

    const url = '/v1/leads?limit=0&status=open&from=yesterday&to=2026-13-40&cursor=%3C&source=a%20b';
    const answer = await ask('GET', url, { headers: AUTHORIZED });

    expect(answer.statusCode).toBe(400);
    expect(
      JSON.parse(answer.body).errors.map(
        ({ field, code }: { field: string; code: string }) => `${field} ${code}`,
      ),
    ).toEqual([
      'limit bad-limit',
      'status bad-status',
      'from bad-moment',
      'to bad-moment',
      'cursor bad-cursor',
      'source bad-id',
    ]);
  });

  it('puts a rep on and off duty', async () => {
    const { ask, leads } = consoleWorld();

    const answer = await ask('PATCH', '/v1/reps/olga', { headers: AUTHORIZED, body: '{"onDuty":false}' });

    expect(JSON.parse(answer.body)).toEqual({ rep: 'olga', onDuty: false });
    expect(leads.isOnDuty('olga')).toBe(false);
  });

  it.each([
    ['/v1/reps/nobody', '{"onDuty":true}', 404],
    ['/v1/reps/olga', '{"onDuty":"yes"}', 400],
    ['/v1/reps/olga', '{', 400],
    ['/v1/reps/olga', '[]', 400],
  ])('refuses PATCH %s with %s as %i', async (path, body, status) => {
    const { ask, leads } = consoleWorld();

    expect((await ask('PATCH', path, { headers: AUTHORIZED, body })).statusCode).toBe(status);
    expect(leads.isOnDuty('olga')).toBeUndefined();
  });
});

describe('health', () => {
  it('is good while the table answers and every document is in force', async () => {
    const { ask } = consoleWorld([aQualifiedLead()]);

    const answer = await ask('GET', '/health');

    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'ok', versions: { team: 2 } });
  });

  it('names the documents that are not in force', async () => {
    const { ask } = consoleWorld([], {
      settings: { current: () => Promise.reject(new Error('nothing was ever published')) },
    });

    const answer = await ask('GET', '/health');

    expect(answer.statusCode).toBe(503);
    expect(JSON.parse(answer.body)).toEqual({
      status: 'failing',
      checks: { table: 'ok', settings: 'failing' },
      missing: ['sources', 'policy', 'team', 'destinations'],
    });
  });

  it('says that the table does not answer', async () => {
    const leads = consoleWorld().leads;
    leads.list = () => Promise.reject(new Error('connect ECONNREFUSED'));
    const { ask } = consoleWorld([], { leads });

    const answer = await ask('GET', '/health');

    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain('ECONNREFUSED');
  });
});

function leadOf(minute: number, overrides: Partial<Lead> = {}): Lead {
  return aLead({
    id: `lead-0000000${minute}`,
    receivedAt: `2026-11-23T09:0${minute}:00.000Z`,
    ...overrides,
  });
}
