import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Provider, ProviderRequest } from '#shared/intake/provider.ts';
import type { Source } from '#shared/domain/source.ts';

/** What holds of the proof of origin of every provider that has secrets. */
export function itProvesItsOrigin(
  provider: Provider,
  source: Source,
  secret: string,
  signedWith: (secret: string) => ProviderRequest,
  forge: (request: ProviderRequest) => ProviderRequest,
): void {
  it('holds with either secret while one is being replaced', () => {
    const request = signedWith(secret);

    expect(provider.isGenuine(request, source, ['the-next-secret', secret])).toBe(true);
    expect(provider.isGenuine(request, source, [secret, 'the-former-secret'])).toBe(true);
    expect(provider.isGenuine(request, source, ['the-next-secret'])).toBe(false);
  });

  it('never holds without a secret of ours', () => {
    expect(provider.isGenuine(signedWith(secret), source, [])).toBe(false);
    expect(provider.isGenuine(signedWith(''), source, [''])).toBe(false);
    expect(provider.isGenuine(signedWith(secret), source, [''])).toBe(false);
  });

  it('does not hold when something was changed or left out', () => {
    const request = signedWith(secret);

    expect(provider.isGenuine(forge(request), source, [secret])).toBe(false);
    expect(provider.isGenuine({ ...request, headers: {}, body: Buffer.alloc(0) }, source, [secret])).toBe(
      false,
    );
  });
}

/** Whatever the body is, there is an answer; a stranger's bytes never become an exception. */
export function itReadsAnything(
  provider: Provider,
  source: Source,
  requestWith: (body: Buffer) => ProviderRequest,
): void {
  it('has an answer to whatever comes', async () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.webQueryParameters());
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          texts.map((text) => Buffer.from(text)),
          fc.uint8Array().map(Buffer.from),
        ),
        async (body) => {
          const request = requestWith(body);
          expect(provider.isGenuine(request, source, ['a secret of ours'])).toBe(false);
          expect(['unreadable', 'ignored', 'submission', 'pointers']).toContain(
            (await provider.read(request, source)).outcome,
          );
        },
      ),
      { numRuns: 60 },
    );
  });
}

/** Who does not want to be known: nothing, a plus, a word, a word typed on the keys. */
export const HIDDEN_CALLERS = ['', '+', 'anonymous', 'Anonymous', 'unknown', '+266696687', '+7378742833'];

/** A request of the 5th of January 2026, at noon. */
export function aCallRequest(overrides: Partial<ProviderRequest>): ProviderRequest {
  return {
    method: 'POST',
    rest: '',
    url: 'https://leads.example.com/v1/calls/source',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    address: '203.0.113.7',
    now: new Date('2026-01-05T12:00:00Z'),
    ...overrides,
  };
}
