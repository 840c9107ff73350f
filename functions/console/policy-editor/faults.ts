/** A fault of the document, as the answer's list names it. */
export interface Fault {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

const MARKED = '#outcome [data-line]';

/** The faults the page lists, in its order. */
export function findFaults(page: ParentNode): readonly Fault[] {
  return [...page.querySelectorAll<HTMLElement>(MARKED)].map((item) => ({
    line: Number(item.dataset['line']),
    message: item.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '',
  }));
}

/** The line of the fault that was clicked on, if it was one. */
export function lineOf(target: EventTarget | null): number | undefined {
  const item = target instanceof Element ? target.closest<HTMLElement>(MARKED) : null;
  return item === null ? undefined : Number(item.dataset['line']);
}
