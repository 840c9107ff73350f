import { describe, expect, it } from 'vitest';
import { toAnswer } from '#functions/web-form/embed/post.ts';

describe('the answer of the server', () => {
  it('is a lead, whose id may be kept from who is taken for a robot', () => {
    expect(toAnswer(202, { leadId: 'lead-1', outcome: 'received' }, null)).toEqual({
      outcome: 'sent',
      leadId: 'lead-1',
    });
    expect(toAnswer(202, undefined, null)).toMatchObject({ outcome: 'sent' });
  });

  it('names the fields that are wrong', () => {
    const errors = [{ field: 'phone', code: 'phone-unknown', message: 'Такого номера телефона не бывает' }];

    expect(toAnswer(422, { code: 'invalid-fields', errors }, null)).toEqual({ outcome: 'faulty', errors });
  });

  it('asks for a captcha, also when it names that as a field', () => {
    const errors = [{ field: 'captcha', code: 'captcha-required', message: '…' }];

    expect(toAnswer(422, { code: 'captcha-required', errors }, null)).toEqual({
      outcome: 'captcha-required',
    });
  });

  it('says that the key stands for something else', () => {
    expect(toAnswer(422, { code: 'idempotency-key-reused' }, null)).toEqual({ outcome: 'key-reused' });
  });

  it.each([
    ['7', 7],
    ['0.2', 1],
    ['86400', 300],
    ['0', 60],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 60],
    [null, 60],
  ])('says to come later, %j being %d seconds', (retryAfter, afterSeconds) => {
    expect(toAnswer(429, undefined, retryAfter)).toEqual({ outcome: 'limited', afterSeconds });
  });

  it.each([500, 502, 503, 504, 408])('%d is tried again', (status) => {
    expect(toAnswer(status, undefined, null)).toEqual({ outcome: 'unavailable' });
  });

  it.each([400, 401, 403, 404, 405, 413, 415, 422])('%d without a reason is not', (status) => {
    expect(toAnswer(status, undefined, null)).toEqual({ outcome: 'refused', status });
  });
});
