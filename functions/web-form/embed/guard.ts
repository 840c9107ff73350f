/**
 * Runs something of ours in somebody else's page: what goes wrong is told in the browser's console, and
 * the page goes on.
 */
export function guard(work: () => unknown): void {
  try {
    const result = work();
    if (result instanceof Promise) result.catch(warn);
  } catch (error) {
    warn(error);
  }
}

export function warn(trouble: unknown): void {
  // The page is not ours: its console is the only place where its developer can be told.
  // eslint-disable-next-line no-console
  console.warn('Lead Relay form:', trouble);
}
