import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { callrail } from '#functions/telephony/providers/callrail.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import {
  HIDDEN_CALLERS,
  aCallRequest,
  itProvesItsOrigin,
  itReadsAnything,
} from '#test/support/call-provider-checks.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';

const KEY = 'callrail-test-signing-key';
const source = aSource({
  id: 'callrail',
  provider: 'callrail',
  kind: 'call',
  region: 'US',
  language: 'en',
  aliases: { your_name: 'name' },
});

const CALL = {
  id: 1,
  direction: 'inbound',
  answered: true,
  voicemail: false,
  duration: '61',
  customer_name: 'Jane Doe',
  customer_phone_number: '+12148654559',
  tracking_phone_number: '+14045558514',
  timestamp: '2026-01-05T11:55:00.000-00:00',
};

function signed(body: string, key = KEY): ProviderRequest {
  return aCallRequest({
    headers: {
      'content-type': 'application/json',
      signature: createHmac('sha1', key).update(body).digest('base64'),
    },
    body: Buffer.from(body),
  });
}

function call(changes: Record<string, unknown> = {}): ProviderRequest {
  return signed(JSON.stringify({ ...CALL, ...changes }));
}

describe('a call from CallRail', () => {
  it('is understood from the sample of the documentation, a voicemail that nobody answered', async () => {
    const payload = await readPayload('telephony/callrail-voicemail');
    const request = requestOf(payload);

    expect(callrail.isGenuine(request, source, [payload.secret ?? ''])).toBe(true);
    expect(await callrail.read(request, source)).toEqual({
      outcome: 'submission',
      submission: {
        kind: 'call',
        source: 'callrail',
        provider: 'callrail',
        language: 'en',
        eventId: payload.expect.event_id,
        fields: { phone: payload.expect.phone, name: payload.expect.name },
        attribution: { ...payload.expect.utm, source_name: 'Google AdWords' },
        extra: {},
        suspicions: [],
        call: { missed: true, talkSeconds: 0, trackingNumber: '+14045558514' },
      },
    });
    expect(new LibPhoneNumbers().parse(payload.expect.phone ?? '', 'US')?.e164).toBe(payload.expect.phone);
  });

  it('that was answered says how long it was, in a text', async () => {
    expect(await callrail.read(call(), source)).toMatchObject({
      submission: { call: { missed: false, talkSeconds: 61 } },
    });
    expect(await callrail.read(call({ duration: '' }), source)).toMatchObject({
      submission: { call: { missed: false, talkSeconds: 0 } },
    });
  });

  it('that ended in the voicemail was missed, answered or not', async () => {
    expect(await callrail.read(call({ voicemail: true }), source)).toMatchObject({
      submission: { call: { missed: true } },
    });
    expect(await callrail.read(call({ answered: 'false' }), source)).toMatchObject({
      submission: { call: { missed: true } },
    });
  });

  it('tells of the page it came from, and of the advertisement in its address', async () => {
    const landing_page_url = 'https://acme.example/?gclid=abc&utm_source=google';

    expect(
      await callrail.read(call({ landing_page_url, referring_url: 'https://google.com/' }), source),
    ).toMatchObject({
      submission: {
        attribution: {
          gclid: 'abc',
          utm_source: 'google',
          page: landing_page_url,
          referrer: 'https://google.com/',
        },
      },
    });
  });

  it.each([
    ['not-the-end-of-a-call', { answered: undefined }],
    ['update', { changes: ['lead_status'] }],
    ['not-inbound', { direction: 'outbound' }],
    ['not-inbound', { direction: undefined }],
    ['too-old', { timestamp: '2026-01-05T05:59:00Z' }],
    ['too-old', { timestamp: '2026-01-05T18:01:00Z' }],
  ])('is left aside as %s: %j', async (because, changes) => {
    expect(await callrail.read(call(changes), source)).toEqual({ outcome: 'ignored', because });
  });

  it.each(['2026-01-05T06:01:00Z', undefined, 'yesterday'])(
    'is taken when it began hours ago, or nobody knows when: %s',
    async (timestamp) => {
      expect(await callrail.read(call({ timestamp }), source)).toMatchObject({ outcome: 'submission' });
    },
  );

  it.each(HIDDEN_CALLERS)(
    'from the hidden caller "%s" has nobody to call back',
    async (customer_phone_number) => {
      expect(await callrail.read(call({ customer_phone_number }), source)).toEqual({
        outcome: 'ignored',
        because: 'hidden-caller',
      });
    },
  );
});

describe('a form that CallRail watches', () => {
  it('is a lead with what the visitor typed and who CallRail says it was', async () => {
    const payload = await readPayload('telephony/callrail-form');
    const request = requestOf(payload);

    expect(callrail.isGenuine(request, source, [KEY])).toBe(true);
    expect(await callrail.read(request, source)).toEqual({
      outcome: 'submission',
      submission: {
        kind: 'form',
        source: 'callrail',
        provider: 'callrail',
        language: 'en',
        eventId: payload.expect.event_id,
        fields: {
          name: payload.expect.name,
          email: payload.expect.email,
          phone: payload.expect.phone,
          message: '¿Precio?',
        },
        attribution: { ...payload.expect.utm, page: 'https://acme.example/contact' },
        extra: {},
        suspicions: [],
      },
    });
    expect(new LibPhoneNumbers().parse(payload.expect.phone ?? '', 'US')?.e164).toBe(payload.expect.phone);
  });

  it('keeps the fields nobody has a name for, and what was typed where CallRail knows nobody', async () => {
    const form_data = { your_name: 'Ann', phone: '214-865-4559', shoe_size: 42, website: 'x' };
    const event = { id: 'f1', form_data, customer_phone_number: '', customer_name: null };

    expect(await callrail.read(signed(JSON.stringify(event)), source)).toMatchObject({
      submission: {
        fields: { name: 'Ann', phone: '214-865-4559' },
        extra: { shoe_size: '42' },
        suspicions: ['honeypot'],
      },
    });
  });
});

describe('the signature of CallRail', () => {
  itProvesItsOrigin(
    callrail,
    source,
    KEY,
    (key) => signed(JSON.stringify(CALL), key),
    (request) => ({ ...request, body: Buffer.from(request.body.toString().replace('4559', '4558')) }),
  );
});

describe('what else comes from CallRail', () => {
  it.each([
    ['{"id":', 'malformed-json'],
    ['', 'empty-body'],
    ['[]', 'not-an-event'],
    ['{"answered":true}', 'not-an-event'],
  ])('is never refused, which would get the webhook switched off: %s', async (body, because) => {
    expect(await callrail.read(signed(body), source)).toEqual({ outcome: 'ignored', because });
  });

  itReadsAnything(callrail, source, (body) =>
    aCallRequest({ headers: { 'content-type': 'application/json', signature: 'x' }, body }),
  );
});
