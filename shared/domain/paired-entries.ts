/** An entry that stands elsewhere than before, told by its neighbour in the order of today. */
export interface Move {
  readonly key: string;
  readonly now: 'before' | 'after';
  readonly neighbour: string;
}

/** Two lists of the same kind of entries, put beside each other. */
export interface PairedEntries<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly kept: readonly { readonly before: T; readonly after: T }[];
  readonly moved: readonly Move[];
}

/** Pairs entries by their key, and finds the fewest that must have been moved to get from one order to the other. */
export function pairEntries<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (entry: T) => string,
): PairedEntries<T> {
  const earlier = new Map(before.map((entry) => [keyOf(entry), entry]));
  const later = new Map(after.map((entry) => [keyOf(entry), entry]));
  return {
    added: after.filter((entry) => !earlier.has(keyOf(entry))),
    removed: before.filter((entry) => !later.has(keyOf(entry))),
    kept: after.flatMap((entry) => {
      const was = earlier.get(keyOf(entry));
      return was === undefined ? [] : [{ before: was, after: entry }];
    }),
    moved: findMoves(
      before.map(keyOf).filter((key) => later.has(key)),
      after.map(keyOf).filter((key) => earlier.has(key)),
    ),
  };
}

/** Both have the same keys. */
function findMoves(before: readonly string[], after: readonly string[]): readonly Move[] {
  const places = after.map((key) => before.indexOf(key));
  const stayed = longestRise(places);
  return after.flatMap((key, index): readonly Move[] => {
    const place = places[index] ?? 0;
    if (stayed.has(place)) return [];
    const overtaken = after.find((_, other) => other > index && (places[other] ?? 0) < place);
    if (overtaken !== undefined) return [{ key, now: 'before', neighbour: overtaken }];
    const passedBy = after.findLast((_, other) => other < index && (places[other] ?? 0) > place);
    return passedBy === undefined ? [] : [{ key, now: 'after', neighbour: passedBy }];
  });
}

/**
 * The values of a longest rising subsequence: what need not have moved. Lists have a hundred entries at most.
 *
 * Of equally long ones the last is taken, so that of two neighbours that changed places the one now in front has moved.
 */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const best: (readonly number[])[] = [];
  for (const [index, value] of values.entries()) {
    const before = best.slice(0, index).filter((rise) => (rise.at(-1) ?? 0) < value);
    const longest = before.reduce((long, rise) => (rise.length >= long.length ? rise : long), []);
    best.push([...longest, value]);
  }
  return new Set(best.reduce((long, rise) => (rise.length >= long.length ? rise : long), []));
}
