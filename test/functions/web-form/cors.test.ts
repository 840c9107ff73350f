import { describe, expect, it } from 'vitest';
import { SETTINGS, VALID, changed, formWorld, formWorldWith, type FormWorld } from './form-world.ts';

describe('a page of another origin', () => {
  const SITE = 'https://stanki.example';

  function worldFor(origins: readonly string[]): FormWorld {
    const sources = SETTINGS.sources.sources.map((source) => ({ ...source, origins }));
    return formWorld({ settings: { ...SETTINGS, sources: { version: 1, sources } } });
  }

  it('reads our answer where its source lists it, also when a field is wrong', async () => {
    const world = worldFor([SITE]);

    for (const answer of [await world.send(VALID), await world.send(changed({ body: { inn: '1' } }))]) {
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': SITE,
        'access-control-expose-headers': 'retry-after',
        vary: 'origin',
      });
    }
  });

  it('is refused where its source lists others', async () => {
    const world = worldFor(['https://other.example']);

    const answer = await world.send(VALID);

    expect([answer.status, answer.json]).toMatchObject([403, { code: 'origin-not-allowed' }]);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(world.leads.all()).toEqual([]);
  });

  it('may ask first what it may send', async () => {
    const world = worldFor([SITE]);

    const answer = await world.send(changed({ method: 'OPTIONS' }));

    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': SITE,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'content-type, idempotency-key',
    });
  });

  it('may post where no origin is listed, without reading the answer', async () => {
    const world = worldFor([]);

    const answer = await world.send(VALID);

    expect(answer.status).toBe(202);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('a page of ours', () => {
  const OTHERS = { origins: ['https://stanki.example'] };

  it.each<[string, Record<string, string>]>([
    ['says so by Sec-Fetch-Site', { origin: 'https://forms.example', 'sec-fetch-site': 'same-origin' }],
    ['has our host', { origin: 'https://leads.example.com' }],
  ])('may post to any source where its browser %s', async (_, headers) => {
    const { status } = await formWorldWith(OTHERS).send(changed({ headers }));

    expect(status).toBe(202);
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { origin: 'https://leads.example.com', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of ours', { origin: 'https://evil.example.com', 'sec-fetch-site': 'same-site' }],
    ['nowhere', { origin: 'null' }],
    ['another port', { origin: 'https://leads.example.com:8443' }],
    ['our name within another', { origin: 'https://leads.example.com.evil.example' }],
  ])('is not one of %s', async (_, headers) => {
    const { status } = await formWorldWith(OTHERS).send(changed({ headers }));

    expect(status).toBe(403);
  });
});
