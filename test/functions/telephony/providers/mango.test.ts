import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mango } from '#functions/telephony/providers/mango.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import { readRequest } from '#test/support/events.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';

const KEY = 'k3yv5x0demo9mango7office1vpbx2ap';
const SALT = 's4ltv5x0demo9mango7office1vpbx2a';
const source = aSource({ id: 'mango', provider: 'mango', kind: 'call', options: { apiKey: KEY } });

const SUMMARY = {
  entry_id: 'call-1',
  call_direction: 1,
  from: { number: '79990000001' },
  line_number: '74950000101',
  talk_time: 100,
  end_time: 130,
};

function signed(json: string, { key = KEY, salt = SALT, rest = '/events/summary' } = {}): ProviderRequest {
  const sign = createHash('sha256').update(`${key}${json}${salt}`).digest('hex');
  return {
    method: 'POST',
    rest,
    url: `https://leads.example.com/v1/calls/mango${rest}`,
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(new URLSearchParams({ vpbx_api_key: key, sign, json }).toString()),
    address: '81.88.80.132',
    now: new Date('2026-01-05T12:00:00Z'),
  };
}

function summary(changes: Record<string, unknown> = {}): ProviderRequest {
  return signed(JSON.stringify({ ...SUMMARY, ...changes }));
}

describe('a call from Mango', () => {
  it.each([
    ['telephony/mango-answered', { missed: false, talkSeconds: 120 }],
    ['telephony/mango-missed', { missed: true, talkSeconds: 0 }],
    ['telephony/mango-missed-in-menu', { missed: true, talkSeconds: 0 }],
  ])('is a lead once it is over: %s', async (name, call) => {
    const payload = await readPayload(name);
    const request = requestOf(payload);

    expect(mango.isGenuine(request, source, [SALT])).toBe(true);
    expect(await mango.read(request, source)).toEqual({
      outcome: 'submission',
      submission: {
        kind: 'call',
        source: 'mango',
        provider: 'mango',
        language: 'ru',
        eventId: payload.expect.event_id,
        fields: { phone: payload.expect.phone },
        attribution: payload.expect.attribution,
        extra: {},
        suspicions: [],
        call: { ...call, trackingNumber: payload.expect.attribution?.line_number },
      },
      callId: payload.expect.event_id,
    });
  });

  it('is no lead while it is going on, but names the number that the caller saw', async () => {
    const payload = await readPayload('telephony/mango-call-in-progress');
    const request = requestOf(payload);

    expect(mango.isGenuine(request, source, [SALT])).toBe(true);
    expect(await mango.read(request, source)).toEqual({
      outcome: 'note',
      callId: payload.expect.event_id,
      marks: { dct_number: '+74951112233', dct_type: '1' },
    });
  });

  it.each([
    { dct: undefined },
    { dct: null },
    { dct: 'static' },
    { dct: {} },
    { dct: { number: '' } },
    { dct: { number: 'anonymous', type: 1 } },
    { dct: { number: '74951112233', type: 'x'.repeat(21) } },
    { dct: { number: '74951112233' }, entry_id: '' },
  ])('leaves no note where there is nothing to remember: %j', async (changes) => {
    const event = JSON.stringify({ entry_id: 'call-1', ...changes });

    expect(await mango.read(signed(event, { rest: '/events/call' }), source)).toEqual({
      outcome: 'ignored',
      because: 'call-in-progress',
    });
  });

  it('may leave out what kind of number it was', async () => {
    const event = JSON.stringify({ entry_id: 'call-1', dct: { number: '84951112233' } });

    expect(await mango.read(signed(event, { rest: '/events/call' }), source)).toEqual({
      outcome: 'note',
      callId: 'call-1',
      marks: { dct_number: '+74951112233' },
    });
  });

  it.each(['/events/recording', '/events/dtmf', '/events/sms', '/events/record/added', ''])(
    'is told by its summary alone, not by %s',
    async (rest) => {
      const reading = await mango.read(signed(JSON.stringify(SUMMARY), { rest }), source);

      expect(reading).toEqual({ outcome: 'ignored', because: 'not-a-call' });
    },
  );

  it.each([[0], [2, 'sip:ivanov@demo.mangosip.ru'], [2]])(
    'in direction %i to %s is among ourselves',
    async (call_direction, number?: string) => {
      expect(await mango.read(summary({ call_direction, to: { number } }), source)).toEqual({
        outcome: 'ignored',
        because: 'not-inbound',
      });
    },
  );

  it('of ours that was answered is a response to whoever waits there', async () => {
    const request = requestOf(await readPayload('telephony/mango-outbound'));

    expect(mango.isGenuine(request, source, [SALT])).toBe(true);
    expect(await mango.read(request, source)).toEqual({
      outcome: 'response',
      phone: '+79991234567',
      talkSeconds: 120,
    });
  });

  it('of ours that nobody answered is none', async () => {
    const unanswered = summary({ call_direction: 2, to: { number: '79991234567' }, talk_time: 0 });

    expect(await mango.read(unanswered, source)).toEqual({
      outcome: 'ignored',
      because: 'outbound-unanswered',
    });
  });

  it.each([[{}], [{ number: '' }], [{ number: 'anonymous' }], [undefined], [null]])(
    'from a hidden caller %j has nobody to call back',
    async (from) => {
      expect(await mango.read(summary({ from }), source)).toEqual({
        outcome: 'ignored',
        because: 'hidden-caller',
      });
    },
  );

  it('counts as missed when talk_time is not there at all', async () => {
    const reading = await mango.read(summary({ talk_time: undefined }), source);

    expect(reading).toMatchObject({ submission: { call: { missed: true, talkSeconds: 0 } } });
  });

  it('never talks for less than no time', async () => {
    const reading = await mango.read(summary({ talk_time: 200, end_time: 100 }), source);

    expect(reading).toMatchObject({ submission: { call: { missed: false, talkSeconds: 0 } } });
  });

  it.each([
    ['{"entry_id":', 400, 'malformed-json'],
    ['', 400, 'empty-body'],
    ['[]', 422, 'not-a-call-summary'],
    ['{"call_direction":1}', 422, 'not-a-call-summary'],
    ['{"__proto__":{"call_direction":1}}', 422, 'field-name-not-allowed'],
  ])('cannot be read from %s', async (json, status, code) => {
    expect(await mango.read(signed(json), source)).toEqual({ outcome: 'unreadable', status, code });
  });

  it('is answered whatever was signed', async () => {
    const event = fc.record({
      entry_id: fc.jsonValue(),
      call_direction: fc.constant(1),
      from: fc.oneof(fc.jsonValue(), fc.record({ number: fc.jsonValue() })),
      dct: fc.oneof(fc.jsonValue(), fc.record({ number: fc.jsonValue(), type: fc.jsonValue() })),
      talk_time: fc.jsonValue(),
    });
    const json = fc.oneof(
      fc.string(),
      event.map((value) => JSON.stringify(value)),
    );

    await fc.assert(
      fc.asyncProperty(json, fc.constantFrom('/events/call', '/events/summary'), async (text, rest) => {
        expect(await mango.read(signed(text, { rest }), source)).toHaveProperty('outcome');
      }),
    );
  });

  it('comes as a form and as nothing else', async () => {
    const request = {
      ...summary(),
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{}'),
    };

    expect(await mango.read(request, source)).toMatchObject({ outcome: 'unreadable', status: 415 });
  });

  it('is answered by an empty 200', () => {
    expect(mango.success).toEqual({ status: 200, body: '' });
  });
});

describe('the signature of Mango', () => {
  it('is refused when somebody without the salt made it', async () => {
    const request = requestOf(await readPayload('telephony/mango-forged'));

    expect(mango.isGenuine(request, source, [SALT])).toBe(false);
  });

  it('holds with either salt while one is being replaced', () => {
    expect(mango.isGenuine(summary(), source, ['the-next-salt', SALT])).toBe(true);
    expect(mango.isGenuine(summary(), source, [SALT, 'the-former-salt'])).toBe(true);
    expect(mango.isGenuine(summary(), source, ['the-next-salt'])).toBe(false);
  });

  it('does not hold for another account, though its own salt made it', () => {
    expect(mango.isGenuine(signed('{}', { key: 'another' }), source, [SALT])).toBe(false);
  });

  it('does not hold for one changed character', async () => {
    const { body } = requestOf(await readPayload('telephony/mango-answered'));
    const changed = Buffer.from(body.toString().replace('79991234567', '79991234568'));

    expect(mango.isGenuine({ ...summary(), body: changed }, source, [SALT])).toBe(false);
  });

  it('never holds without a secret or a key of ours', () => {
    const keyless = aSource({ provider: 'mango', kind: 'call' });

    expect(mango.isGenuine(summary(), source, [])).toBe(false);
    expect(mango.isGenuine(signed('{}', { salt: '' }), source, [''])).toBe(false);
    expect(mango.isGenuine(signed('{}', { key: '' }), keyless, [SALT])).toBe(false);
    expect(mango.isGenuine({ ...summary(), body: Buffer.alloc(0) }, source, [SALT])).toBe(false);
  });

  it('covers what is read: a second json field changes both', async () => {
    const genuine = summary();
    const forged = `${genuine.body.toString()}&json=${encodeURIComponent(JSON.stringify({ ...SUMMARY, entry_id: 'x' }))}`;

    expect(mango.isGenuine({ ...genuine, body: Buffer.from(forged) }, source, [SALT])).toBe(false);
  });
});

describe('recorded events of Mango', () => {
  it.each([
    ['mango-missed', true, 'submission'],
    ['mango-answered', true, 'submission'],
    ['mango-call-in-progress', true, 'note'],
    ['mango-forged', false, 'submission'],
  ])('%s', async (situation, genuine, outcome) => {
    const request = await readRequest(`telephony/${situation}.json`);

    expect(mango.isGenuine(request, source, [SALT])).toBe(genuine);
    expect(await mango.read(request, source)).toMatchObject({ outcome });
  });
});
