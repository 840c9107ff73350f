import { beforeEach, describe, expect, it } from 'vitest';
import type { Source } from '#shared/domain/source.ts';
import { admitAddress, admitSource } from '#shared/intake/admission.ts';
import { aRequest } from '#test/support/a-request.ts';
import { aSource } from '#test/support/a-source.ts';
import { InMemoryRateLimiter } from '#test/support/in-memory-limiter.ts';

const OPEN = aSource({ limits: { perAddressPerMinute: 3, perMinute: 5 } });

let limiter: InMemoryRateLimiter;
beforeEach(() => {
  limiter = new InMemoryRateLimiter();
});

/** How many of ten requests get in. */
async function admitted(
  admit: typeof admitAddress,
  source: Source,
  addressOf: (at: number) => string = () => '203.0.113.7',
): Promise<number> {
  let times = 0;
  for (let at = 0; at < 10; at += 1) {
    const held = await admit(aRequest({ address: addressOf(at) }), source, limiter);
    if (held === undefined) times += 1;
  }
  return times;
}

describe('one address', () => {
  it('is held back where anybody may send, and told when to come again', async () => {
    expect(await admitted(admitAddress, OPEN)).toBe(3);
    expect(await admitAddress(aRequest(), OPEN, limiter)).toEqual({
      outcome: 'limited',
      limit: 'address',
      retryAfterSeconds: 80,
    });
  });

  it('stands in nobody else’s way, nor in its own at another source', async () => {
    await admitted(admitAddress, OPEN);

    expect(await admitted(admitAddress, OPEN, () => '203.0.113.8')).toBe(3);
    expect(await admitted(admitAddress, { ...OPEN, id: 'other' })).toBe(3);
  });

  it.each([
    ['an IPv6 network that one customer has', (at: number) => `2001:db8:1:2::${at}`],
    ['IPv4 in both notations', (at: number) => (at % 2 === 0 ? '203.0.113.7' : '::ffff:203.0.113.7')],
  ])('is all of %s', async (_name, addressOf) => {
    expect(await admitted(admitAddress, OPEN, addressOf)).toBe(3);
  });

  it.each([
    ['a secret', { secrets: ['salt'] }],
    ['the networks it sends from', { addresses: ['203.0.113.0/24'] }],
  ])('may send as much as it likes where a source proves itself by %s', async (_name, proof) => {
    expect(await admitted(admitAddress, { ...OPEN, ...proof })).toBe(10);
    expect(limiter.counts()).toEqual({});
  });

  it('is counted under a name that does not tell it', async () => {
    await admitted(admitAddress, OPEN);

    expect(Object.keys(limiter.counts())).toEqual([expect.stringMatching(/^address:[\w-]{22}$/)]);
  });
});

describe('a source', () => {
  it('is held back as a whole, from however many addresses', async () => {
    expect(await admitted(admitSource, OPEN, (at) => `203.0.113.${at}`)).toBe(5);
    expect(await admitSource(aRequest(), OPEN, limiter)).toMatchObject({
      outcome: 'limited',
      limit: 'source',
    });
    expect(limiter.counts()).toEqual({ 'source:html': 5 });
  });
});
