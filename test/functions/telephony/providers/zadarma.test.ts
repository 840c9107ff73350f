import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { novofon, zadarma } from '#functions/telephony/providers/zadarma.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import { readRequest } from '#test/support/events.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';

const SECRET = 'zadarma-test-secret-0001';
const source = aSource({ id: 'zadarma', provider: 'zadarma', kind: 'call' });

const END = {
  event: 'NOTIFY_END',
  call_start: '2026-01-05 11:00:00',
  pbx_call_id: 'in_1',
  caller_id: '79990000001',
  called_did: '74950000101',
  duration: '5',
  disposition: 'answered',
};

function sent(fields: Record<string, string>, signature = ''): ProviderRequest {
  return {
    method: 'POST',
    rest: '',
    url: 'https://leads.example.com/v1/calls/zadarma',
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', signature },
    body: Buffer.from(new URLSearchParams(fields).toString()),
    address: '185.45.152.42',
    now: new Date('2026-01-05T12:00:00Z'),
  };
}

function sign(text: string): string {
  return Buffer.from(createHmac('sha1', SECRET).update(text).digest('hex')).toString('base64');
}

describe('a call from Zadarma', () => {
  it.each([
    ['telephony/zadarma-answered', { missed: false, talkSeconds: 95 }],
    ['telephony/zadarma-missed', { missed: true, talkSeconds: 0 }],
  ])('is a lead once it is over: %s', async (name, call) => {
    const payload = await readPayload(name);
    const request = requestOf(payload);

    expect(zadarma.isGenuine(request, source, [SECRET])).toBe(true);
    expect(await zadarma.read(request, source)).toEqual({
      outcome: 'submission',
      submission: {
        kind: 'call',
        source: 'zadarma',
        provider: 'zadarma',
        language: 'ru',
        eventId: payload.expect.event_id,
        fields: { phone: payload.expect.phone },
        attribution: { called_did: '+74950000101' },
        extra: {},
        suspicions: [],
        call: { ...call, trackingNumber: '+74950000101' },
      },
    });
  });

  it('is no lead when it begins, and the answer does not steer it', async () => {
    const payload = await readPayload('telephony/zadarma-start');
    const request = requestOf(payload);

    expect(zadarma.isGenuine(request, source, [SECRET])).toBe(true);
    expect(await zadarma.read(request, source)).toEqual({
      outcome: 'ignored',
      because: 'not-the-end-of-a-call',
    });
    expect(zadarma.success).toEqual(payload.expect.response);
  });

  it('from a hidden caller has nobody to call back', async () => {
    const request = requestOf(await readPayload('telephony/zadarma-anonymous'));

    expect(zadarma.isGenuine(request, source, [SECRET])).toBe(true);
    expect(await zadarma.read(request, source)).toEqual({ outcome: 'ignored', because: 'hidden-caller' });
  });

  it.each(['NOTIFY_INTERNAL', 'NOTIFY_ANSWER', 'NOTIFY_OUT_START', 'NOTIFY_RECORD', 'NOTIFY_IVR'])(
    'is not told by %s',
    async (event) => {
      expect(await zadarma.read(sent({ ...END, event }), source)).toMatchObject({ outcome: 'ignored' });
    },
  );

  it('of ours is a response where it was answered', async () => {
    const out = { ...END, event: 'NOTIFY_OUT_END', destination: '79991234567', duration: '40' };

    expect(await zadarma.read(sent({ ...out, disposition: 'answered' }), source)).toEqual({
      outcome: 'response',
      phone: '+79991234567',
      talkSeconds: 40,
    });
    expect(await zadarma.read(sent({ ...out, disposition: 'busy' }), source)).toEqual({
      outcome: 'ignored',
      because: 'outbound-unanswered',
    });
  });

  it('that we made ourselves is no lead', async () => {
    expect(await zadarma.read(sent({ ...END, pbx_call_id: 'out_1' }), source)).toEqual({
      outcome: 'ignored',
      because: 'not-inbound',
    });
  });

  it.each(['busy', 'cancel', 'no answer', 'failed', 'no money, no limit', ''])(
    'with disposition "%s" is missed, whatever its duration',
    async (disposition) => {
      const reading = await zadarma.read(sent({ ...END, disposition, duration: '30' }), source);

      expect(reading).toMatchObject({ submission: { call: { missed: true, talkSeconds: 0 } } });
    },
  );

  it.each(['-5', 'NaN', '1e999', 'five'])('never talks for %s seconds', async (duration) => {
    const reading = await zadarma.read(sent({ ...END, duration }), source);

    expect(reading).toMatchObject({ submission: { call: { missed: false, talkSeconds: 0 } } });
  });

  it('without an id cannot be told from its own repeat', async () => {
    const { pbx_call_id: _id, ...rest } = END;

    expect(await zadarma.read(sent(rest), source)).toEqual({
      outcome: 'unreadable',
      status: 422,
      code: 'call-id-missing',
    });
  });

  it('says which of the two names it came under', async () => {
    expect(await novofon.read(sent(END), source)).toMatchObject({ submission: { provider: 'novofon' } });
  });
});

describe('the address check of Zadarma', () => {
  it('gets back exactly what it sent', async () => {
    const payload = await readPayload('telephony/zadarma-echo');

    expect(zadarma.greet?.(requestOf(payload), source, [SECRET])).toMatchObject(
      payload.expect.response ?? {},
    );
  });

  it('is not a way to have us say anything', () => {
    const query = new URLSearchParams({ zd_echo: '<script>alert(1)</script>' });

    expect(zadarma.greet?.({ ...sent({}), query }, source, [SECRET])).toBeUndefined();
    expect(zadarma.greet?.(sent({}), source, [SECRET])).toBeUndefined();
  });
});

describe('the signature of Zadarma', () => {
  it.each([
    ['NOTIFY_INTERNAL', ['caller_id', 'called_did', 'call_start']],
    ['NOTIFY_IVR', ['caller_id', 'called_did', 'call_start']],
    ['NOTIFY_ANSWER', ['caller_id', 'destination', 'call_start']],
    ['NOTIFY_OUT_START', ['internal', 'destination', 'call_start']],
    ['NOTIFY_OUT_END', ['internal', 'destination', 'call_start']],
    ['NOTIFY_RECORD', ['pbx_call_id', 'call_id_with_rec']],
  ])('of %s is over %j', (event, names) => {
    const fields: Record<string, string> = Object.fromEntries(
      names.map((name, index) => [name, `+value ${index}`]),
    );
    const request = sent({ event, ...fields }, sign(names.map((name) => fields[name]).join('')));

    expect(zadarma.isGenuine(request, source, [SECRET])).toBe(true);
    expect(zadarma.isGenuine(request, source, ['next-secret', SECRET])).toBe(true);
    expect(zadarma.isGenuine(request, source, ['next-secret'])).toBe(false);
  });

  it('does not hold when the caller was changed', async () => {
    const request = requestOf(await readPayload('telephony/zadarma-missed'));
    const body = Buffer.from(request.body.toString().replace('79992223344', '79992223345'));

    expect(zadarma.isGenuine({ ...request, body }, source, [SECRET])).toBe(false);
  });

  it('covers what is read: a look-alike field does not replace a signed one', async () => {
    const request = sent(END, sign(`${END.caller_id}${END.called_did}${END.call_start}`));
    const body = Buffer.from(`${request.body.toString()}&caller_id%00=79995556677`);

    expect(zadarma.isGenuine({ ...request, body }, source, [SECRET])).toBe(true);
    expect(await zadarma.read({ ...request, body }, source)).toMatchObject({
      submission: { fields: { phone: '+79990000001' } },
    });
  });

  it('never holds without a secret, a signature or an event we know', () => {
    const empty = createHmac('sha1', '').update('').digest('hex');

    expect(zadarma.isGenuine(sent(END), source, [SECRET])).toBe(false);
    expect(zadarma.isGenuine(sent(END, sign('')), source, [])).toBe(false);
    expect(
      zadarma.isGenuine(sent({ event: 'NOTIFY_END' }, Buffer.from(empty).toString('base64')), source, ['']),
    ).toBe(false);
    expect(zadarma.isGenuine(sent({ event: 'constructor' }, sign('')), source, [SECRET])).toBe(false);
  });
});

describe('recorded events of Zadarma', () => {
  it.each([
    ['zadarma-missed', 'submission'],
    ['zadarma-answered', 'submission'],
    ['zadarma-start', 'ignored'],
    ['zadarma-anonymous', 'ignored'],
  ])('%s', async (situation, outcome) => {
    const request = await readRequest(`telephony/${situation}.json`);

    expect(zadarma.isGenuine(request, source, [SECRET])).toBe(true);
    expect(await zadarma.read(request, source)).toMatchObject({ outcome });
  });

  it('zadarma-echo', async () => {
    const request = await readRequest('telephony/zadarma-echo.json');

    expect(zadarma.greet?.(request, source, [])).toMatchObject({ status: 200, body: '1a2b3c4d5e' });
  });
});
