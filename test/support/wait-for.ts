import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** A lead takes a fraction of a second; a machine with other things to do gets much longer. */
const LIMIT_MS = 20_000;

/** Looks until there is something to see. What is awaited lies in another thread, so there is no event for it. */
export async function waitFor<T>(
  what: string,
  look: () => T | Promise<T>,
  limitMs = LIMIT_MS,
): Promise<NonNullable<Exclude<Awaited<T>, false>>> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (performance.now() > deadline) throw new Error(`After ${limitMs} ms still no ${what}.`);
    await pause(LOOK_EVERY_MS);
  }
}

function isThere<T>(seen: T): seen is NonNullable<Exclude<T, false>> {
  return seen !== undefined && seen !== null && seen !== false;
}
