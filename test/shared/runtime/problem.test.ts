import { describe, expect, it } from 'vitest';
import { problem } from '#shared/runtime/problem.ts';

describe('a problem', () => {
  it('says the status in words, a stable code and the fields at fault', () => {
    const errors = [{ field: 'inn', code: 'inn-checksum', message: 'There is a slip in the INN.' }];

    const answer = problem(422, 'invalid-form', { errors, headers: { 'retry-after': '1' } });

    expect(answer).toMatchObject({
      statusCode: 422,
      headers: { 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '1' },
    });
    expect(JSON.parse(answer.body ?? '')).toEqual({
      type: 'about:blank',
      title: 'Unprocessable Entity',
      status: 422,
      code: 'invalid-form',
      errors,
    });
  });
});
