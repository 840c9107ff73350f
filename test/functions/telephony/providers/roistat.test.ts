import { describe, expect, it } from 'vitest';
import { roistat } from '#functions/telephony/providers/roistat.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { askedBy, itAnswersWhateverIsSent, itIsProvedByItsToken } from '#test/support/token-providers.ts';
import { expectedOf, understand } from '#test/support/understood.ts';

const source = aSource({ id: 'roistat', provider: 'roistat', kind: 'call' });

const AFTER = {
  id: '398',
  caller: '79990000001',
  callee: '78000000002',
  status: 'ANSWER',
  duration: 167,
  marker: 'seo_yandex_',
};

function read(changes: Record<string, unknown>) {
  return roistat.read(askedBy({ text: JSON.stringify({ ...AFTER, ...changes }) }), source);
}

describe('a call from Roistat', () => {
  it('is a lead once it is over', async () => {
    const payload = await readPayload('telephony/roistat-answered');
    const { genuine, reading, contact } = await understand(roistat, payload, source);

    expect(genuine).toBe(true);
    expect(contact?.phone).toBe(payload.expect.phone);
    expect(reading).toMatchObject({ submission: expectedOf(payload) });
    expect(reading).toMatchObject({
      submission: {
        call: { missed: false, talkSeconds: 167, trackingNumber: '+78000000002' },
        attribution: { callee: '+78000000002', page: 'https://stanki.example/', source_level_1: 'seo' },
      },
    });
    expect(reading).not.toHaveProperty('submission.attribution.utm_source');
  });

  it('has the marks of the advertisement where there are some', async () => {
    const marks = { utm_source: 'yandex', utm_term: 'чпу' };

    expect(await read(marks)).toMatchObject({ submission: { attribution: marks } });
  });

  it.each(['BUSY', 'NOANSWER', 'CANCEL', 'CONGESTION'])('with status %s is missed', async (status) => {
    expect(await read({ status })).toMatchObject({ submission: { call: { missed: true, talkSeconds: 0 } } });
  });

  it.each([undefined, null, ''])('with status %s is still ringing', async (status) => {
    expect(await read({ status })).toEqual({ outcome: 'ignored', because: 'call-in-progress' });
  });

  it('of the test button is no lead', async () => {
    const request = requestOf(await readPayload('telephony/roistat-test'));
    const test = { outcome: 'ignored', because: 'test' };

    expect(await roistat.read(request, source)).toEqual(test);
    expect(await read({ callee: '74951234567' })).toEqual(test);
    expect(await read({ marker: 'TEST_DATA' })).toEqual(test);
  });

  it.each([undefined, null, '', 'anonymous', 'unknown', '+'])(
    'from %s has nobody to call back',
    async (caller) => {
      expect(await read({ caller })).toEqual({ outcome: 'ignored', because: 'hidden-caller' });
    },
  );

  it('may number itself as a number', async () => {
    expect(await read({ id: 398 })).toMatchObject({ submission: { eventId: '398' } });
  });

  it.each([
    ['[]', 422, 'not-a-call'],
    ['{}', 422, 'call-id-missing'],
    ['', 422, 'call-id-missing'],
    [`{"id":"${'1'.repeat(256)}"}`, 422, 'call-id-missing'],
    ['{"id":', 400, 'malformed-json'],
  ])('cannot be read from %.30s', async (text, status, code) => {
    expect(await roistat.read(askedBy({ text }), source)).toEqual({ outcome: 'unreadable', status, code });
  });

  it('is answered by an empty 200', () => {
    expect(roistat.success).toEqual({ status: 200, body: '' });
  });

  itAnswersWhateverIsSent(roistat, source, Object.keys(AFTER));
});

describe('the token of Roistat', () => {
  itIsProvedByItsToken(roistat, source, 'telephony/roistat-answered');
});
