const PERIOD_MS = 700;
const LONGEST_MS = 10_000;

/** Asks again for each part that says it is not finished, until it comes without `data-poll`. */
export function startPolls(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>('[data-poll]')) poll(part, PERIOD_MS);
}

function poll(part: HTMLElement, waitMs: number): void {
  setTimeout(() => void look(part, waitMs), waitMs);
}

async function look(part: HTMLElement, waitMs: number): Promise<void> {
  const url = part.dataset['poll'];
  if (!part.isConnected || url === undefined) return;
  if (document.hidden) return poll(part, waitMs);
  const next = await ask(url, part.id);
  if (!part.isConnected) return;
  if (next === undefined) return poll(part, Math.min(waitMs * 2, LONGEST_MS));
  part.replaceWith(next);
  if (next.dataset['poll'] !== undefined) poll(next, PERIOD_MS);
}

/** Undefined when nobody answers, or the answer has no such part. */
async function ask(url: string, id: string): Promise<HTMLElement | undefined> {
  try {
    const answer = await fetch(url, { cache: 'no-store' });
    if (!answer.ok) return undefined;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return page.getElementById(id) ?? undefined;
  } catch {
    return undefined;
  }
}
