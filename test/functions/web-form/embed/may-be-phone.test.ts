import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayBePhone } from '#functions/web-form/embed/may-be-phone.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import vectors from '#test/vectors/phone.json' with { type: 'json' };

const phones = new LibPhoneNumbers();

/** As people type them where a plain number is meant and where it is not. */
const TYPED: readonly string[] = [
  '+7+79161234567',
  '+7 (+375) 29 123-45-67',
  '77 916 123 45 67',
  '+0079161234567',
  '8~10~380 44 123 45 67',
  '37410123456',
  '8 916 О23 45 67',
  '89I6I234567',
  '7,9161234567E+10',
  '="79161234567"',
  '۸۹۱۶۱۲۳۴۵۶۷',
  'плюс 683 4002',
  '006834002',
  '+7+29022158',
  '+431110',
  '8 916 123 45 67 8 916 765 43 21',
];

describe('a text that may be a phone', () => {
  it('is whatever the server takes, of the vectors and of what people type', () => {
    const taken = [...vectors.map(({ input, region }) => ({ input, region })), ...inRussia(TYPED)].filter(
      ({ input, region }) => phones.parse(input, region) !== undefined,
    );

    expect(taken.length).toBeGreaterThan(TYPED.length);
    expect(taken.filter(({ input, region }) => !mayBePhone(input, region))).toEqual([]);
  });

  it('is whatever the server takes, of any signs a phone is typed with', () => {
    const sign = fc.constantFrom(...'0123456789789 -()+');
    const typed = fc.string({ unit: sign, minLength: 4, maxLength: 24 });

    fc.assert(
      fc.property(typed, fc.constantFrom('RU', 'KZ', 'BY', 'DE'), (text, region) => {
        expect(mayBePhone(text, region) || phones.parse(text, region) === undefined).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each(['12345', 'позвоните мне', '+7 999 000-00-0', '+375', '1'.repeat(20)])('is not %j', (typed) => {
    expect(mayBePhone(typed, 'RU')).toBe(false);
  });
});

function inRussia(texts: readonly string[]) {
  return texts.map((input) => ({ input, region: 'RU' }));
}
