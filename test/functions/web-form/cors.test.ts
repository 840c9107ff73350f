import { describe, expect, it } from 'vitest';
import { SETTINGS, VALID, changed, formWorld, type FormWorld } from './form-world.ts';

describe('a page of another origin', () => {
  const SITE = 'https://stanki.example';

  function worldFor(origins: readonly string[]): FormWorld {
    const sources = SETTINGS.sources.sources.map((source) => ({ ...source, origins }));
    return formWorld({ settings: { ...SETTINGS, sources: { version: 1, sources } } });
  }

  it('reads our answer where its source lists it, also when a field is wrong', async () => {
    const world = worldFor([SITE]);

    for (const answer of [await world.send(VALID), await world.send(changed({ body: { inn: '1' } }))]) {
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': SITE, vary: 'origin' });
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

describe('the schema of a form', () => {
  it('tells what has to be asked', async () => {
    const { status, json } = await formWorld().send(changed({ method: 'GET', path: '/schema' }));

    expect(status).toBe(200);
    expect(json).toMatchObject({
      source: 'html',
      language: 'ru',
      consent: { textVersion: '2026-11' },
      fields: expect.arrayContaining([
        { name: 'inn', mandatory: true, label: { ru: 'ИНН', en: 'INN (taxpayer number)' } },
        { name: 'budget', mandatory: false, label: { ru: 'Бюджет, ₽', en: 'Budget, ₽' } },
      ]),
    });
  });
});
