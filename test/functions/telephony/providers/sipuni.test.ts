import { describe, expect, it } from 'vitest';
import { sipuni } from '#functions/telephony/providers/sipuni.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { askedBy, itAnswersWhateverIsSent, itIsProvedByItsToken } from '#test/support/token-providers.ts';
import { expectedOf, understand } from '#test/support/understood.ts';

const source = aSource({ id: 'sipuni', provider: 'sipuni', kind: 'call' });

const HANGUP = {
  event: '2',
  call_id: '1767600000.15593',
  src_num: '79990000001',
  src_type: '1',
  timestamp: '1767600130',
  call_answer_timestamp: '1767600010',
  status: 'ANSWER',
  treeName: 'Основная схема',
  pbxdstnum: '84950000101',
};

function read(changes: Record<string, string>) {
  return sipuni.read(askedBy({ form: { ...HANGUP, ...changes } }), source);
}

describe('a call from Sipuni', () => {
  it.each([
    ['telephony/sipuni-answered-get', { missed: false, talkSeconds: 120 }],
    ['telephony/sipuni-missed', { missed: true, talkSeconds: 0 }],
  ])('is a lead once it is over: %s', async (name, call) => {
    const payload = await readPayload(name);
    const { genuine, reading, contact } = await understand(sipuni, payload, source);

    expect(genuine).toBe(true);
    expect(contact?.phone).toBe(payload.expect.phone);
    expect(reading).toMatchObject({ submission: expectedOf(payload) });
    expect(reading).toMatchObject({ submission: { call: { ...call, trackingNumber: '+74950000101' } } });
    expect(JSON.stringify(reading)).not.toContain('sip-test-token-01');
  });

  it.each(['telephony/sipuni-start', 'telephony/sipuni-answered-get', 'telephony/sipuni-missed'])(
    'is answered with the very words they wait for: %s',
    async (name) => {
      const { response } = (await readPayload(name)).expect;

      expect(sipuni.success).toEqual({
        status: response?.status,
        body: response?.body,
        contentType: response?.content_type,
      });
    },
  );

  it('is no lead when it begins', async () => {
    const request = requestOf(await readPayload('telephony/sipuni-start'));

    expect(await sipuni.read(request, source)).toEqual({
      outcome: 'ignored',
      because: 'not-the-end-of-a-call',
    });
  });

  it.each(['1', '3', '4', '02'])('is not told by event %s', async (event) => {
    expect(await read({ event })).toMatchObject({ outcome: 'ignored', because: 'not-the-end-of-a-call' });
  });

  it('from inside is no lead', async () => {
    expect(await read({ src_type: '2' })).toEqual({ outcome: 'ignored', because: 'not-inbound' });
  });

  it.each(['BUSY', 'NOANSWER', 'CANCEL', 'CONGESTION', 'CHANUNAVAIL'])(
    'with status %s is missed',
    async (status) => {
      expect(await read({ status })).toMatchObject({
        submission: { call: { missed: true, talkSeconds: 0 } },
      });
    },
  );

  it.each(['0', '', 'NaN'])('answered at "%s" is missed', async (call_answer_timestamp) => {
    expect(await read({ call_answer_timestamp })).toMatchObject({ submission: { call: { missed: true } } });
  });

  it('came by a line that is spelled one way', async () => {
    expect(await read({})).toMatchObject({
      submission: { attribution: { treeName: 'Основная схема', pbxdstnum: '+74950000101' } },
    });
  });

  it.each(['', 'anonymous', 'unknown', '+', '201'])('from "%s" has nobody to call back', async (src_num) => {
    expect(await read({ src_num })).toEqual({ outcome: 'ignored', because: 'hidden-caller' });
  });

  it.each([
    [{ event: '' }, 'not-a-call'],
    [{ call_id: '' }, 'call-id-missing'],
    [{ call_id: '1'.repeat(256) }, 'call-id-missing'],
  ])('cannot be read without what tells it apart', async (changes, code) => {
    expect(await read(changes)).toEqual({ outcome: 'unreadable', status: 422, code });
  });

  itAnswersWhateverIsSent(sipuni, source, Object.keys(HANGUP));
});

describe('the token of Sipuni', () => {
  itIsProvedByItsToken(sipuni, source, 'telephony/sipuni-answered-get');
});
