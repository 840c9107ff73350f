import { beforeEach, describe, expect, it } from 'vitest';
import { webFormHandler } from '#functions/web-form/handler.ts';
import type { RegistryAnswer } from '#shared/ports/counterparty-registry.ts';
import { found, intakeWorld } from '#test/support/intake-world.ts';
import { aContext } from '#test/support/lambda.ts';
import { NO_CAPTCHA } from '#test/support/no-captcha.ts';
import { recordingTools } from '#test/support/recording-tools.ts';
import { SETTINGS, changed, formWorldWith } from './form-world.ts';

const INN = '7707083893';

function asking(inn: string, headers: Record<string, string> = {}, source = 'html') {
  return changed({
    method: 'GET',
    path: '/company',
    query: `inn=${encodeURIComponent(inn)}`,
    headers,
    source,
  });
}

let asked: string[];
let answer: RegistryAnswer;
beforeEach(() => {
  asked = [];
  answer = found(INN, { name: 'ПАО СБЕРБАНК' });
});

function companyWorld() {
  const world = intakeWorld(SETTINGS, async (inn) => {
    asked.push(inn);
    return answer;
  });
  const tools = recordingTools();
  const handler = webFormHandler({ ...world, ...tools, captcha: NO_CAPTCHA });
  const ask = async (event: ReturnType<typeof asking>) => {
    const { statusCode, headers, body = '' } = await handler(event, aContext('web-form'));
    return { status: statusCode, headers, body };
  };
  return { ...world, tools, ask };
}

describe('the name of a company', () => {
  it('is told by the registry and remembered for the lead that follows', async () => {
    const world = companyWorld();

    const first = await world.ask(asking(INN));
    const second = await world.ask(asking('77 0708 3893'));

    expect(first).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect([first.body, second.body]).toEqual(['{"name":"ПАО СБЕРБАНК"}', '{"name":"ПАО СБЕРБАНК"}']);
    expect(asked).toEqual([INN]);
    expect(await world.cache.find({ country: 'RU', id: INN })).toMatchObject({
      counterparty: { name: 'ПАО СБЕРБАНК' },
      freshUntil: '2026-11-30T09:00:00.000Z',
    });
  });

  it.each(['', '7707083894', '123', 'ООО Ромашка', '0000000000'])(
    'is not asked about under %j, which is no INN',
    async (text) => {
      const world = companyWorld();

      expect(await world.ask(asking(text))).toMatchObject({ status: 200, body: '{}' });
      expect(asked).toEqual([]);
      expect(world.limiter.counts()).toEqual({});
    },
  );

  it.each<[string, RegistryAnswer]>([
    ['knows nobody of that number', { outcome: 'not-found' }],
    ['does not answer', { outcome: 'unavailable', because: 'slow' }],
  ])('is nothing when the registry %s', async (_, said) => {
    answer = said;

    expect(await companyWorld().ask(asking(INN))).toMatchObject({ status: 200, body: '{}' });
  });

  it('that was not there is remembered too, a registry that was down is not', async () => {
    const [absent, down] = [companyWorld(), companyWorld()];

    answer = { outcome: 'not-found' };
    await absent.ask(asking(INN));
    answer = { outcome: 'unavailable', because: 'unavailable' };
    await down.ask(asking(INN));

    expect(await absent.cache.find({ country: 'RU', id: INN })).toMatchObject({
      counterparty: { outcome: 'not-found' },
    });
    expect(await down.cache.find({ country: 'RU', id: INN })).toBeUndefined();
  });

  it('is told even when it cannot be remembered', async () => {
    const world = companyWorld();
    world.cache.remember = () => Promise.reject(new Error('the table is down'));

    expect(await world.ask(asking(INN))).toMatchObject({ status: 200, body: '{"name":"ПАО СБЕРБАНК"}' });
  });

  it('is told ten times a minute to one address, and others are not held back by it', async () => {
    const world = companyWorld();
    for (let count = 0; count < 10; count += 1) await world.ask(asking(INN));

    const eleventh = await world.ask(asking(INN));
    const other = asking(INN);
    const elsewhere = await world.ask({
      ...other,
      requestContext: {
        ...other.requestContext,
        http: { ...other.requestContext.http, sourceIp: '198.51.100.7' },
      },
    });

    expect(eleventh).toMatchObject({ status: 429, headers: { 'retry-after': expect.any(String) } });
    expect(elsewhere.status).toBe(200);
    expect(Object.keys(world.limiter.counts()).join()).not.toContain('203.0.113');
  });

  it('is for the pages of listed sites only', async () => {
    const world = formWorldWith({ origins: ['https://stanki.example'] });

    const allowed = await world.send(asking(INN));
    const refused = await world.send(asking(INN, { origin: 'https://evil.example' }));

    expect(allowed).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': 'https://stanki.example' },
    });
    expect(refused.status).toBe(403);
  });

  it('is not told at a source that is a server’s, nor at one of a form service', async () => {
    expect((await formWorldWith({ secrets: ['site'] }).send(asking(INN))).status).toBe(405);
    expect((await companyWorld().ask(asking(INN, {}, 'tilda'))).status).toBe(405);
  });

  it('leaves no trace of the number in a log', async () => {
    const world = companyWorld();

    await world.ask(asking(INN));

    expect(JSON.stringify(world.tools.lines)).not.toContain(INN);
  });
});
