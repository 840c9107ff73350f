const foldedLists = new WeakMap<readonly unknown[], readonly string[]>();

/**
 * Whether a text contains one of the words or phrases, in any case, with `ё` as `е`.
 *
 * A word is found inside a longer one on purpose: `ваканси` finds every ending Russian gives it.
 */
export function mentions(text: string, words: readonly unknown[]): boolean {
  const folded = fold(text);
  for (const word of foldedOnce(words)) if (word !== '' && folded.includes(word)) return true;
  return false;
}

/** Anything but single spaces between words. */
const UNEVEN = /\s\s|[^\S ]|^ | $/;

/** A text as it is compared: lower case, `ё` as `е`, any run of white space as one space. */
export function fold(text: string): string {
  const folded = text.toLowerCase().replaceAll('ё', 'е');
  return UNEVEN.test(folded) ? folded.replace(/\s+/g, ' ').trim() : folded;
}

/** The lists of a policy are judged by for weeks: each is folded once. */
function foldedOnce(words: readonly unknown[]): readonly string[] {
  const known = foldedLists.get(words);
  if (known !== undefined) return known;
  const folded = words.map((word) => fold(String(word)));
  foldedLists.set(words, folded);
  return folded;
}
