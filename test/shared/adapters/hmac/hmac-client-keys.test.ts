import { describe, expect, it } from 'vitest';
import { HmacClientKeys } from '#shared/adapters/hmac/hmac-client-keys.ts';

const keysUnder = (secret?: string) =>
  new HmacClientKeys({ find: async (name) => (name === 'identity-key' ? secret : undefined) });

describe('the key of a client', () => {
  it('is the same for the same client, and short', async () => {
    const [one, again] = await Promise.all([
      keysUnder('a secret').hash('phone', '+79990000001'),
      keysUnder('a secret').hash('phone', '+79990000001'),
    ]);

    expect(one).toBe(again);
    expect(one).toMatch(/^[\w-]{22}$/);
  });

  it.each([
    ['another client', 'a secret', 'phone', '+79990000002'],
    ['another kind', 'a secret', 'inn', '+79990000001'],
    ['another secret', 'another secret', 'phone', '+79990000001'],
  ])('is another one for %s', async (_what, secret, kind, value) => {
    const one = await keysUnder('a secret').hash('phone', '+79990000001');

    expect(await keysUnder(secret).hash(kind, value)).not.toBe(one);
  });

  it('tells nothing without the secret', async () => {
    await expect(keysUnder().hash('phone', '+79990000001')).rejects.toThrow(
      'the secret identity-key is missing',
    );
  });
});
