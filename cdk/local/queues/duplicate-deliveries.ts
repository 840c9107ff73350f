/** How many of the next messages come twice, and how many have. */
export class DuplicateDeliveries {
  #left = 0;
  #made = 0;

  get left(): number {
    return this.#left;
  }

  /** Since it was last set. */
  get made(): number {
    return this.#made;
  }

  /** From now on: so many messages, of any queue; `Infinity` for all, 0 for none. */
  set(messages: number): void {
    this.#left = messages;
    this.#made = 0;
  }

  /** How many of a batch of `size` come twice; counts them. */
  take(size: number): number {
    const count = Math.min(size, this.#left);
    this.#left -= count;
    this.#made += count;
    return count;
  }
}
