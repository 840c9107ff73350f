import type { Rep, RepState } from './team.ts';
import { isWorking } from './working-hours.ts';

/** Why a lead cannot go to a rep, as stable codes, in the order they are looked for. */
export type Unavailable = 'unknown-rep' | 'not-active' | 'already-asked' | 'off-duty' | 'off-shift' | 'full';

/** What can be known of a rep when a lead is to be given away. */
export interface RepAtHand {
  /** Undefined when a pool names somebody the team does not have. */
  readonly rep: Rep | undefined;
  /** Undefined while nothing was ever written about the rep: no lead is open then. */
  readonly state: RepState | undefined;
  readonly asked: boolean;
}

/** The first reason why the rep cannot take a lead now; undefined when nothing speaks against it. */
export function whyNotAvailable({ rep, state, asked }: RepAtHand, now: Date): Unavailable | undefined {
  if (rep === undefined) return 'unknown-rep';
  if (!rep.active) return 'not-active';
  if (asked) return 'already-asked';
  if (state?.onDuty === false) return 'off-duty';
  if (!isWorking(rep.hours, now)) return 'off-shift';
  return (state?.open ?? 0) < rep.capacity ? undefined : 'full';
}

/** Whether the reason passes by itself; the others last until the settings or the lead change. */
export function isPassing(because: string): boolean {
  return because === 'off-duty' || because === 'off-shift' || because === 'full';
}
