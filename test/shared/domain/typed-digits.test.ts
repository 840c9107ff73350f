import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSpreadsheet, toAsciiDigits, withoutLookAlikes } from '#shared/domain/typed-digits.ts';

/** Zeros of some scripts; their digits follow in order. */
const ZEROS = ['٠', '۰', '०', '０', '𝟎', '𝟘', '𝟢', '𝟬', '𝟶', '᪀', '᪐', '᱀', '𞥐'];

describe('digits of any script', () => {
  it.each(ZEROS)('are read from %s on', (zero) => {
    const start = zero.codePointAt(0) ?? 0;
    const typed = Array.from({ length: 10 }, (_, digit) => String.fromCodePoint(start + digit)).join('');

    expect(toAsciiDigits(typed)).toBe('0123456789');
  });

  it('leave every other sign as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const others = (written: string) => written.replace(/\p{Nd}/gu, '');
        expect(others(toAsciiDigits(text))).toBe(others(text));
      }),
    );
  });
});

describe('a number out of a spreadsheet', () => {
  it.each([
    ['7707083893.0', '7707083893'],
    ['7707083893,00', '7707083893'],
    ['7.707083893E9', '7707083893'],
    ['7,707083893E+09', '7707083893'],
    ['7.70421737E9', '7704217370'],
    ['7.7991234564E11', '779912345640'],
    ['1.027700132195E12', '1027700132195'],
    ['="7707083893"', '7707083893'],
    ['ИНН 7707083893.0', 'ИНН 7707083893'],
  ])('%s is %s', (typed, number) => {
    expect(fromSpreadsheet(typed)).toBe(number);
  });

  it.each([
    ['rounded to five decimals', '7.70708E+09'],
    ['rounded to six, as programs print it', '7.707084e+09'],
    ['rounded to fourteen digits', '3.2477990000001E+14'],
    ['not whole', '7.70708389312E9'],
    ['a date', '16.08.2002'],
    ['a version', '7707083893.0.1'],
    ['a price', '7707083893.50'],
  ])('stays as it is when it is %s', (_, typed) => {
    expect(fromSpreadsheet(typed)).toBe(typed);
  });
});

describe('letters that look like digits', () => {
  it.each([
    ['770708389З', '7707083893'],
    ['77О7O83893', '7707083893'],
    ['8 9l6 I23 45 6|', '8 916 123 45 61'],
  ])('%s is %s', (typed, number) => {
    expect(withoutLookAlikes(typed)).toBe(number);
  });

  it.each(['Олег', 'ООО 1', 'доб. 12', 'x12', 'No5', 'О', 'З', '5а', 'l'])('stay in a word: %s', (typed) => {
    expect(withoutLookAlikes(typed)).toBe(typed);
  });
});
