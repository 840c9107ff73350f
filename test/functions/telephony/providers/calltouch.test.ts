import { describe, expect, it } from 'vitest';
import { calltouch } from '#functions/telephony/providers/calltouch.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { askedBy, itAnswersWhateverIsSent, itIsProvedByItsToken } from '#test/support/token-providers.ts';
import { expectedOf, understand } from '#test/support/understood.ts';

const source = aSource({ id: 'calltouch', provider: 'calltouch', kind: 'call' });

const CALL = {
  id: '301234567',
  leadtype: 'call',
  callerphone: '79990000001',
  phonenumber: '74951112233',
  duration: '125',
  status: 'successful',
  timestamp: '1767600000',
  siteId: '45840',
};

function read(form: Record<string, string>) {
  return calltouch.read(askedBy({ form }), source);
}

function without(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(CALL).filter(([name]) => !names.includes(name)));
}

describe('a call from Calltouch', () => {
  it.each([
    ['telephony/calltouch-answered', { missed: false, talkSeconds: 125 }],
    ['telephony/calltouch-missed', { missed: true, talkSeconds: 0 }],
  ])('is a lead: %s', async (name, call) => {
    const payload = await readPayload(name);
    const { genuine, reading, contact } = await understand(calltouch, payload, source);

    expect(genuine).toBe(true);
    expect(contact?.phone).toBe(payload.expect.phone);
    expect(reading).toMatchObject({ submission: expectedOf(payload) });
    expect(reading).toMatchObject({ submission: { call: { ...call, trackingNumber: '+74951112233' } } });
  });

  it('keeps where the visitor was, and never the token', async () => {
    const payload = await readPayload('telephony/calltouch-answered');
    const { reading } = await understand(calltouch, payload, source);

    expect(reading).toMatchObject({
      submission: {
        attribution: {
          page: 'https://stanki.example/?utm_source=yandex&utm_medium=cpc',
          referrer: 'https://yandex.ru/',
          source: 'yandex',
          sessionId: '998877665',
        },
      },
    });
    expect(JSON.stringify(reading)).not.toContain('ct-test-token-01');
  });

  it('from a hidden caller has nobody to call back', async () => {
    const request = requestOf(await readPayload('telephony/calltouch-hidden-caller'));

    expect(await calltouch.read(request, source)).toEqual({ outcome: 'ignored', because: 'hidden-caller' });
  });

  it('says the same by GET', async () => {
    const query = { ...CALL, token: 'ct-test-token-01' };

    expect(await calltouch.read(askedBy({ query }, 'GET'), source)).toEqual(await read(CALL));
  });

  it('may tell part of it in the address', async () => {
    const { id, ...form } = CALL;

    expect(await calltouch.read(askedBy({ query: { id }, form }), source)).toEqual(await read(CALL));
  });

  it('is no lead while it is going on', async () => {
    expect(await read({ ...CALL, callphase: 'callconnected' })).toEqual({
      outcome: 'ignored',
      because: 'call-in-progress',
    });
  });

  it('that somebody edited is the old one', async () => {
    expect(await read({ ...CALL, changedFields: '["tags_manual"]' })).toEqual({
      outcome: 'ignored',
      because: 'update',
    });
  });

  it.each(['', 'null', '[]'])('of which nothing was edited (%s) is a lead', async (changedFields) => {
    expect(await read({ ...CALL, changedFields })).toMatchObject({ outcome: 'submission' });
  });

  it.each([
    [['status'], false],
    [['duration'], false],
    [['status', 'duration'], true],
  ])('of which %j was not ticked is missed: %s', async (names, missed) => {
    expect(await read(without(...names))).toMatchObject({ submission: { call: { missed } } });
  });

  it('is missed when it was not successful, however long it took', async () => {
    expect(await read({ ...CALL, status: 'unsuccessful' })).toMatchObject({
      submission: { call: { missed: true, talkSeconds: 0 } },
    });
  });

  it('without its id is known by who called where and when', async () => {
    expect(await read(without('id'))).toMatchObject({
      submission: { eventId: '45840:79990000001:1767600000' },
    });
  });

  it('without an id or a moment is known by its words', async () => {
    expect(await read(without('id', 'timestamp'))).not.toHaveProperty('submission.eventId');
  });

  it('without its type is a call all the same', async () => {
    expect(await read(without('leadtype'))).toMatchObject({ submission: { kind: 'call' } });
  });

  it.each(['', 'city=Москва', '[]', '{}'])('is not "%s"', async (text) => {
    expect(await calltouch.read(askedBy({ text }), source)).toEqual({
      outcome: 'unreadable',
      status: 422,
      code: 'not-a-call',
    });
  });

  it('is answered by an empty 200', () => {
    expect(calltouch.success).toEqual({ status: 200, body: '' });
  });

  itAnswersWhateverIsSent(calltouch, source, [...Object.keys(CALL), 'changedFields', 'requestId', 'url']);
});

describe('a request from Calltouch', () => {
  it('is a form: the phone is where a call has our line', async () => {
    const payload = await readPayload('telephony/calltouch-request');
    const { genuine, reading, contact } = await understand(calltouch, payload, source);

    expect(genuine).toBe(true);
    expect(contact).toMatchObject({ phone: payload.expect.phone, name: payload.expect.name });
    expect(reading).toMatchObject({
      submission: {
        ...expectedOf(payload),
        fields: { message: 'Заявка с формы «Рассчитать стоимость»' },
      },
    });
    expect(reading).not.toHaveProperty('submission.call');
  });

  it('is known by its own id, or by who asked where and when', async () => {
    const request = { leadtype: 'request', phonenumber: '79990000001', requestDate: '2026-01-05 12:30:00' };

    expect(await read({ ...request, requestId: '7' })).toMatchObject({ submission: { eventId: '7' } });
    expect(await read({ ...request, siteId: '4' })).toMatchObject({
      submission: { eventId: '4:79990000001:2026-01-05 12:30:00' },
    });
  });

  it('is one without its type too', async () => {
    const request = { requestId: '7', phonenumber: '79990000001' };

    expect(await read(request)).toMatchObject({ submission: { kind: 'form' } });
  });

  it('with a phone that nobody can dial is kept as it was typed', async () => {
    const request = { leadtype: 'request', requestId: '7', phonenumber: 'почта' };

    expect(await read(request)).toMatchObject({ submission: { fields: { phone: 'почта' } } });
  });
});

describe('the token of Calltouch', () => {
  itIsProvedByItsToken(calltouch, source, 'telephony/calltouch-missed');
});
