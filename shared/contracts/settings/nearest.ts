/** A slip in every third letter is still a slip; more is another word. */
const LETTERS_PER_SLIP = 3;

/** The candidate that was probably meant, for a `did you mean`. */
export function findNearest(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.slice(0, 100).toLowerCase();
  const ending = candidates.find((candidate) => candidate.toLowerCase().endsWith(`.${typed}`));
  if (ending !== undefined) return ending;

  const allowed = Math.max(2, Math.floor(typed.length / LETTERS_PER_SLIP));
  return candidates
    .map((candidate) => ({ candidate, slips: countSlips(typed, candidate.toLowerCase()) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((one, other) => one.slips - other.slips)[0]?.candidate;
}

/** Levenshtein distance: letters to add, drop or change. */
function countSlips(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = from[row - 1] === to[column - 1] ? 0 : 1;
      line.push(
        Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + changed),
      );
    }
    above = line;
  }
  return above[to.length] ?? 0;
}
