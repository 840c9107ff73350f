import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PROJECT_FOLDER, synthesize } from '#cdk/local/synthesize.ts';

/** Whoever holds it synthesizes; the others wait and find the stack made. */
const TURN = join(PROJECT_FOLDER, 'cdk.out', '.synthesizing');

/** A test process that was killed leaves its turn behind; synthesizing never takes this long. */
const TURN_LIMIT_MS = 60_000;

const LOOK_EVERY_MS = 100;

/**
 * The stack of these sources, made once for all test files.
 *
 * Two files that start at the same moment would both bundle everything, and take twice as long for it.
 */
export async function synthesizeOnce(): Promise<void> {
  while (!(await takeTurn())) await pause(LOOK_EVERY_MS);
  try {
    await synthesize();
  } finally {
    await rm(TURN, { recursive: true, force: true });
  }
}

async function takeTurn(): Promise<boolean> {
  await mkdir(join(PROJECT_FOLDER, 'cdk.out'), { recursive: true });
  const taken = await mkdir(TURN).then(
    () => true,
    () => false,
  );
  if (taken) return true;
  const since = await stat(TURN).catch(() => undefined);
  if (since !== undefined && Date.now() - since.mtimeMs > TURN_LIMIT_MS)
    await rm(TURN, { recursive: true, force: true });
  return false;
}
