import { randomUUID } from 'node:crypto';
import type { Policy } from '#shared/domain/policy.ts';
import { HOUR_MS, after } from '#shared/domain/time.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { ShadowBook, ShadowTrial } from '#shared/ports/shadow-book.ts';

export interface TrialDependencies {
  readonly shadow: ShadowBook;
  readonly clock: Clock;
}

export interface WantedTrial {
  readonly policy: Policy;
  /** The draft as it was written. */
  readonly text: string;
  readonly hours: number;
  readonly by: string;
}

/** Lets a draft judge what arrives from now on, beside the policy in force, in place of whichever trial there was. */
export async function startTrial(
  { hours, ...wanted }: WantedTrial,
  { shadow, clock }: TrialDependencies,
): Promise<ShadowTrial> {
  const now = clock.now();
  const trial = {
    ...wanted,
    id: randomUUID(),
    startedAt: now.toISOString(),
    until: after(now, hours * HOUR_MS),
  };
  await shadow.start(trial);
  return trial;
}

/** Ends the trial there is at this moment; what it found stays to be read. Undefined when there is none. */
export async function stopTrial({ shadow, clock }: TrialDependencies): Promise<ShadowTrial | undefined> {
  const trial = await shadow.current();
  if (trial === undefined) return undefined;
  await shadow.stop(trial.id, clock.now().toISOString());
  return shadow.current();
}
