import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ctm } from '#functions/telephony/providers/ctm.ts';
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

const SECRET = 'ctm-test-signing-secret';
const TIME = '1767600140';
const source = aSource({ id: 'ctm', provider: 'ctm', kind: 'call', language: 'en' });

const CALL = {
  id: 4379952365,
  direction: 'inbound',
  caller_number: '+12015550123',
  tracking_number: '+12015550199',
  dial_status: 'answered',
  talk_time: 48,
  duration: 62,
};

function signed(body: string, secret = SECRET): ProviderRequest {
  const signature = createHmac('sha1', secret).update(`${TIME}${body}`).digest('base64');
  return aCallRequest({
    headers: { 'content-type': 'application/json', 'x-ctm-time': TIME, 'x-ctm-signature': ` ${signature} ` },
    body: Buffer.from(body),
  });
}

function call(changes: Record<string, unknown> = {}): ProviderRequest {
  return signed(JSON.stringify({ ...CALL, ...changes }));
}

describe('a call from CallTrackingMetrics', () => {
  it.each([
    ['telephony/ctm-answered', { missed: false, talkSeconds: 48 }],
    ['telephony/ctm-missed', { missed: true, talkSeconds: 0 }],
  ])('is a lead once it is over: %s', async (name, told) => {
    const payload = await readPayload(name);
    const request = requestOf(payload);

    expect(ctm.isGenuine(request, source, [SECRET])).toBe(true);
    expect(await ctm.read(request, source)).toEqual({
      outcome: 'submission',
      submission: {
        kind: 'call',
        source: 'ctm',
        provider: 'ctm',
        language: 'en',
        eventId: payload.expect.event_id,
        fields: {
          phone: payload.expect.phone,
          ...(payload.expect.name === undefined ? {} : { name: payload.expect.name }),
        },
        attribution: payload.expect.utm,
        extra: {},
        suspicions: [],
        call: { ...told, trackingNumber: '+12015550199' },
      },
    });
    expect(new LibPhoneNumbers().parse(payload.expect.phone ?? '', 'RU')?.e164).toBe(payload.expect.phone);
  });

  it.each([
    ['+12015550124', { caller_number: '2015550124' }],
    ['+442079460018', { caller_number: '02079460018', caller_number_complete: '+442079460018' }],
    ['2079460018', { caller_number: '2079460018', tracking_number: '+442030000001' }],
    ['2015550124', { caller_number: '2015550124', tracking_number: null }],
  ])('reads %s from %j', async (phone, changes) => {
    expect(await ctm.read(call(changes), source)).toMatchObject({ submission: { fields: { phone } } });
  });

  it('has the caller’s address where they know it', async () => {
    expect(await ctm.read(call({ email: 'jane@example.com' }), source)).toMatchObject({
      submission: { fields: { phone: '+12015550123', email: 'jane@example.com' } },
    });
  });

  it('counts as missed without talk, and by its last leg where no talk is told', async () => {
    const missed = { submission: { call: { missed: true, talkSeconds: 0 } } };

    expect(await ctm.read(call({ talk_time: 0 }), source)).toMatchObject(missed);
    expect(await ctm.read(call({ talk_time: null, dial_status: 'no-answer' }), source)).toMatchObject(missed);
    expect(await ctm.read(call({ talk_time: undefined }), source)).toMatchObject({
      submission: { call: { missed: false } },
    });
  });

  it.each([
    ['not-inbound', { direction: 'outbound' }],
    ['not-inbound', { direction: 'msg_inbound' }],
    ['call-in-progress', { call_status: 'ringing' }],
    ['call-in-progress', { call_status: 'in-progress' }],
  ])('is no lead as %s: %j', async (because, changes) => {
    expect(await ctm.read(call(changes), source)).toEqual({ outcome: 'ignored', because });
  });

  it('is no lead when its start calls the address for starts', async () => {
    expect(await ctm.read({ ...call(), rest: '/start' }, source)).toEqual({
      outcome: 'ignored',
      because: 'call-in-progress',
    });
  });

  it.each(HIDDEN_CALLERS)('from the hidden caller "%s" has nobody to call back', async (caller_number) => {
    expect(await ctm.read(call({ caller_number }), source)).toEqual({
      outcome: 'ignored',
      because: 'hidden-caller',
    });
  });

  it.each([
    ['{"id":', 400, 'malformed-json'],
    ['', 400, 'empty-body'],
    ['[]', 422, 'not-a-call'],
    ['{"direction":"inbound"}', 422, 'not-a-call'],
  ])('cannot be read from %s', async (body, status, code) => {
    expect(await ctm.read(signed(body), source)).toEqual({ outcome: 'unreadable', status, code });
  });
});

describe('a form of CallTrackingMetrics', () => {
  const custom = [
    { id: 'inn', label: 'ИНН', value: '7707083893' },
    { id: 'message', label: '', value: 'Call me' },
    { id: 'interests', label: 'Interests', value: ['a', 'b'] },
    { id: 'odd', label: 'Odd', value: { nested: true } },
  ];
  const ofForms = aSource({ ...source, aliases: { ИНН: 'inn' } });

  it.each(['inbound', 'outbound', 'form'])('is a lead in direction %s', async (direction) => {
    const request = call({ direction, form: { custom }, name: 'Jane Doe', caller_number: '2015550124' });

    expect(await ctm.read(request, ofForms)).toMatchObject({
      outcome: 'submission',
      submission: {
        kind: 'form',
        eventId: '4379952365',
        fields: { name: 'Jane Doe', phone: '+12015550124', inn: '7707083893', message: 'Call me' },
        extra: { interests: 'a, b' },
      },
    });
  });

  it('may have no number', async () => {
    const reading = await ctm.read(
      call({ form: { custom }, caller_number: '+', email: 'j@example.com' }),
      source,
    );

    expect(reading).toMatchObject({ submission: { fields: { email: 'j@example.com' } } });
    expect(reading).not.toMatchObject({ submission: { fields: { phone: expect.anything() } } });
  });
});

describe('the signature of CallTrackingMetrics', () => {
  itProvesItsOrigin(
    ctm,
    source,
    SECRET,
    (secret) => signed(JSON.stringify(CALL), secret),
    (request) => ({ ...request, headers: { ...request.headers, 'x-ctm-time': '1767600141' } }),
  );

  it('does not hold without its time', () => {
    const { 'x-ctm-time': _, ...headers } = call().headers;
    const body = call().body;
    const signature = createHmac('sha1', SECRET).update(body).digest('base64');

    expect(
      ctm.isGenuine({ ...call(), headers: { ...headers, 'x-ctm-signature': signature } }, source, [SECRET]),
    ).toBe(false);
  });
});

describe('what else comes to the address of CallTrackingMetrics', () => {
  itReadsAnything(ctm, source, (body) => aCallRequest({ headers: signed('{}').headers, body }));
});
