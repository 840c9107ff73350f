import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Source } from '#shared/domain/source.ts';
import type { Provider, ProviderRequest } from '#shared/intake/provider.ts';
import { readPayload, requestOf } from './payloads.ts';

/** What holds for every provider whose proof is a token, shown on a genuine payload of it. */
export function itIsProvedByItsToken(provider: Provider, source: Source, payloadName: string): void {
  it('is one of the tokens of the source, two while one is being replaced', async () => {
    const { request, token } = await genuine(payloadName);

    expect(provider.isGenuine(request, source, [token])).toBe(true);
    expect(provider.isGenuine(request, source, ['the-next-token', token])).toBe(true);
    expect(provider.isGenuine(request, source, [token, 'the-former-token'])).toBe(true);
    expect(provider.isGenuine(request, source, ['the-next-token'])).toBe(false);
    expect(provider.isGenuine(request, source, [`${token}x`, token.slice(1)])).toBe(false);
  });

  it('never holds without a secret', async () => {
    const { request } = await genuine(payloadName);

    expect(provider.isGenuine(request, source, [])).toBe(false);
    expect(provider.isGenuine(request, source, [''])).toBe(false);
  });

  it('never holds without a token, not even for an empty secret', async () => {
    const { request, token } = await genuine(payloadName);
    const silent = without(token, request);

    expect(provider.isGenuine(silent, source, [token])).toBe(false);
    expect(provider.isGenuine(silent, source, ['', token])).toBe(false);
  });
}

/** Nothing a stranger can send makes the provider throw, where it proves as where it reads. */
export function itAnswersWhateverIsSent(provider: Provider, source: Source, words: readonly string[]): void {
  it('is answered whatever was sent', async () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom(...words), fc.string({ maxLength: 12 })));
    const form = pairs.map((fields) => new URLSearchParams(fields));
    const json = fc.oneof(
      fc.json(),
      pairs.map((fields) => JSON.stringify(Object.fromEntries(fields))),
    );
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ unit: 'grapheme' }),
      form.map(String),
      json,
      fc.tuple(json, fc.nat(200)).map(([text, length]) => text.slice(0, length)),
    );
    const method = fc.constantFrom('GET', 'POST');

    await fc.assert(
      fc.asyncProperty(method, form, body, async (sentBy, query, bytes) => {
        const request = { ...EMPTY, method: sentBy, query, body: Buffer.from(bytes) };

        expect(provider.isGenuine(request, source, ['a-token-nobody-has'])).toBe(false);
        expect(await provider.read(request, source)).toHaveProperty('outcome');
      }),
    );
  });
}

const EMPTY: ProviderRequest = {
  method: 'POST',
  rest: '',
  url: 'https://leads.example.com/v1/calls/any',
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.alloc(0),
  address: '203.0.113.7',
  now: new Date('2026-01-05T12:00:00Z'),
};

/** A request as `EMPTY` with what it tells in its address, as a form or as JSON. */
export function askedBy(
  told: {
    readonly query?: Record<string, string>;
    readonly form?: Record<string, string>;
    readonly text?: string;
  },
  method = 'POST',
): ProviderRequest {
  const form = told.form && new URLSearchParams(told.form).toString();
  return {
    ...EMPTY,
    method,
    query: new URLSearchParams(told.query),
    headers: form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(form ?? told.text ?? ''),
  };
}

async function genuine(name: string): Promise<{ readonly request: ProviderRequest; readonly token: string }> {
  const payload = await readPayload(name);
  return { request: requestOf(payload), token: payload.secret ?? '' };
}

function without(token: string, request: ProviderRequest): ProviderRequest {
  const query = new URLSearchParams(request.query);
  query.delete('token');
  return { ...request, query, body: Buffer.from(request.body.toString().replace(token, '')) };
}
