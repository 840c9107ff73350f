import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { YandexSmartCaptcha } from '#shared/adapters/smart-captcha/yandex-smart-captcha.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

let outside: StandInServer;
beforeEach(async () => {
  outside = await standInServer();
});
afterEach(() => outside.stop());

function check(token: string, secret = 'key') {
  const captcha = new YandexSmartCaptcha({ find: async () => secret }, 'loopback-too');
  const settings = {
    service: 'yandex-smartcaptcha',
    siteKey: 'site-key',
    secret: 'captcha-key',
    baseUrl: `${outside.url}/captcha`,
    when: 'always',
  } as const;
  return captcha.check({ settings, token, address: '203.0.113.10', timeoutMs: 1_500 });
}

describe('the stand-in of the captcha', () => {
  it('judges a token by its first letters, and each but once', async () => {
    expect(await check('ok-1')).toBe('passed');
    expect(await check('ok-1')).toBe('failed');
    expect(await check('ok-2')).toBe('passed');
    expect(await check('bad-1')).toBe('failed');
  });

  it('says that it is one, and wants a key as the real one does', async () => {
    const body = new URLSearchParams({ token: 'ok', ip: '203.0.113.10' });
    const answer = await fetch(`${outside.url}/captcha/validate`, { method: 'POST', body });

    expect(answer.headers.get('x-stand-in')).toBe('smartcaptcha');
    expect([answer.status, await answer.json()]).toMatchObject([403, { status: 'failed' }]);
  });

  it.each(['down', 'refusing', 'garbage', 'lose-answer'] as const)('can be %s', async (mode) => {
    outside.setFault('captcha', { mode, times: 1 });

    expect(await check('ok-1')).toBe('unavailable');
    expect(await check('ok-2')).toBe('passed');
  });

  it('has a widget for pages, in valid JavaScript', async () => {
    const answer = await fetch(`${outside.url}/captcha/captcha.js`);
    const script = await answer.text();

    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(() => new Function(script)).not.toThrow();
  });
});
