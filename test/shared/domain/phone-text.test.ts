import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneCandidates } from '#shared/domain/phone-text.ts';

function numbers(text: string, region = 'RU'): readonly string[] {
  return phoneCandidates(text, region).map(({ number }) => number);
}

describe('a phone as typed', () => {
  it.each([
    '8 495 123-45-67 доб. 12',
    '8 495 123-45-67 (доб.12)',
    '8 495 123-45-67, доб. 12',
    '8 495 123-45-67 добавочный 12',
    '8 495 123-45-67 вн. 12',
    '8 495 123-45-67 внутр. 12',
    '8 495 123-45-67 ext. 12',
    '8 495 123-45-67 x12',
    '8 495 123-45-67#12',
    '8 495 123-45-67;ext=12',
  ])('has its extension apart: %s', (text) => {
    expect(phoneCandidates(text, 'RU')).toEqual([{ number: '8 495 123-45-67', extension: '12' }]);
  });

  it.each([
    'тел. 8 916 123-45-67',
    'Тел.: 8 916 123-45-67',
    'моб. тел. 8 916 123-45-67',
    'т. 8 916 123-45-67',
    '(моб.) 8 916 123-45-67',
    '8 916 123-45-67 (WhatsApp)',
    '8 916 123-45-67 моб.',
    'sip:8 916 123-45-67@pbx.example',
    '«8 916 123-45-67»',
    "'8 916 123-45-67",
    '№ 8 916 123-45-67',
    'нет / 8 916 123-45-67',
    '8\u00A0916\u200B 123‑45‑67',
  ])('has no label left: %s', (text) => {
    expect(numbers(text).map((number) => number.replace(/\p{Pd}/gu, '-'))).toEqual(['8 916 123-45-67']);
  });

  it.each([
    '8 916 123-45-67, 8 495 765-43-21',
    '8 916 123-45-67; 8 495 765-43-21',
    '8 916 123-45-67 / 8 495 765-43-21',
    '8 916 123-45-67 или 8 495 765-43-21',
    '8 916 123-45-67\n8 495 765-43-21',
  ])('may be two numbers, the first one first: %s', (text) => {
    expect(numbers(text)).toEqual(['8 916 123-45-67', '8 495 765-43-21']);
  });

  it('is the first of two numbers that only a blank divides', () => {
    expect(numbers('8 916 123 45 67 8 495 765 43 21')).toContain('8 916 123 45 67');
    expect(numbers('+7 916 123 45 67 +7 495 765 43 21')).toContain('+7 916 123 45 67');
  });

  it('is repaired where a plus stands before the trunk prefix, unless it may be Vietnam', () => {
    expect(numbers('+8 (495) 123-45-67')[0]).toBe('+74951234567');
    expect(numbers('+84 95 123 45 67')[0]).toBe('+84 95 123 45 67');
  });

  it('is not repaired the Russian way in other countries', () => {
    expect(numbers('+8 (495) 123-45-67', 'DE')).toEqual(['+8 (495) 123-45-67']);
  });

  it('is dialled from abroad with 00', () => {
    expect(numbers('00 49 30 901820')[0]).toBe('+4930901820');
  });

  it('may have the 9 of a PBX, or both prefixes, before it', () => {
    expect(numbers('9-8-916-123-45-67')).toContain('+79161234567');
    expect(numbers('+7 8 916 123-45-67')).toContain('+79161234567');
  });

  it('may come from abroad without its plus', () => {
    expect(numbers('375 29 123-45-67')).toContain('+375291234567');
  });

  it.each(['', 'нет', 'anonymous', '+', '()', '-'])('is nothing at all: «%s»', (text) => {
    expect(phoneCandidates(text, 'RU')).toEqual([]);
  });

  it('is not looked for in a text of 50 000 characters', () => {
    for (const filler of ['8', ' ', '(', 'тел.', ' x', '+7 ', ', ', 'доб', '8 916 123 45 67 '])
      expect(phoneCandidates(filler.repeat(50_000), 'RU')).toEqual([]);
  });

  it('never leads to a candidate without a digit, whatever is typed', () => {
    const parts = fc.constantFrom(
      '8',
      '916',
      '+7',
      '(',
      ')',
      ' доб. ',
      '#',
      ' x',
      '/',
      ', ',
      'тел.',
      '@',
      ' ',
      '00',
      '9',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), (typed) => {
        for (const number of numbers(typed.join(''))) expect(number).toMatch(/\d/);
      }),
    );
  });
});
