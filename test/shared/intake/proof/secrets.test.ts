import { describe, expect, it } from 'vitest';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import { aRequest } from '#test/support/a-request.ts';

const itself = (secret: string) => secret;

describe('a proof', () => {
  it.each([
    ['by the only secret', ['one'], 'one', true],
    ['by the newer of two', ['new', 'old'], 'new', true],
    ['by the older of two, while it is being replaced', ['new', 'old'], 'old', true],
    ['by the older one, once it is gone', ['new'], 'old', false],
    ['by the beginning of a secret', ['secret'], 'secre', false],
    ['in another case', ['secret'], 'SECRET', false],
    ['by nothing', ['secret'], '', false],
    ['that is missing', ['secret'], undefined, false],
    ['by nothing, of an empty secret', [''], '', false],
    ['by anything, where no secret is stored', [], 'secret', false],
    ['by what JavaScript finds on every object', [], 'constructor', false],
  ])('%s', (_name, secrets, told, expected) => {
    expect(isProvedBy(secrets, told, itself)).toBe(expected);
  });

  it('is not asked of an empty secret, whatever would come of it', () => {
    expect(isProvedBy([''], 'prefix', (secret) => `prefix${secret}`)).toBe(false);
  });
});

describe('a token', () => {
  it('may be said in the address or in a header', () => {
    const inQuery = aRequest({ query: new URLSearchParams({ token: 'sesame' }) });
    const inHeader = aRequest({ headers: { 'x-webhook-token': 'sesame' } });

    expect([inQuery, inHeader, aRequest()].map((request) => hasToken(request, ['sesame']))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('may be said where the provider has its own place for it, and then only there', () => {
    const request = aRequest({ query: new URLSearchParams({ token: 'sesame' }) });

    expect(hasToken(request, ['sesame'], 'barley')).toBe(false);
    expect(hasToken(request, ['barley'], 'barley')).toBe(true);
  });

  it('is compared as the whole text it is', () => {
    const twice = aRequest({ query: new URLSearchParams('token=barley&token=sesame') });

    expect(hasToken(twice, ['sesame'])).toBe(false);
  });
});
