import { RegExpParser, RegExpSyntaxError, type AST } from '@eslint-community/regexpp';
import { isMatch, type LinearPattern } from '#shared/domain/linear-pattern.ts';
import {
  BACK_REFERENCE,
  EMPTY,
  FLAG,
  notAnExpression,
  PatternError,
  tooManySteps,
  type PatternRefusal,
} from './pattern-faults.ts';
import { countSteps, PatternWriter } from './pattern-program.ts';

export type PatternReading =
  | { readonly outcome: 'ok'; readonly pattern: LinearPattern }
  | { readonly outcome: 'refused'; readonly refusal: PatternRefusal };

/** Some hundred words in brackets; more of them are a list for `mentions`. */
const MAX_STEPS = 500;
/** Each character is a step or next to none, and the parser goes as deep as there are brackets. */
const MAX_CHARACTERS = 2 * MAX_STEPS;

const ANY_CASE = '(?i)';
/** `(?im)`, `(?s)` and the like, which the parser would not tell from a mistyped group. */
const OTHER_FLAGS = /\(\?[a-z]*-?[a-z]+[:)]/;
const NUMBERED_REFERENCE = /^(?:[^\\]|\\.)*?\\[1-9k]/su;

/**
 * Reads a regular expression as JavaScript writes it (with the `u` flag) and compiles it to a program that takes no
 * longer than text × steps. `(?i)` may come first. Never throws.
 *
 * `\w` and `\b` know Russian letters as well: `\bопт\b` would find nothing otherwise.
 */
export function parsePattern(source: string): PatternReading {
  if (source.length > MAX_CHARACTERS) return refused(tooManySteps(MAX_STEPS));
  const ignoreCase = source.startsWith(ANY_CASE);
  const text = ignoreCase ? source.slice(ANY_CASE.length) : source;
  try {
    const { alternatives } = parseText(text);
    if (countSteps(alternatives) >= MAX_STEPS) return refused(tooManySteps(MAX_STEPS));
    const pattern = { source, ignoreCase, steps: new PatternWriter(ignoreCase).write(alternatives) };
    return isFoundAnywhere(pattern) ? refused(EMPTY) : { outcome: 'ok', pattern };
  } catch (error) {
    if (error instanceof PatternError) return refused(error.refusal);
    if (error instanceof RangeError) return refused(tooManySteps(MAX_STEPS));
    if (error instanceof RegExpSyntaxError) return refused(explain(text, error));
    throw error;
  }
}

function parseText(text: string): AST.Pattern {
  return new RegExpParser({ ecmaVersion: 2025 }).parsePattern(text, 0, text.length, { unicode: true });
}

function explain(text: string, { message }: RegExpSyntaxError): PatternRefusal {
  if (OTHER_FLAGS.test(text)) return FLAG;
  if (NUMBERED_REFERENCE.test(text)) return BACK_REFERENCE;
  return notAnExpression(message.slice(message.lastIndexOf(': ') + 2));
}

/** One that takes neither a character nor an edge holds for every text. */
function isFoundAnywhere(pattern: LinearPattern): boolean {
  return (
    isMatch(pattern, '') &&
    pattern.steps.every(({ op }) => op !== 'start' && op !== 'end' && op !== 'word-edge')
  );
}

function refused(refusal: PatternRefusal): PatternReading {
  return { outcome: 'refused', refusal };
}
