import { describe, expect, it } from 'vitest';
import { megafon } from '#functions/telephony/providers/megafon.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { askedBy, itAnswersWhateverIsSent, itIsProvedByItsToken } from '#test/support/token-providers.ts';
import { expectedOf, understand } from '#test/support/understood.ts';

const source = aSource({ id: 'megafon', provider: 'megafon', kind: 'call' });

const HISTORY = {
  cmd: 'history',
  type: 'in',
  phone: '89990000001',
  diversion: '74950000101',
  duration: '124',
  callid: '43294397431',
  status: 'Success',
  crm_token: 'f0e1d2c3-crm-token-test',
};

function read(changes: Record<string, string>) {
  return megafon.read(askedBy({ form: { ...HISTORY, ...changes } }), source);
}

describe('a call from MegaFon', () => {
  it('is a lead once it is over', async () => {
    const payload = await readPayload('telephony/megafon-answered');
    const { genuine, reading, contact } = await understand(megafon, payload, source);

    expect(genuine).toBe(true);
    expect(contact?.phone).toBe(payload.expect.phone);
    expect(reading).toMatchObject({ submission: expectedOf(payload) });
    expect(reading).toMatchObject({
      submission: { call: { missed: false, talkSeconds: 124, trackingNumber: '+74950000101' } },
    });
    expect(JSON.stringify(reading)).not.toContain(HISTORY.crm_token);
  });

  it.each(['missed', 'Missed', 'Cancel', 'Busy', 'NotAvailable', 'NotAllowed', 'NotFound', ''])(
    'with status "%s" is missed',
    async (status) => {
      expect(await read({ status })).toMatchObject({
        submission: { call: { missed: true, talkSeconds: 0 } },
      });
    },
  );

  it('is no lead while a phone rings', async () => {
    const request = requestOf(await readPayload('telephony/megafon-ringing'));

    expect(megafon.isGenuine(request, source, [HISTORY.crm_token])).toBe(true);
    expect(await megafon.read(request, source)).toEqual({ outcome: 'ignored', because: 'call-in-progress' });
  });

  it.each(['contact', 'rating', 'event2'])('is not told by cmd=%s', async (cmd) => {
    expect(await read({ cmd })).toEqual({ outcome: 'ignored', because: 'not-a-call' });
  });

  it('that we made ourselves is no lead', async () => {
    expect(await read({ type: 'out', phone: '' })).toEqual({ outcome: 'ignored', because: 'not-inbound' });
    expect(await read({ type: 'out', status: 'Busy' })).toEqual({
      outcome: 'ignored',
      because: 'outbound-unanswered',
    });
    expect(await read({ type: 'out', phone: '79991234567', duration: '30' })).toEqual({
      outcome: 'response',
      phone: '+79991234567',
      talkSeconds: 30,
    });
  });

  it.each(['', 'anonymous', 'unknown', '+', '701'])('from "%s" has nobody to call back', async (phone) => {
    expect(await read({ phone })).toEqual({ outcome: 'ignored', because: 'hidden-caller' });
  });

  it.each([
    [{ cmd: '' }, 'not-a-call'],
    [{ callid: '' }, 'call-id-missing'],
  ])('cannot be read without what tells it apart: %j', async (changes, code) => {
    expect(await read(changes)).toEqual({ outcome: 'unreadable', status: 422, code });
  });

  it('is answered by an empty 200, which for a contact means that nobody is known', () => {
    expect(megafon.success).toEqual({ status: 200, body: '' });
  });

  itAnswersWhateverIsSent(megafon, source, Object.keys(HISTORY));
});

describe('the token of MegaFon', () => {
  itIsProvedByItsToken(megafon, source, 'telephony/megafon-answered');

  it('is refused when somebody guesses', async () => {
    const payload = await readPayload('telephony/megafon-forged');

    expect(megafon.isGenuine(requestOf(payload), source, [payload.secret ?? ''])).toBe(false);
  });

  it('stands in the body and nowhere else', () => {
    const { crm_token: token, ...form } = HISTORY;

    expect(megafon.isGenuine(askedBy({ query: { token }, form }), source, [token])).toBe(false);
  });
});
