import { describe, expect, it } from 'vitest';
import { bitrix24 } from '#functions/telephony/providers/bitrix24.ts';
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

const TOKEN = 'b24apptoken0123456789abcdef01234';
const source = aSource({ id: 'bitrix24', provider: 'bitrix24', kind: 'call' });

const CALL_END = {
  event: 'ONVOXIMPLANTCALLEND',
  'data[CALL_ID]': 'A1',
  'data[CALL_TYPE]': '2',
  'data[PHONE_NUMBER]': '79992223344',
  'data[PORTAL_NUMBER]': '74950000101',
  'data[CALL_DURATION]': '35',
  'data[CALL_FAILED_CODE]': '200',
};

function sent(fields: Record<string, string>, token = TOKEN): ProviderRequest {
  return aCallRequest({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(new URLSearchParams({ ...fields, 'auth[application_token]': token }).toString()),
  });
}

describe('a call that a Bitrix24 reports', () => {
  it('is a lead once it is over', async () => {
    const payload = await readPayload('telephony/bitrix24-missed');
    const request = requestOf(payload);

    expect(bitrix24.isGenuine(request, source, [TOKEN])).toBe(true);
    expect(await bitrix24.read(request, source)).toEqual({
      outcome: 'submission',
      submission: {
        kind: 'call',
        source: 'bitrix24',
        provider: 'bitrix24',
        language: 'ru',
        eventId: payload.expect.event_id,
        fields: { phone: '89992223344' },
        attribution: { portal_number: 'reg12345' },
        extra: {},
        suspicions: [],
        call: { missed: true, talkSeconds: 0 },
      },
    });
    expect(new LibPhoneNumbers().parse('89992223344', source.region)?.e164).toBe(payload.expect.phone);
  });

  it.each([
    ['2', '200', '35', { missed: false, talkSeconds: 35 }],
    ['3', '200', '35', { missed: false, talkSeconds: 35 }],
    ['2', '304', '12', { missed: true, talkSeconds: 0 }],
    ['2', '603-S', '0', { missed: true, talkSeconds: 0 }],
    ['2', '', '35', { missed: false, talkSeconds: 35 }],
    ['2', '', '0', { missed: true, talkSeconds: 0 }],
  ])('of type %s, ended as "%s" after %s s', async (type, code, duration, call) => {
    const changes = {
      'data[CALL_TYPE]': type,
      'data[CALL_FAILED_CODE]': code,
      'data[CALL_DURATION]': duration,
    };

    expect(await bitrix24.read(sent({ ...CALL_END, ...changes }), source)).toMatchObject({
      submission: { call: { ...call, trackingNumber: '+74950000101' }, attribution: {} },
    });
  });

  it.each(['1', '4'])('of ours, type %s, is a response where it was answered', async (type) => {
    const ours = { ...CALL_END, 'data[CALL_TYPE]': type, 'data[PHONE_NUMBER]': '89992223344' };
    const answered = { ...ours, 'data[CALL_FAILED_CODE]': '200', 'data[CALL_DURATION]': '95' };

    expect(await bitrix24.read(sent(answered), source)).toEqual({
      outcome: 'response',
      phone: '89992223344',
      talkSeconds: 95,
    });
    expect(await bitrix24.read(sent({ ...ours, 'data[CALL_FAILED_CODE]': '486' }), source)).toEqual({
      outcome: 'ignored',
      because: 'outbound-unanswered',
    });
  });

  it.each(['5', ''])('of type "%s" is not from outside', async (type) => {
    expect(await bitrix24.read(sent({ ...CALL_END, 'data[CALL_TYPE]': type }), source)).toEqual({
      outcome: 'ignored',
      because: 'not-inbound',
    });
  });

  it.each(HIDDEN_CALLERS)('from the hidden caller "%s" has nobody to call back', async (number) => {
    expect(await bitrix24.read(sent({ ...CALL_END, 'data[PHONE_NUMBER]': number }), source)).toEqual({
      outcome: 'ignored',
      because: 'hidden-caller',
    });
  });
});

describe('a lead that was added in a Bitrix24', () => {
  it('is only pointed at', async () => {
    const payload = await readPayload('telephony/bitrix24-lead-added');
    const request = requestOf(payload);

    expect(bitrix24.isGenuine(request, source, [TOKEN])).toBe(true);
    expect(await bitrix24.read(request, source)).toEqual({
      outcome: 'pointers',
      pointers: [{ eventId: payload.expect.event_id, ref: '7405', attribution: {} }],
    });
  });

  it.each(['', '0', '-1', '7405/../1', '1e3', 'x'])('cannot have the id "%s"', async (id) => {
    expect(await bitrix24.read(sent({ event: 'ONCRMLEADADD', 'data[FIELDS][ID]': id }), source)).toEqual({
      outcome: 'unreadable',
      status: 422,
      code: 'lead-id-missing',
    });
  });
});

describe('what else a Bitrix24 reports', () => {
  it.each(['ONCRMLEADUPDATE', 'ONVOXIMPLANTCALLSTART', 'ONCRMDEALADD'])('is not ours: %s', async (event) => {
    expect(await bitrix24.read(sent({ event }), source)).toEqual({
      outcome: 'ignored',
      because: 'not-a-lead',
    });
  });

  it('cannot be read without the name of its event or the id of its call, nor as JSON', async () => {
    const { 'data[CALL_ID]': _, ...nameless } = CALL_END;
    const json = { ...sent({}), headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') };

    expect(await bitrix24.read(sent({}), source)).toMatchObject({ code: 'event-missing' });
    expect(await bitrix24.read(sent(nameless), source)).toMatchObject({ code: 'call-id-missing' });
    expect(await bitrix24.read(json, source)).toMatchObject({ outcome: 'unreadable', status: 415 });
  });

  itReadsAnything(bitrix24, source, (body) => aCallRequest({ headers: sent({}).headers, body }));
});

describe('the token of a Bitrix24', () => {
  itProvesItsOrigin(
    bitrix24,
    source,
    TOKEN,
    (token) => sent(CALL_END, token),
    (request) => ({ ...request, body: Buffer.from(request.body.toString().replace(TOKEN, `${TOKEN}0`)) }),
  );
});
