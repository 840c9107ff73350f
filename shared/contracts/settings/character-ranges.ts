import { WORD_RANGES } from '#shared/domain/linear-pattern.ts';

/** Pairs of code points in ascending order, both ends included, none touching the next. */
export type Ranges = readonly number[];

const LAST_CODE_POINT = 0x10ffff;

export const DIGITS: Ranges = [0x30, 0x39];
export const WORD: Ranges = WORD_RANGES;

/** White space and line ends of ECMAScript, which `\s` stands for. */
export const SPACE: Ranges = [
  ...[0x09, 0x0d, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a],
  ...[0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff],
];

/** `.` stands for all others. */
export const LINE_ENDS: Ranges = [0x0a, 0x0a, 0x0d, 0x0d, 0x2028, 0x2029];

export function union(...some: readonly Ranges[]): Ranges {
  const merged: number[] = [];
  for (const [from, to] of some.flatMap(toPairs).toSorted(([one], [other]) => one - other)) {
    const end = merged.at(-1);
    if (end !== undefined && from <= end + 1) merged[merged.length - 1] = Math.max(end, to);
    else merged.push(from, to);
  }
  return merged;
}

/** All characters outside the ranges. */
export function complement(ranges: Ranges): Ranges {
  const others: number[] = [];
  let next = 0;
  for (const [from, to] of toPairs(ranges)) {
    if (from > next) others.push(next, from - 1);
    next = to + 1;
  }
  if (next <= LAST_CODE_POINT) others.push(next, LAST_CODE_POINT);
  return others;
}

/** The same characters and their small letters, which are what a text in small letters has instead. */
export function withSmallLetters(ranges: Ranges): Ranges {
  const small = toPairs(ranges).flatMap(([from, to]) =>
    smallLetters()
      .filter(({ capital }) => capital >= from && capital <= to)
      .map(({ letter }) => [letter, letter]),
  );
  return union(ranges, ...small);
}

interface Letter {
  readonly capital: number;
  readonly letter: number;
}

/** Capitals of all living scripts are among the first 128 K code points. */
const CAPITALS_END = 0x20000;
let knownLetters: readonly Letter[] | undefined;

/** Looked up once: only publishing needs it, and it takes some milliseconds. */
function smallLetters(): readonly Letter[] {
  knownLetters ??= Array.from({ length: CAPITALS_END }, (_, capital) => ({
    capital,
    letter: String.fromCodePoint(capital).toLowerCase().codePointAt(0) ?? capital,
  })).filter(({ capital, letter }) => letter !== capital);
  return knownLetters;
}

function toPairs(ranges: Ranges): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let index = 0; index < ranges.length; index += 2)
    pairs.push([ranges[index] ?? 0, ranges[index + 1] ?? -1]);
  return pairs;
}
