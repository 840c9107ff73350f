import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { twilio } from '#functions/telephony/providers/twilio.ts';
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

const TOKEN = 'twilio-test-auth-token';
const URL_OF_OURS = 'https://leads.example.com/v1/calls/twilio';
const source = aSource({ id: 'twilio', provider: 'twilio', kind: 'call', region: 'GB' });

const END = {
  CallSid: 'CA1',
  CallStatus: 'completed',
  Direction: 'inbound',
  From: '+442079460018',
  To: '+442030000001',
  CallDuration: '75',
};

function sign(text: string, token = TOKEN): string {
  return createHmac('sha1', token).update(text).digest('base64');
}

function joined(fields: Record<string, string>): string {
  return Object.keys(fields)
    .sort()
    .map((name) => `${name}${fields[name]}`)
    .join('');
}

function sent(
  fields: Record<string, string>,
  { token = TOKEN, signedUrl = URL_OF_OURS } = {},
): ProviderRequest {
  return aCallRequest({
    url: URL_OF_OURS,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': sign(`${signedUrl}${joined(fields)}`, token),
    },
    body: Buffer.from(new URLSearchParams(fields).toString()),
  });
}

function sentRaw(url: string, query: string, body: string, signed: string): ProviderRequest {
  return aCallRequest({
    url: `${url}${query}`,
    query: new URLSearchParams(query),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': sign(signed) },
    body: Buffer.from(body),
  });
}

describe('a call from Twilio', () => {
  it.each([
    ['telephony/twilio-answered', { missed: false, talkSeconds: 75 }],
    ['telephony/twilio-missed', { missed: true, talkSeconds: 0 }],
  ])('is a lead once it is over: %s', async (name, call) => {
    const payload = await readPayload(name);
    const request = requestOf(payload);

    expect(twilio.isGenuine(request, source, [TOKEN])).toBe(true);
    expect(await twilio.read(request, source)).toEqual({
      outcome: 'submission',
      submission: {
        kind: 'call',
        source: 'twilio',
        provider: 'twilio',
        language: 'ru',
        eventId: payload.expect.event_id,
        fields: { phone: payload.expect.phone },
        attribution: { To: '+442030000001' },
        extra: {},
        suspicions: [],
        call: { ...call, trackingNumber: '+442030000001' },
      },
    });
    expect(new LibPhoneNumbers().parse(payload.expect.phone ?? '', 'RU')?.e164).toBe(payload.expect.phone);
  });

  it('is no lead while nothing says how it ended, as in the sample of the documentation', async () => {
    const payload = await readPayload('telephony/twilio-sample');
    const request = requestOf(payload);

    expect(twilio.isGenuine(request, source, [payload.secret ?? ''])).toBe(true);
    expect(await twilio.read(request, source)).toEqual({ outcome: 'ignored', because: 'call-in-progress' });
  });

  it.each(['queued', 'ringing', 'in-progress', 'initiated'])(
    'is not over when it is %s',
    async (CallStatus) => {
      expect(await twilio.read(sent({ ...END, CallStatus }), source)).toMatchObject({ outcome: 'ignored' });
    },
  );

  it.each(['busy', 'failed', 'no-answer', 'canceled'])(
    'was missed when it ended as %s',
    async (CallStatus) => {
      const ofItself = await twilio.read(sent({ ...END, CallStatus }), source);
      const ofItsLeg = await twilio.read(sent({ ...END, DialCallStatus: CallStatus }), source);

      expect(ofItself).toMatchObject({ submission: { call: { missed: true, talkSeconds: 0 } } });
      expect(ofItsLeg).toMatchObject({ submission: { call: { missed: true, talkSeconds: 0 } } });
    },
  );

  it.each(['outbound-api', 'outbound-dial'])('in direction %s is our own', async (Direction) => {
    expect(await twilio.read(sent({ ...END, Direction }), source)).toEqual({
      outcome: 'ignored',
      because: 'not-inbound',
    });
  });

  it.each(HIDDEN_CALLERS)('from the hidden caller "%s" has nobody to call back', async (From) => {
    expect(await twilio.read(sent({ ...END, From }), source)).toEqual({
      outcome: 'ignored',
      because: 'hidden-caller',
    });
  });

  it('without an id cannot be told from its own repeat', async () => {
    const { CallSid: _, ...rest } = END;

    expect(await twilio.read(sent(rest), source)).toEqual({
      outcome: 'unreadable',
      status: 422,
      code: 'call-id-missing',
    });
  });

  it('may come by GET, in its address', async () => {
    const query = `?${new URLSearchParams(END).toString()}`;
    const request = { ...sentRaw(URL_OF_OURS, query, '', `${URL_OF_OURS}${query}`), method: 'GET' };

    expect(twilio.isGenuine(request, source, [TOKEN])).toBe(true);
    expect(await twilio.read(request, source)).toMatchObject({ submission: { eventId: 'CA1' } });
  });
});

describe('the signature of Twilio', () => {
  itProvesItsOrigin(
    twilio,
    source,
    TOKEN,
    (token) => sent(END, { token }),
    (request) => ({
      ...request,
      body: Buffer.from(request.body.toString().replace('442079460018', '442079460019')),
    }),
  );

  it('is over the address Twilio was given, whatever a proxy makes of it', () => {
    const signedUrl = 'https://hooks.example.com/twilio';
    const behindProxy = aSource({
      ...source,
      options: { publicUrls: `https://hooks.example.com/former ${signedUrl}` },
    });

    expect(twilio.isGenuine(sent(END, { signedUrl }), behindProxy, [TOKEN])).toBe(true);
    expect(twilio.isGenuine(sent(END, { signedUrl }), source, [TOKEN])).toBe(false);
  });

  it.each([
    ['with the port it does not have', URL_OF_OURS, 'https://leads.example.com:443/v1/calls/twilio'],
    ['without the port it has', 'https://leads.example.com:8443/v1/calls/twilio', URL_OF_OURS],
    ['of plain HTTP', 'http://127.0.0.1/v1/calls/twilio', 'http://127.0.0.1:80/v1/calls/twilio'],
  ])('may be over the address %s', (_what, url, signedUrl) => {
    expect(twilio.isGenuine({ ...sent(END, { signedUrl }), url }, source, [TOKEN])).toBe(true);
  });

  it('is over each different value of a field that comes twice, sorted', () => {
    const request = sentRaw(URL_OF_OURS, '', 'b=2&a=z&b=1&b=2&Z=+%2B', `${URL_OF_OURS}Z +azb1b2`);

    expect(twilio.isGenuine(request, source, [TOKEN])).toBe(true);
  });

  it('covers a body that is no form by its digest in the address', async () => {
    const body = JSON.stringify(END);
    const query = `?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const request = sentRaw(URL_OF_OURS, query, body, `${URL_OF_OURS}${query}`);

    expect(twilio.isGenuine(request, source, [TOKEN])).toBe(true);
    expect(await twilio.read(request, source)).toMatchObject({ submission: { eventId: 'CA1' } });
    expect(twilio.isGenuine({ ...request, body: Buffer.from('{}') }, source, [TOKEN])).toBe(false);
  });

  it('does not hold for more fields than anybody sends', () => {
    const body = 'a=1&'.repeat(501);

    expect(twilio.isGenuine(sentRaw(URL_OF_OURS, '', body, `${URL_OF_OURS}a1`), source, [TOKEN])).toBe(false);
  });
});

describe('what else comes to the address of Twilio', () => {
  itReadsAnything(twilio, source, (body) => aCallRequest({ headers: sent(END).headers, body }));

  it('is refused when it is JSON nobody signed as such', async () => {
    const request = {
      ...sent(END),
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{}'),
    };

    expect(await twilio.read(request, source)).toMatchObject({ outcome: 'unreadable', status: 415 });
  });
});
