/** Asks before a page with unpublished changes is left. */
export class LeaveWarning {
  #textarea: HTMLTextAreaElement | undefined;
  #saved = '';
  #armed = true;

  /** `sentence` is shown by old browsers; the others have words of their own. */
  watch(textarea: HTMLTextAreaElement, sentence: string): void {
    this.#textarea = textarea;
    this.#saved = textarea.defaultValue;
    addEventListener('beforeunload', (event) => {
      if (!this.#armed || textarea.value === this.#saved) return;
      event.preventDefault();
      event.returnValue = sentence;
    });
  }

  /** The page is being left on purpose. */
  disarm(): void {
    this.#armed = false;
  }

  /** The document was published as it was sent; what was typed since is still unpublished. */
  leavingWith(text: FormDataEntryValue | null): void {
    if (text === null || text === this.#textarea?.value) this.disarm();
  }
}
