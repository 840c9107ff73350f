import { describe, expect, it } from 'vitest';
import { decodeBytes, detectCharset, parseCharset } from '#shared/runtime/charset.ts';

/** «Привет» in windows-1251. */
const CP1251 = Uint8Array.of(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2);

describe('the charset of undeclared bytes', () => {
  it('is windows-1251 when they make no sense as UTF-8', () => {
    expect(detectCharset(CP1251)).toBe('windows-1251');
    expect(decodeBytes(CP1251, 'windows-1251')).toBe('Привет');
  });

  it('is UTF-8 otherwise, also when a character of it is cut in half', () => {
    expect(detectCharset(Buffer.from('Привет'))).toBe('utf-8');
    expect(detectCharset(Buffer.from('Привет').subarray(0, -1))).toBe('utf-8');
    expect(detectCharset(Buffer.alloc(0))).toBe('utf-8');
  });
});

describe('a charset by its label', () => {
  it.each([
    ['UTF-8', 'utf-8'],
    [' cp1251 ', 'windows-1251'],
    ['Windows-1251', 'windows-1251'],
    ['utf-16', undefined],
    ['constructor', undefined],
    [null, undefined],
  ])('%s', (label, charset) => {
    expect(parseCharset(label)).toBe(charset);
  });
});
