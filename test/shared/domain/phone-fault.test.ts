import { describe, expect, it } from 'vitest';
import { faultOfPhone, hasRepeatedDigits } from '#shared/domain/phone-fault.ts';

describe('what is wrong with a phone', () => {
  it.each([
    ['нет', 'phone-letters'],
    ['8 916 1234567 Иван', 'phone-letters'],
    ['123-45-67', 'phone-short'],
    ['тел. 123-45-67', 'phone-short'],
    ['١٢٣-٤٥-٦٧', 'phone-short'],
    ['8 916 123 45 67 890 12', 'phone-long'],
    ['+7 123 456 78 90', 'phone-unknown'],
    ['++7 495 123 45 67', 'phone-unknown'],
    ['8'.repeat(50_000), 'phone-long'],
  ])('%.40s: %s', (text, fault) => {
    expect(faultOfPhone(text)).toBe(fault);
  });

  it('is nothing where only the digits look made up', () => {
    expect(hasRepeatedDigits('+79999999999')).toBe(true);
    expect(hasRepeatedDigits('+74950000000')).toBe(true);
    expect(hasRepeatedDigits('+77172555555')).toBe(false);
  });
});
