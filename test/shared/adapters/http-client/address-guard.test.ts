import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { guardedLookup, refusalOf, type Addresses } from '#shared/adapters/http-client/address-guard.ts';
import { request } from '#shared/adapters/http-client/http-client.ts';

const refusal = (url: string, addresses: Addresses = 'public-only') => refusalOf(new URL(url), addresses);

describe('the address guard', () => {
  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://10.1.2.3/',
    'https://172.16.0.9/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://0.0.0.0/',
    'https://[::]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://017700000001/',
    'https://127.1/',
  ])('does not let %s be called from a public deployment', (url) => {
    expect(refusal(url)).toBe('address-not-allowed');
  });

  it('wants HTTPS, no credentials in the URL and a usual port', () => {
    expect(refusal('https://hooks.example.com/in')).toBeUndefined();
    expect(refusal('https://box.example.com:8443/rest')).toBeUndefined();
    expect(refusal('http://hooks.example.com/in')).toBe('not-https');
    expect(refusal('ftp://hooks.example.com/in')).toBe('not-https');
    expect(refusal('https://user:word@hooks.example.com/')).toBe('credentials-in-url');
    expect(refusal('https://hooks.example.com:22/')).toBe('port-not-allowed');
  });

  it('opens loopback, also over plain HTTP, only where it was asked to, and no private network with it', () => {
    expect(refusal('http://127.0.0.1:3000/', 'loopback-too')).toBeUndefined();
    expect(refusal('http://localhost:3000/', 'loopback-too')).toBeUndefined();
    expect(refusal('http://[::1]:3000/', 'loopback-too')).toBeUndefined();
    expect(refusal('http://localhost:3000/')).toBe('not-https');
    expect(refusal('https://10.0.0.1/', 'loopback-too')).toBe('address-not-allowed');
    expect(refusal('http://10.0.0.1/', 'loopback-too')).toBe('not-https');
  });

  it.each(['10.0.0.5', '127.0.0.1', '169.254.169.254', '::1', 'fd12::1'])(
    'refuses a name that points to %s when the connection is made',
    async (address) => {
      const result = await request({
        method: 'GET',
        url: 'https://innocent.example.com/',
        timeoutMs: 1_000,
        addresses: 'public-only',
        lookup: resolvingTo(address),
      });

      expect(result).toEqual({ outcome: 'unreachable', reason: 'address-not-allowed' });
    },
  );

  it('keeps the public addresses of a name that has others too', async () => {
    const lookup = guardedLookup(
      new URL('https://both.example.com/'),
      'public-only',
      resolvingTo('10.0.0.5', '93.184.215.14'),
    );

    await expect(resolve(lookup, true)).resolves.toEqual([{ address: '93.184.215.14', family: 4 }]);
    await expect(resolve(lookup, false)).resolves.toBe('93.184.215.14');
  });
});

function resolvingTo(...addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return (_name, _options, callback) => process.nextTick(() => callback(null, found));
}

function resolve(lookup: LookupFunction, all: boolean): Promise<string | LookupAddress[]> {
  return new Promise((done, fail) =>
    lookup('both.example.com', { all }, (error, found) => (error === null ? done(found) : fail(error))),
  );
}
