import { describe, expect, it } from 'vitest';
import { readToldFields } from '#functions/telephony/providers/told-fields.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { askedBy } from '#test/support/token-providers.ts';

function told(request: ProviderRequest): Record<string, string> {
  const reading = readToldFields(request);
  return reading.outcome === 'fields' ? Object.fromEntries(reading.fields) : {};
}

const FIELDS = { call: '1', tree: 'Основная схема' };

describe('the fields of a call', () => {
  it('are the same from the address, from a form and from JSON', () => {
    expect(told(askedBy({ query: FIELDS }, 'GET'))).toEqual(FIELDS);
    expect(told(askedBy({ query: FIELDS }))).toEqual(FIELDS);
    expect(told(askedBy({ form: FIELDS }))).toEqual(FIELDS);
    expect(told(askedBy({ text: JSON.stringify(FIELDS) }))).toEqual(FIELDS);
    expect(told(askedBy({ text: `\uFEFF ${JSON.stringify(FIELDS)}` }))).toEqual(FIELDS);
  });

  it('do not include the token of the address', () => {
    expect(told(askedBy({ query: { ...FIELDS, token: 'secret' }, form: { more: 'x' } }))).toEqual({
      ...FIELDS,
      more: 'x',
    });
  });

  it('do not include what is empty, and nothing invisible', () => {
    expect(told(askedBy({ form: { a: ' ', b: '\u200B1 ', c: '' } }))).toEqual({ b: '1' });
    expect(told(askedBy({ text: '{"a":null,"b":1,"c":[],"d":""}' }))).toEqual({ b: '1' });
  });

  it('may come in windows-1251, said or not', () => {
    const body = Buffer.from([0x61, 0x3d, 0xd6, 0xe5, 0xed, 0xe0]);
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset="windows-1251"' };

    expect(told({ ...askedBy({}), body })).toEqual({ a: 'Цена' });
    expect(told({ ...askedBy({}), body, headers })).toEqual({ a: 'Цена' });
  });

  it('keep a number that is longer than a double', () => {
    expect(told(askedBy({ text: '{"id":12345678901234567890}' }))).toEqual({ id: '12345678901234567890' });
  });
});
