import { afterEach, describe, expect, it } from 'vitest';
import { YandexSmartCaptcha } from '#shared/adapters/smart-captcha/yandex-smart-captcha.ts';
import type { CaptchaSettings } from '#shared/domain/source.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import {
  answerJson,
  scriptedServer,
  type Script,
  type ScriptedServer,
} from '#test/support/scripted-server.ts';

const SECRETS: Secrets = { find: async (name) => (name === 'captcha-key' ? 'server key&1' : undefined) };

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function check(script: Script, { secrets = SECRETS, token = 'token', timeoutMs = 1_500 } = {}) {
  server = await scriptedServer(script);
  const settings: CaptchaSettings = {
    service: 'yandex-smartcaptcha',
    siteKey: 'site-key',
    secret: 'captcha-key',
    baseUrl: `${server.url}/`,
    when: 'always',
  };
  const captcha = new YandexSmartCaptcha(secrets, 'loopback-too');
  return captcha.check({ settings, token, address: '203.0.113.10', timeoutMs });
}

function saying(status: number, content: unknown): Script {
  return (response) => answerJson(response, status, content);
}

describe('Yandex SmartCaptcha', () => {
  it('is asked with the key, the token and the address, in a body and never in an address', async () => {
    expect(await check(saying(200, { status: 'ok', message: '', host: 'stanki.example' }))).toBe('passed');

    const [asked] = server?.received ?? [];
    expect(asked).toMatchObject({ method: 'POST', path: '/validate' });
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      secret: 'server key&1',
      token: 'token',
      ip: '203.0.113.10',
    });
  });

  it.each([
    ['failed', { status: 'failed', message: '' }],
    ['failed', { status: 'failed', message: 'Token invalid or expired.' }],
    ['failed', { status: 'failed' }],
    ['unavailable', { status: 'failed', message: 'Authentication failed. Secret has not provided.' }],
    ['unavailable', { status: 'failed', message: 'Invalid IP.' }],
    ['unavailable', { status: 'maybe' }],
    ['unavailable', {}],
    ['unavailable', []],
    ['unavailable', 'null'],
    ['unavailable', '<html>'],
  ])('is %s when it says %j', async (outcome, content) => {
    expect(await check(saying(200, content))).toBe(outcome);
  });

  it.each([400, 403, 429, 500, 503])('counts for the visitor when it answers %i', async (status) => {
    expect(await check(saying(status, { status: 'failed', message: '' }))).toBe('unavailable');
  });

  it('is waited for no longer than said', async () => {
    const startedAt = performance.now();

    expect(await check(() => undefined, { timeoutMs: 60 })).toBe('unavailable');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('is unavailable when the connection breaks', async () => {
    expect(await check((response) => response.destroy())).toBe('unavailable');
  });

  it.each<[string, Secrets]>([
    ['nobody stored', { find: async () => undefined }],
    ['cannot be read', { find: () => Promise.reject(new Error('down')) }],
  ])('is not asked with a key that %s', async (_, secrets) => {
    expect(await check(saying(200, { status: 'ok' }), { secrets })).toBe('unavailable');
    expect(server?.received).toEqual([]);
  });

  it('is not asked about a token no widget makes', async () => {
    expect(await check(saying(200, { status: 'ok' }), { token: 'x'.repeat(5_000) })).toBe('failed');
    expect(server?.received).toEqual([]);
  });

  it('is asked at public addresses only, unless told otherwise', async () => {
    server = await scriptedServer(saying(200, { status: 'ok' }));
    const settings = {
      service: 'yandex-smartcaptcha',
      siteKey: '',
      secret: 'captcha-key',
      baseUrl: server.url,
      when: 'always',
    } as const;
    const captcha = new YandexSmartCaptcha(SECRETS, 'public-only');

    expect(await captcha.check({ settings, token: 't', address: '203.0.113.10', timeoutMs: 500 })).toBe(
      'unavailable',
    );
    expect(server.received).toEqual([]);
  });
});
