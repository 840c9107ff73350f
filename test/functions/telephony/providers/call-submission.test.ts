import { describe, expect, it } from 'vitest';
import { toCallSubmission, type ToldCall } from '#functions/telephony/providers/call-submission.ts';
import { aSource } from '#test/support/a-source.ts';

function told(overrides: Partial<ToldCall> = {}): ToldCall {
  return {
    source: aSource({ id: 'hotline', provider: 'uis', kind: 'call' }),
    provider: 'uis',
    eventId: 'call-1',
    phone: '79990000001',
    call: { missed: false, talkSeconds: 30, trackingNumber: '74950000101' },
    ...overrides,
  };
}

describe('a finished call', () => {
  it('is a submission with what the switchboard told and nothing else', () => {
    expect(toCallSubmission(told())).toEqual({
      outcome: 'submission',
      submission: {
        kind: 'call',
        source: 'hotline',
        provider: 'uis',
        language: 'ru',
        eventId: 'call-1',
        fields: { phone: '+79990000001' },
        attribution: {},
        extra: {},
        suspicions: [],
        call: { missed: false, talkSeconds: 30, trackingNumber: '+74950000101' },
      },
    });
  });

  it('has no id and no name where none was told', () => {
    const reading = toCallSubmission(told({ eventId: undefined, name: '' }));

    expect(reading).toMatchObject({ submission: { fields: { phone: '+79990000001' } } });
    expect(JSON.stringify(reading)).not.toMatch(/eventId|"name"|callId/);
  });

  it('names the call whose notes belong to it', () => {
    expect(toCallSubmission(told({ callId: 'call-1' }))).toMatchObject({ callId: 'call-1' });
  });

  it.each([undefined, null, '', 'anonymous', 'Anonymous', 'unknown', '+', '123456', '9'.repeat(21)])(
    'of the caller %s is nobody to call back',
    (phone) => {
      expect(toCallSubmission(told({ phone }))).toEqual({ outcome: 'ignored', because: 'hidden-caller' });
    },
  );

  it.each([
    [true, 30, 0],
    [false, -5, 0],
    [false, Number.NaN, 0],
    [false, Number.POSITIVE_INFINITY, 0],
    [false, 12.4, 12],
    [false, 1e15, 86_400],
  ])('missed: %s, that says it took %d s, was talked for %d s', (missed, talkSeconds, talked) => {
    expect(toCallSubmission(told({ call: { missed, talkSeconds } }))).toMatchObject({
      submission: { call: { missed, talkSeconds: talked } },
    });
  });

  it('came from where its marks say, the page included', () => {
    const attribution = {
      marker: 'seo',
      visit_id: ' ',
      utm_source: undefined,
      utm_medium: null,
      page: 'https://stanki.example/?utm_campaign=b2b',
    };

    expect(toCallSubmission(told({ attribution }))).toMatchObject({
      submission: { attribution: { marker: 'seo', utm_campaign: 'b2b', page: attribution.page } },
    });
  });
});
