import { fold } from './mention.ts';
import { isText, type Value } from './value-tests.ts';

/** The facts that compiled conditions ask about, each at a place of its own. */
export class AskedFacts {
  readonly #places = new Map<string, number>();

  get paths(): readonly string[] {
    return [...this.#places.keys()];
  }

  placeOf(path: string): number {
    const known = this.#places.get(path);
    if (known !== undefined) return known;
    this.#places.set(path, this.#places.size);
    return this.#places.size - 1;
  }
}

/** What one lead tells, at the places of {@link AskedFacts}. */
export class KnownFacts {
  readonly #values: readonly (Value | undefined)[];
  readonly #folded: (Value | undefined)[] = [];

  constructor(values: readonly (Value | undefined)[]) {
    this.#values = values;
  }

  at(place: number): Value | undefined {
    return this.#values[place];
  }

  /** A text in which words are looked for: folded once, whoever looks. What is no text stays as it is. */
  foldedAt(place: number): Value | undefined {
    const known = this.#folded[place];
    if (known !== undefined) return known;
    const value = this.#values[place];
    const folded = value !== undefined && isText(value) ? fold(value) : value;
    this.#folded[place] = folded;
    return folded;
  }
}
