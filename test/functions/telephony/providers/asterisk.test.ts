import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asterisk } from '#functions/telephony/providers/asterisk.ts';
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

const SECRET = 'asterisk-test-secret';
const SENT_AT = '1767614400';
const source = aSource({ id: 'asterisk', provider: 'asterisk', kind: 'call' });

const RECORD = {
  uniqueid: '1767603600.42',
  linkedid: '1767603600.40',
  src: '79992223344',
  did: '74950000101',
  dst: '600',
  disposition: 'ANSWERED',
  duration: 40,
  billsec: 31,
};

function signed(body: string, secret = SECRET): ProviderRequest {
  const signature = createHmac('sha256', secret).update(`msg_1.${SENT_AT}.${body}`).digest('base64');
  return aCallRequest({
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': SENT_AT,
      'webhook-signature': `v1,${signature}`,
    },
    body: Buffer.from(body),
  });
}

function call(changes: Record<string, unknown> = {}): ProviderRequest {
  return signed(JSON.stringify({ ...RECORD, ...changes }));
}

describe('a call from Asterisk', () => {
  it('is a lead once it is over, also when it rang out', async () => {
    const payload = await readPayload('telephony/asterisk-missed');
    const request = requestOf(payload);
    const reading = await asterisk.read(request, source);

    expect(asterisk.isGenuine(request, source, [SECRET])).toBe(true);
    expect(reading).toEqual({
      outcome: 'submission',
      submission: {
        kind: 'call',
        source: 'asterisk',
        provider: 'asterisk',
        language: 'ru',
        eventId: payload.expect.event_id,
        fields: { phone: '89992223344' },
        attribution: {},
        extra: {},
        suspicions: [],
        call: { missed: true, talkSeconds: 0, trackingNumber: '+74950000101' },
      },
    });
    expect(new LibPhoneNumbers().parse('89992223344', source.region)?.e164).toBe(payload.expect.phone);
  });

  it('from a hidden number has nobody to call back, though the voice menu answered', async () => {
    const request = requestOf(await readPayload('telephony/asterisk-hidden-caller'));

    expect(asterisk.isGenuine(request, source, [SECRET])).toBe(true);
    expect(await asterisk.read(request, source)).toEqual({ outcome: 'ignored', because: 'hidden-caller' });
  });

  it('is known by the id all its legs share, and by its channel where there is none', async () => {
    expect(await asterisk.read(call(), source)).toMatchObject({ submission: { eventId: '1767603600.40' } });
    expect(await asterisk.read(call({ linkedid: '' }), source)).toMatchObject({
      submission: { eventId: '1767603600.42' },
    });
  });

  it.each([
    [false, 31, {}],
    [true, 0, { disposition: 'NO ANSWER' }],
    [true, 0, { disposition: 'BUSY' }],
    [true, 0, { disposition: 'FAILED' }],
    [true, 0, { billsec: 0 }],
    [true, 0, { dst: 's' }],
    [true, 0, { dstchannel: '' }],
    [false, 31, { dst: 's', dstchannel: 'PJSIP/600-0000002a' }],
    [false, 7, { billsec: '7' }],
  ])('was missed: %s, talked for %i s: %j', async (missed, talkSeconds, changes) => {
    expect(await asterisk.read(call(changes), source)).toMatchObject({
      submission: { call: { missed, talkSeconds } },
    });
  });

  it.each(['', undefined, null])('to no number of ours (%j) is not from outside', async (did) => {
    expect(await asterisk.read(call({ did }), source)).toEqual({
      outcome: 'ignored',
      because: 'not-inbound',
    });
  });

  it.each(HIDDEN_CALLERS)('from the hidden caller "%s" has nobody to call back', async (src) => {
    expect(await asterisk.read(call({ src }), source)).toEqual({
      outcome: 'ignored',
      because: 'hidden-caller',
    });
  });

  it.each([
    ['{"uniqueid":', 400, 'malformed-json'],
    ['', 400, 'empty-body'],
    ['[]', 422, 'not-a-call-record'],
    ['{"uniqueid":"1"}', 422, 'not-a-call-record'],
    ['{"uniqueid":"","disposition":"ANSWERED"}', 422, 'not-a-call-record'],
  ])('cannot be read from %s', async (body, status, code) => {
    expect(await asterisk.read(signed(body), source)).toEqual({ outcome: 'unreadable', status, code });
  });

  it('comes as JSON and as nothing else', async () => {
    const headers = { ...call().headers, 'content-type': 'application/x-www-form-urlencoded' };

    expect(await asterisk.read({ ...call(), headers }, source)).toMatchObject({
      outcome: 'unreadable',
      status: 415,
    });
  });
});

describe('the signature of Asterisk', () => {
  itProvesItsOrigin(
    asterisk,
    source,
    SECRET,
    (secret) => signed(JSON.stringify(RECORD), secret),
    (request) => ({
      ...request,
      body: Buffer.from(request.body.toString().replace('NO', 'No').replace('31', '32')),
    }),
  );

  it('is worth nothing five minutes later', () => {
    expect(asterisk.isGenuine({ ...call(), now: new Date('2026-01-05T12:05:01Z') }, source, [SECRET])).toBe(
      false,
    );
  });
});

describe('what else comes to the address of Asterisk', () => {
  itReadsAnything(asterisk, source, (body) => aCallRequest({ headers: signed('{}').headers, body }));
});
