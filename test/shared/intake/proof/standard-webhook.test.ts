import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isStandardWebhook } from '#shared/intake/proof/standard-webhook.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { readPayload, requestOf, type Payload } from '#test/support/payloads.ts';

const VECTOR = await readPayload('web-form/standardwebhooks-sample');
const ROTATED = await readPayload('web-form/standardwebhooks-two-keys');
const SECRET = secretOf(VECTOR);
const REQUEST = requestOf(VECTOR);
const SIGNED_AT_SECONDS = Number(REQUEST.headers['webhook-timestamp']);

function secretOf({ secret }: Payload): string {
  if (secret === undefined) throw new Error('the payload has no secret');
  return secret;
}

function withHeaders(headers: ProviderRequest['headers']): ProviderRequest {
  return { ...REQUEST, headers: { ...REQUEST.headers, ...headers } };
}

function at(secondsAfterSigning: number): ProviderRequest {
  return { ...REQUEST, now: new Date((SIGNED_AT_SECONDS + secondsAfterSigning) * 1000) };
}

describe('a Standard Webhook', () => {
  it('is proved as the specification’s own sample is', () => {
    expect(isStandardWebhook(REQUEST, [SECRET])).toBe(true);
  });

  it('is proved by any of several signatures, and by any of two secrets', () => {
    expect(isStandardWebhook(requestOf(ROTATED), [secretOf(ROTATED)])).toBe(true);
    expect(isStandardWebhook(REQUEST, ['whsec_bm90IHRoaXMgb25l', SECRET])).toBe(true);
  });

  it.each([
    ['another body', { ...REQUEST, body: Buffer.from('{"test": 2432232315}') }],
    ['the same JSON in other bytes', { ...REQUEST, body: Buffer.from('{"test":2432232314}') }],
    ['another id', withHeaders({ 'webhook-id': 'msg_other' })],
    ['no id', withHeaders({ 'webhook-id': undefined })],
    ['an empty id', withHeaders({ 'webhook-id': '' })],
    ['another moment', withHeaders({ 'webhook-timestamp': String(SIGNED_AT_SECONDS + 1) })],
    ['no moment', withHeaders({ 'webhook-timestamp': undefined })],
    ['a moment that is none', withHeaders({ 'webhook-timestamp': 'NaN' })],
    ['a moment in another notation', withHeaders({ 'webhook-timestamp': `${SIGNED_AT_SECONDS}.0` })],
    ['a moment beyond all', withHeaders({ 'webhook-timestamp': '9'.repeat(400) })],
    ['no signature', withHeaders({ 'webhook-signature': undefined })],
    ['an empty signature', withHeaders({ 'webhook-signature': '' })],
    ['only the version', withHeaders({ 'webhook-signature': 'v1,' })],
    [
      'another version of it',
      withHeaders({ 'webhook-signature': REQUEST.headers['webhook-signature']?.replace('v1,', 'v1a,') }),
    ],
    [
      'the version left out',
      withHeaders({ 'webhook-signature': REQUEST.headers['webhook-signature']?.replace('v1,', '') }),
    ],
  ])('is forged with %s', (_name, request) => {
    expect(isStandardWebhook(request, [SECRET])).toBe(false);
  });

  it('is forged where no secret is stored, or an empty one', () => {
    expect(isStandardWebhook(REQUEST, [])).toBe(false);
    expect(isStandardWebhook(REQUEST, [''])).toBe(false);
    expect(isStandardWebhook(REQUEST, ['whsec_bm90IHRoaXMgb25l'])).toBe(false);
  });

  it.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])('is good five minutes both ways: %i s after signing', (seconds, expected) => {
    expect(isStandardWebhook(at(seconds), [SECRET])).toBe(expected);
  });

  it('tries no more signatures than an honest sender has', () => {
    const good = REQUEST.headers['webhook-signature'] ?? '';
    const listed = (before: number) => `${'v1,bad '.repeat(before)}${good}`;

    expect(isStandardWebhook(withHeaders({ 'webhook-signature': listed(4) }), [SECRET])).toBe(true);
    expect(isStandardWebhook(withHeaders({ 'webhook-signature': listed(5) }), [SECRET])).toBe(false);
    expect(isStandardWebhook(withHeaders({ 'webhook-signature': listed(100_000) }), [SECRET])).toBe(false);
  });

  it('may be signed with a plain secret, taken as the bytes it is', () => {
    const { 'webhook-id': id, 'webhook-timestamp': timestamp } = REQUEST.headers;
    const signature = createHmac('sha256', 'пароль').update(`${id}.${timestamp}.`).update(REQUEST.body);
    const request = withHeaders({ 'webhook-signature': `v1,${signature.digest('base64')}` });

    expect(isStandardWebhook(request, ['пароль'])).toBe(true);
  });
});
