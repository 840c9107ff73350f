import type { DifferenceKind, PolicyDifference } from '#shared/domain/policy-difference.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { DifferencePage } from './replay-book.ts';

/** A draft that judges live traffic beside the policy in force, and decides nothing. */
export interface ShadowTrial {
  readonly id: string;
  readonly policy: Policy;
  /** The draft as it was written. */
  readonly text: string;
  readonly by: string;
  readonly startedAt: Timestamp;
  readonly until: Timestamp;
}

/** How far a trial has come. A sweep adds to it what it has judged, in the same write as how far it has looked. */
export interface ShadowTally {
  /** The leads that arrived up to then are counted, and no lead twice. */
  readonly upTo: Timestamp;
  readonly judged: number;
  /** Duplicates, and leads that had no verdict yet when the sweep looked: nobody looks at them again. */
  readonly skipped: number;
  readonly counts: Readonly<Record<DifferenceKind, number>>;
}

/** There is at most one trial at a time. */
export interface ShadowBook {
  /** Starts a trial in place of whichever there is. */
  start(trial: ShadowTrial): Promise<void>;
  /** The trial started last, over or not. */
  current(): Promise<ShadowTrial | undefined>;
  /** Ends it at this moment; what it found stays to be read. */
  stop(id: string, at: Timestamp): Promise<void>;
  /** Keeps what it would have made of one lead; the same lead again replaces what was said of it. */
  keep(id: string, difference: PolicyDifference): Promise<void>;
  /** The leads that would have been judged otherwise, newest first. */
  differences(id: string, cursor?: string): Promise<DifferencePage>;
  /** What has been counted so far; undefined before the first sweep of the trial. */
  tally(id: string): Promise<ShadowTally | undefined>;
  /** Puts a tally in place of the one it was made from. Not `done` if somebody else was faster. */
  count(id: string, before: ShadowTally | undefined, tally: ShadowTally): Promise<'done' | 'outdated'>;
}
