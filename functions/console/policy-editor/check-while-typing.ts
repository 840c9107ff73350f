import type { SwapForm } from './swap.ts';

/** Long enough not to ask in the middle of a word. */
const PAUSE_MS = 600;

/** Has the document checked a moment after the last keystroke, as if the button was pressed. */
export class CheckWhileTyping {
  readonly #form: HTMLFormElement;
  readonly #swap: SwapForm;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(form: HTMLFormElement, swap: SwapForm) {
    this.#form = form;
    this.#swap = swap;
  }

  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), PAUSE_MS);
  }

  now(): void {
    clearTimeout(this.#timer);
    void this.#swap.send(this.#form.querySelector<HTMLElement>('[name="act"][value="check"]'));
  }
}
