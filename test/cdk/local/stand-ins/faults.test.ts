import { describe, expect, it } from 'vitest';
import { parseFault } from '#cdk/local/stand-ins/faults.ts';

describe('reading a fault', () => {
  it('takes target and mode, and figures where they are given', () => {
    expect(parseFault({ target: 'crm', mode: 'refusing', status: 429, times: 3 })).toEqual({
      target: 'crm',
      fault: { mode: 'refusing', status: 429, times: 3 },
    });
    expect(parseFault({ target: 'registry', mode: 'slow', ms: 2_000 })).toEqual({
      target: 'registry',
      fault: { mode: 'slow', ms: 2_000 },
    });
  });

  it.each([
    null,
    'down',
    {},
    { target: 'fax', mode: 'down' },
    { target: 'crm', mode: 'sleepy' },
    { target: 'crm', mode: 'slow', ms: '2000' },
    { target: 'crm', mode: 'refusing', status: 200 },
    { target: 'crm', mode: 'down', times: 0 },
  ])('refuses %j', (body) => {
    expect(parseFault(body)).toBeUndefined();
  });
});
