import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePattern } from '#shared/contracts/settings/pattern-text.ts';
import { isMatch } from '#shared/domain/linear-pattern.ts';
import { somePattern, somePatternText } from '#test/support/patterns.ts';

function patternOf(source: string) {
  const reading = parsePattern(source);
  if (reading.outcome === 'ok') return reading.pattern;
  throw new Error(`${source}: ${reading.refusal.message.en}`);
}

function refusalOf(source: string) {
  const reading = parsePattern(source);
  return reading.outcome === 'refused' ? reading.refusal : undefined;
}

describe('a regular expression', () => {
  it.each([
    ['(?i)\\bопт(ом|овый)?\\b', 'Интересует ОПТОВЫЙ заказ', true],
    ['(?i)\\bопт(ом|овый)?\\b', 'возьмём оптом', true],
    ['(?i)\\bопт(ом|овый)?\\b', 'оптика', false],
    ['(?i)\\bопт(ом|овый)?\\b', 'копт', false],
    ['^\\d{10}$', '7707083893', true],
    ['^\\d{10}$', '77070838930', false],
    ['[А-ЯЁ]{3,}', 'это СРОЧНО', true],
    ['[А-ЯЁ]{3,}', 'это срочно', false],
    ['(?i)[^a]', 'A', false],
    ['(?i)[A-Z]+Ё', 'abcё', true],
    ['😀{2}', 'да 😀😀', true],
    ['^.$', '😀', true],
    ['^.$', '\n', false],
    ['\\Bопт', 'копт', true],
    ['^\\b', '!', false],
    ['^\\B', '!', true],
    ['^$', '', true],
    ['(a|)b', 'b', true],
    ['x(y{0})z', 'xz', true],
    ['(?:){3}a', 'a', true],
    ['(a{2}|b+?){2,3}c', 'aabc', true],
  ])('%s in “%s”: %s', (source, text, found) => {
    expect(isMatch(patternOf(source), text)).toBe(found);
  });

  it('is found where JavaScript finds it', () => {
    let compared = 0;
    fc.assert(
      fc.property(somePattern, fc.boolean(), somePatternText, ({ ours, theirs }, ignoreCase, text) => {
        const reading = parsePattern(`${ignoreCase ? '(?i)' : ''}${ours}`);
        if (reading.outcome === 'refused') return;
        compared += 1;
        expect(isMatch(reading.pattern, text)).toBe(new RegExp(theirs, ignoreCase ? 'iu' : 'u').test(text));
      }),
      { numRuns: 5_000 },
    );
    expect(compared).toBeGreaterThan(2_000);
  });

  it('gives the same answer however often it is asked', () => {
    const pattern = patternOf('(?i)a+\\b');

    expect(['baa', 'b', 'AA', '', 'ab'].map((text) => isMatch(pattern, text))).toEqual(
      ['baa', 'b', 'AA', '', 'ab'].map((text) => isMatch(patternOf('(?i)a+\\b'), text)),
    );
  });

  it('survives being stored as JSON', () => {
    const pattern = patternOf('(?i)[а-яё]+|\\W{2,}');

    expect(JSON.parse(JSON.stringify(pattern))).toEqual(pattern);
  });

  it.each([
    ['(a+)+$', `${'a'.repeat(4_999)}!`],
    ['(a|a)*b', 'a'.repeat(5_000)],
    ['(x*)*y', 'x'.repeat(5_000)],
    ['.*.*.*=.*', 'x'.repeat(5_000)],
    ['(a?){25}a{25}b', 'a'.repeat(5_000)],
    ['(.*a){12}b', 'a'.repeat(5_000)],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(5_000)],
  ])('takes no time to speak of on a hostile text: %s', (source, text) => {
    const pattern = patternOf(source);
    isMatch(pattern, text);
    const startedAt = performance.now();

    const found = isMatch(pattern, text);

    expect(found).toBe(false);
    // Some milliseconds; RegExp would take years. The rest is for a machine that is busy.
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});

describe('a refused regular expression', () => {
  it.each([
    ['(a)\\1', 'not-allowed', 'Back references'],
    ['(?<x>a)\\k<x>', 'not-allowed', 'group'],
    ['\\1', 'not-allowed', 'Back references'],
    ['(?=a)b', 'not-allowed', 'Look-around'],
    ['(?!a)b', 'not-allowed', 'Look-around'],
    ['(?<=a)b', 'not-allowed', 'Look-around'],
    ['(?<!a)b', 'not-allowed', 'Look-around'],
    ['(?<name>a)', 'not-allowed', 'name of a group'],
    ['(?m)^a', 'not-allowed', '(?i)'],
    ['(?is)a', 'not-allowed', '(?i)'],
    ['a(?i:b)', 'not-allowed', '(?i)'],
    ['a(?i)b', 'not-allowed', '(?i)'],
    ['\\p{L}+', 'not-allowed', '\\w'],
    ['[\\p{Lu}]', 'not-allowed', '\\w'],
    ['(a', 'bad-pattern', 'Unterminated group'],
    ['a)', 'bad-pattern', "Unmatched ')'"],
    ['[z-a]', 'bad-pattern', 'out of order'],
    ['a{2,1}', 'bad-pattern', 'out of order'],
    ['*a', 'bad-pattern', 'Nothing to repeat'],
    ['\\', 'bad-pattern', 'Invalid escape'],
    ['\\я', 'bad-pattern', 'Invalid escape'],
    ['', 'bad-pattern', 'any text'],
    ['a*', 'bad-pattern', 'any text'],
    ['(?i)', 'bad-pattern', 'any text'],
    ['a|', 'bad-pattern', 'any text'],
    ['a{501}', 'too-complex', '500'],
    ['((a{30}){30}){30}', 'too-complex', '500'],
    ['a{999999999999}', 'too-complex', '500'],
    ['(?:a?){250}', 'too-complex', '500'],
    ['('.repeat(900), 'bad-pattern', 'Unterminated group'],
    ['a'.repeat(1_001), 'too-complex', '500'],
  ])('%s: %s', (source, code, hint) => {
    const refusal = refusalOf(source);

    expect(refusal?.code).toBe(code);
    expect(refusal?.message.en).toContain(hint);
    expect(refusal?.message.ru).toMatch(/[а-яё]/i);
  });

  it('may have as many steps as it says and no more', () => {
    expect(parsePattern('a'.repeat(499))).toMatchObject({ outcome: 'ok' });
    expect(refusalOf('a'.repeat(500))?.code).toBe('too-complex');
  });

  it('has as many steps as were counted, or fewer', () => {
    fc.assert(
      fc.property(somePattern, ({ ours }) => {
        const reading = parsePattern(ours);
        if (reading.outcome === 'ok') expect(reading.pattern.steps.length).toBeLessThanOrEqual(500);
      }),
    );
  });

  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.constantFrom(...'()[]{}?*+|\\^$.-,a1:=!<>kpbu&~Ж'), { maxLength: 15 })
            .map((all) => all.join('')),
        ),
        (source) => {
          const reading = parsePattern(source);
          if (reading.outcome === 'ok') isMatch(reading.pattern, 'ab1 -Ж\n');
          else expect(reading.refusal.message.ru).not.toBe('');
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
