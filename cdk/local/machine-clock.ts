/**
 * The time of this machine, which can be put ahead, as if hours had passed: for its functions, metrics and queues.
 *
 * Without one everything goes by the real time. The engines do so anyhow.
 */
export class MachineClock {
  /** By how many milliseconds it is ahead: one number, which the threads of the functions read as well. */
  readonly ahead = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  readonly #ahead = new Float64Array(this.ahead);

  now(): number {
    return Date.now() + (this.#ahead[0] ?? 0);
  }

  putAhead(ms: number): void {
    this.#ahead[0] = (this.#ahead[0] ?? 0) + ms;
  }
}
