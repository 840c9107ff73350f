import fc from 'fast-check';

/** What a visitor and an attacker type, few enough that patterns and texts meet. */
const LETTERS = ['a', 'b', 'B', 'о', 'п', 'П', '5', '_', ' ', '-', '\n', 'é'];

export const somePatternText = fc
  .array(fc.constantFrom(...LETTERS), { maxLength: 12 })
  .map((all) => all.join(''));

/** A regular expression in our notation, and the one JavaScript has for it: their words differ. */
export interface PatternPair {
  readonly ours: string;
  readonly theirs: string;
}

const WORD = '0-9A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0400-\\u0481\\u048a-\\u052f';
const EDGE = `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`;
const NO_EDGE = `(?:(?<=[${WORD}])(?=[${WORD}])|(?<![${WORD}])(?![${WORD}]))`;

const same = (text: string): PatternPair => ({ ours: text, theirs: text });

const atom = fc.constantFrom(
  ...['a', 'b', 'B', 'о', 'п', 'П', '5', '_', ' ', '-', 'é', '.', '\\d', '\\D', '\\s', '\\S'].map(same),
  ...['[ab]', '[^aп]', '[а-яё]', '[А-Я]', '[a-c5_]', '[\\d\\s]', '[^\\S-]', '\\n', '\\u{43e}', '\\.'].map(
    same,
  ),
  ...['^', '$'].map(same),
  { ours: '\\w', theirs: `[${WORD}]` },
  { ours: '\\W', theirs: `[^${WORD}]` },
  { ours: '[\\w-]', theirs: `[${WORD}-]` },
  { ours: '\\b', theirs: EDGE },
  { ours: '\\B', theirs: NO_EDGE },
);

const COUNTS = ['?', '*', '+', '{2}', '{0}', '{0,2}', '{1,3}', '{2,}', '*?', '+?', '??', '{1,2}?'];

export const somePattern: fc.Arbitrary<PatternPair> = fc.letrec<{ pattern: PatternPair }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc.tuple(tie('pattern'), tie('pattern')).map((both) => join(both, '')),
    fc.tuple(tie('pattern'), tie('pattern')).map((both) => around('(', join(both, '|'), ')')),
    fc.tuple(tie('pattern'), tie('pattern'), tie('pattern')).map((all) => around('(?:', join(all, '|'), ')')),
    fc
      .tuple(tie('pattern'), fc.constantFrom(...COUNTS))
      .map(([pattern, count]) => around('(?:', pattern, `)${count}`)),
  ),
})).pattern;

function join(patterns: readonly PatternPair[], between: string): PatternPair {
  return {
    ours: patterns.map(({ ours }) => ours).join(between),
    theirs: patterns.map(({ theirs }) => theirs).join(between),
  };
}

function around(before: string, { ours, theirs }: PatternPair, after: string): PatternPair {
  return { ours: `${before}${ours}${after}`, theirs: `${before}${theirs}${after}` };
}
