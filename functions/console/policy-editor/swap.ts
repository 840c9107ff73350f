/** What a form needs of the page around it. */
export interface SwapPage {
  /** Goes where the answer leads. */
  readonly leave: (url: string) => void;
  /** Called with a part that has just been put in place. */
  readonly swapped: (part: HTMLElement) => void;
}

/**
 * A form whose answer replaces one part of the page, named by `data-swap`, so that what is typed stays as it is.
 *
 * The last one sent counts: an answer to an earlier one is thrown away.
 */
export class SwapForm {
  onSwap: () => void = () => undefined;
  onLeave: (sent: FormData) => void = () => undefined;
  readonly #form: HTMLFormElement;
  readonly #page: SwapPage;
  #sending: AbortController | undefined;

  constructor(form: HTMLFormElement, page: SwapPage) {
    this.#form = form;
    this.#page = page;
  }

  submit(event: SubmitEvent): void {
    event.preventDefault();
    void this.send(event.submitter);
  }

  /** Sends the form as if this button was pressed. */
  async send(submitter: HTMLElement | null): Promise<void> {
    this.#sending?.abort();
    const sending = new AbortController();
    this.#sending = sending;
    const sent = new FormData(this.#form, submitter);
    this.#form.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(this.#form.action, {
        method: 'POST',
        body: new URLSearchParams([...sent].map(([name, value]) => [name, String(value)])),
        signal: sending.signal,
      });
      if (answer.redirected) return this.#leave(answer.url, sent);
      this.#show(answer.status, await answer.text());
    } catch {
      if (!sending.signal.aborted) this.#say('failed');
    } finally {
      if (this.#sending === sending) this.#form.removeAttribute('aria-busy');
    }
  }

  #leave(url: string, sent: FormData): void {
    this.onLeave(sent);
    this.#page.leave(url);
  }

  #show(status: number, text: string): void {
    if (status === 401) return this.#say('signedOut');
    const target = this.#target();
    const part = new DOMParser().parseFromString(text, 'text/html').getElementById(target?.id ?? '');
    if (target === null || part === null) return this.#say('failed');
    target.replaceWith(part);
    this.#page.swapped(part);
    this.onSwap();
  }

  /** The sentence stays above what is known already, until an answer comes. */
  #say(what: 'failed' | 'signedOut'): void {
    const target = this.#target();
    const known = target?.querySelector('[data-said]');
    const said = document.createElement('p');
    said.className = 'attention';
    said.dataset['said'] = what;
    said.setAttribute('role', 'alert');
    said.textContent = this.#form.dataset[what] ?? '';
    if (known) known.replaceWith(said);
    else target?.prepend(said);
  }

  #target(): HTMLElement | null {
    return document.getElementById(this.#form.dataset['swap'] ?? '');
  }
}
