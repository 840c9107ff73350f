/** More than single spaces between words, or other white space than that. */
const UNEVEN = / {2}|[^\S ]/;

/** A text as it is compared: lower case, `ё` as `е`, any run of white space as one space. */
export function fold(text: string): string {
  const folded = text.toLowerCase().replaceAll('ё', 'е');
  return UNEVEN.test(folded) ? folded.replace(/\s+/g, ' ').trim() : folded.trim();
}

/**
 * Whether a folded text contains one of the words or phrases, in any case, with `ё` as `е`.
 *
 * A word is found inside a longer one on purpose: `ваканси` finds every ending Russian gives it.
 */
export function mentionsOf(words: readonly unknown[]): (folded: string) => boolean {
  const wanted = words.map((word) => fold(String(word))).filter((word) => word !== '');
  return (folded) => {
    for (const word of wanted) if (folded.includes(word)) return true;
    return false;
  };
}
