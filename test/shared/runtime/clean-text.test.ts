import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '#shared/runtime/clean-text.ts';

describe('cleaning a text', () => {
  it.each([
    ['a\u0000b\u0007c\u009Fd', 'abcd'],
    ['line\r\nline\rline\n\tend', 'line\nline\nline\n\tend'],
    ['\u202A+7 999 123\u201145\u201167\u202C', '+7 999 123\u201145\u201167'],
    ['\uFEFFИван', 'Иван'],
    ['и\u0306', 'й'],
    ['\uD800', '\uFFFD'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
  ])('%j is %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('has nothing left to clean the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});
