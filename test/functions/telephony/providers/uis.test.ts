import { describe, expect, it } from 'vitest';
import { uis } from '#functions/telephony/providers/uis.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { askedBy, itAnswersWhateverIsSent, itIsProvedByItsToken } from '#test/support/token-providers.ts';
import { expectedOf, understand } from '#test/support/understood.ts';

const source = aSource({ id: 'uis', provider: 'uis', kind: 'call' });

/** Our own template, filled in. */
const TEMPLATE = {
  call_session_id: '3612345678',
  event: 'finished',
  direction: 'in',
  phone: '79990000001',
  line: '74951112233',
  talk: '120',
  ts: '1767600132',
  token: 'uis-test-token-01',
};

function read(form: Record<string, string>) {
  return uis.read(askedBy({ form }), source);
}

function readText(text: string) {
  return uis.read(askedBy({ text }), source);
}

describe('a call from UIS', () => {
  it.each([
    ['telephony/uis-answered', { missed: false, talkSeconds: 120 }],
    ['telephony/uis-missed', { missed: true, talkSeconds: 0 }],
  ])('is a lead, told as JSON: %s', async (name, call) => {
    const payload = await readPayload(name);
    const { genuine, reading, contact } = await understand(uis, payload, source);

    expect(genuine).toBe(true);
    expect(contact?.phone).toBe(payload.expect.phone);
    expect(contact?.name).toBe(payload.expect.name);
    expect(reading).toMatchObject({ submission: expectedOf(payload) });
    expect(reading).toMatchObject({ submission: { call: { ...call, trackingNumber: '+74951112233' } } });
  });

  it('is a lead, told by our template', async () => {
    const reading = await read(TEMPLATE);

    expect(reading).toMatchObject({
      submission: {
        eventId: '3612345678',
        fields: { phone: '+79990000001' },
        call: { missed: false, talkSeconds: 120, trackingNumber: '+74951112233' },
        attribution: { virtual_phone_number: '+74951112233' },
      },
    });
    expect(JSON.stringify(reading)).not.toContain(TEMPLATE.token);
  });

  it('says the same in the address of a GET', async () => {
    expect(await uis.read(askedBy({ query: TEMPLATE }, 'GET'), source)).toEqual(await read(TEMPLATE));
  });

  it.each(['', '0', 'NaN', '-3'])('with "%s" seconds of talk is missed', async (talk) => {
    expect(await read({ ...TEMPLATE, talk })).toMatchObject({ submission: { call: { missed: true } } });
  });

  it('has the marks that the customer has put into the template', async () => {
    const marks = { utm_source: 'yandex', utm_campaign: 'b2b_станки' };

    expect(await read({ ...TEMPLATE, ...marks })).toMatchObject({ submission: { attribution: marks } });
  });

  it('can be read where values were put in without escapes', async () => {
    const text =
      'call_session_id=36&event=lost&direction=in&phone=+79990000001&line=&talk=&ts=&name=ООО "Рога" 100%';

    expect(await readText(text)).toMatchObject({
      submission: { eventId: '36', fields: { phone: '+79990000001', name: 'ООО "Рога" 100%' } },
    });
  });

  it('can be read from JSON that its own values have spoilt', async () => {
    const text =
      '{"call_session_id": 36, "direction":in, "contact_phone_number":79990000001,\n' +
      '"contact_full_name":"ООО "Рога, и копыта"", "talk_time_duration":, "virtual_phone_number":""}';

    expect(await readText(text)).toMatchObject({
      submission: {
        eventId: '36',
        fields: { phone: '+79990000001', name: 'ООО "Рога, и копыта"' },
        call: { missed: true, talkSeconds: 0 },
      },
    });
  });

  it('may name its caller null', async () => {
    const reading = await readText('{"call_session_id":36,"contact_phone_number":null,"x":}');

    expect(reading).toEqual({ outcome: 'ignored', because: 'hidden-caller' });
  });

  it.each(['incoming_call', 'call_waiting', 'talk_started', 'talk_finished', 'call_record', 'outbound_call'])(
    'is not told by %s',
    async (event) => {
      expect(await read({ ...TEMPLATE, event })).toEqual({
        outcome: 'ignored',
        because: 'not-the-end-of-a-call',
      });
    },
  );

  it.each(['call_end', 'lost_call', 'incoming_call_lost', 'finished', ''])(
    'is told by "%s"',
    async (event) => {
      expect(await read({ ...TEMPLATE, event })).toMatchObject({ outcome: 'submission' });
    },
  );

  it('among ourselves is no lead', async () => {
    const internal = { ...TEMPLATE, is_internal: 'true' };
    expect(await read(internal)).toEqual({ outcome: 'ignored', because: 'not-inbound' });
    expect(await read({ ...internal, direction: 'out' })).toEqual({
      outcome: 'ignored',
      because: 'not-inbound',
    });
  });

  it('of ours that was answered is a response to whoever waits there', async () => {
    expect(await uis.read(requestOf(await readPayload('telephony/uis-outbound')), source)).toEqual({
      outcome: 'response',
      phone: '+79991234567',
      talkSeconds: 120,
    });
    expect(await read({ ...TEMPLATE, direction: 'out', talk: '' })).toEqual({
      outcome: 'ignored',
      because: 'outbound-unanswered',
    });
  });

  it('from a hidden caller has nobody to call back', async () => {
    expect(await read({ ...TEMPLATE, phone: 'anonymous' })).toEqual({
      outcome: 'ignored',
      because: 'hidden-caller',
    });
  });

  it('without its session is known by who called when, or by its words', async () => {
    const { call_session_id: _id, ...rest } = TEMPLATE;

    expect(await read(rest)).toMatchObject({ submission: { eventId: '79990000001:1767600132' } });
    expect(await read({ ...rest, ts: '' })).not.toHaveProperty('submission.eventId');
  });

  it.each([
    ['', 422, 'not-a-call'],
    ['city=Москва', 422, 'not-a-call'],
    ['[]', 422, 'not-a-call'],
    ['{}', 422, 'not-a-call'],
    ['{"call_session_id', 400, 'malformed-json'],
    ['{"__proto__":{"direction":"in"}}', 422, 'field-name-not-allowed'],
    ['a&'.repeat(501), 422, 'too-many-fields'],
    [' '.repeat(256 * 1024 + 1), 413, 'body-too-large'],
  ])('cannot be read from %.30s', async (text, status, code) => {
    expect(await readText(text)).toEqual({ outcome: 'unreadable', status, code });
  });

  itAnswersWhateverIsSent(uis, source, Object.keys(TEMPLATE));
});

describe('the token of UIS', () => {
  itIsProvedByItsToken(uis, source, 'telephony/uis-missed');

  it('may stand in the body, as our template has it', () => {
    const request = askedBy({ form: TEMPLATE });

    expect(uis.isGenuine(request, source, ['the-next-token', TEMPLATE.token])).toBe(true);
    expect(uis.isGenuine(request, source, ['the-next-token'])).toBe(false);
    expect(uis.isGenuine(askedBy({ form: { ...TEMPLATE, token: '' } }), source, ['', TEMPLATE.token])).toBe(
      false,
    );
  });

  it('may stand in spoilt JSON too', () => {
    const request = askedBy({ text: `{"talk":,"token":"${TEMPLATE.token}"}` });

    expect(uis.isGenuine(request, source, [TEMPLATE.token])).toBe(true);
  });
});
