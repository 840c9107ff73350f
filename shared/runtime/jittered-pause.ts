import { setTimeout as sleep } from 'node:timers/promises';

/** A lost race is over within milliseconds; two who lost it must not meet again. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 400;

/** Waits before the next try, `attempt` counted from 1: full jitter under a doubling bound. */
export async function jitteredPause(attempt: number): Promise<void> {
  const bound = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  await sleep(Math.random() * bound);
}
