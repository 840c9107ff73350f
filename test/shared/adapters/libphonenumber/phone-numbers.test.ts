import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import { hasRepeatedDigits } from '#shared/domain/phone-fault.ts';
import vectors from '#test/vectors/phone.json' with { type: 'json' };

const phones = new LibPhoneNumbers();

describe('a phone by its numbering plan', () => {
  it.each(vectors)('$input in $region', ({ input, region, expect: expected, suspicious }) => {
    const phone = phones.parse(input, region);

    expect(phone !== undefined).toBe(expected.valid);
    if (phone === undefined) return;
    expect(phone).toEqual({
      e164: expected.e164,
      country: expected.country,
      type: expected.type,
      extension: expected.ext ?? undefined,
    });
    expect(hasRepeatedDigits(phone.e164)).toBe(suspicious);
  });

  it.each([
    ['(999) 765 43 21', '+79997654321'],
    ['79001234567', '+79001234567'],
    ['8-10-49-30-901820', '+4930901820'],
    ['375 29 123 45 67', '+375291234567'],
    ['998901234567', '+998901234567'],
    ['9 8 916 123-45-67', '+79161234567'],
    ['+7 8 916 123-45-67', '+79161234567'],
    ['8/495/123-45-67', '+74951234567'],
    ['8 916 123 45 67 8 495 765 43 21', '+79161234567'],
    ['8 (495) 123-45-6, 8 916 123-45-67', '+79161234567'],
    ['тел./факс: (495) 123-45-67', '+74951234567'],
    ['8 916 123-45-67/68', '+79161234567'],
    ['+٧٩١٦١٢٣٤٥٦٧', '+79161234567'],
    ['sip:79161234567@pbx.example', '+79161234567'],
  ])('%s is %s', (text, e164) => {
    expect(phones.parse(text, 'RU')?.e164).toBe(e164);
  });

  it.each([
    'anonymous',
    'unknown',
    '+',
    '+266696687',
    '8 916 123 45 678',
    '+7 (916) 123-45-6_',
    '12345678901',
  ])('%s is nobody’s number', (text) => {
    expect(phones.parse(text, 'RU')).toBeUndefined();
  });

  it('belongs to the country of the source when it names none', () => {
    expect(phones.parse('22 123 45 67', 'PL')?.e164).toBe('+48221234567');
  });

  it('needs a country code where the source’s region is no country', () => {
    expect(phones.parse('+7 916 123-45-67', 'XX')?.e164).toBe('+79161234567');
    expect(phones.parse('8 916 123-45-67', 'XX')).toBeUndefined();
  });

  it('is the same when read again, in any region', () => {
    const typed = fc.tuple(
      fc.constantFrom('+7', '8', '', '+', '00', '9', '+8 '),
      fc.stringMatching(/^\d{7,14}$/),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom('RU', 'KZ', 'DE', 'US'), ([prefix, digits], region) => {
        const e164 = phones.parse(prefix + digits, region)?.e164;
        expect(e164 === undefined || phones.parse(e164, region)?.e164 === e164).toBe(true);
      }),
    );
  });

  it('is refused at once when the text is 50 000 characters long', () => {
    for (const filler of ['8', '+7916', ' доб. 1', '(', ' ext'])
      expect(phones.parse(`8 916 123-45-67${filler.repeat(50_000)}`, 'RU')).toBeUndefined();
  });
});
