import { describe, expect, it } from 'vitest';
import { isMatch, type LinearPattern, type PatternStep } from '#shared/domain/linear-pattern.ts';

function patternOf(steps: readonly PatternStep[], ignoreCase = false): LinearPattern {
  return { source: '', ignoreCase, steps };
}

const a: PatternStep = { op: 'char', ranges: [0x61, 0x61] };

describe('a pattern', () => {
  it('is found anywhere in the text', () => {
    const pattern = patternOf([a, a, { op: 'match' }]);

    expect(['aa', 'baab', 'aba', ''].map((text) => isMatch(pattern, text))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('goes round in a circle without losing its way', () => {
    const pattern = patternOf([{ op: 'split', to: [1, 2] }, { op: 'split', to: [0] }, a, { op: 'match' }]);

    expect(isMatch(pattern, 'bba')).toBe(true);
    expect(isMatch(pattern, 'bbb')).toBe(false);
  });

  it('sees the edges of Russian words', () => {
    const edge: PatternStep = { op: 'word-edge', negated: false };
    const pattern = patternOf([edge, { op: 'char', ranges: [0x436, 0x436] }, edge, { op: 'match' }]);

    expect(['это ж', 'ж', 'уж', 'ж_', '«ж»'].map((text) => isMatch(pattern, text))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('knows the beginning and the end of the text', () => {
    const pattern = patternOf([{ op: 'start' }, a, { op: 'end' }, { op: 'match' }]);

    expect(['a', 'aa', 'ba', 'a\n'].map((text) => isMatch(pattern, text))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('takes a character outside the basic plane as one', () => {
    const pattern = patternOf([
      { op: 'start' },
      { op: 'char', ranges: [0x1f600, 0x1f600] },
      a,
      { op: 'match' },
    ]);

    expect(isMatch(pattern, '😀a')).toBe(true);
    expect(isMatch(pattern, '\ud83da')).toBe(false);
  });

  it('takes capitals for small letters where it ignores case', () => {
    expect(isMatch(patternOf([a, { op: 'match' }], true), 'BA')).toBe(true);
    expect(isMatch(patternOf([a, { op: 'match' }]), 'BA')).toBe(false);
  });
});
