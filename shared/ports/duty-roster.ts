import type { DateSpan, RepState } from '#shared/domain/team.ts';

/** What reps and ops say about who works: the switch of each rep, and absences besides those of the settings. */
export interface DutyRoster {
  setOnDuty(rep: string, onDuty: boolean): Promise<void>;
  /** Entering the same absence again changes nothing. */
  addAway(rep: string, span: DateSpan): Promise<void>;
  removeAway(rep: string, span: DateSpan): Promise<void>;
  /** What the table knows of each rep; one it knows nothing of has no lead open. */
  states(reps: readonly string[]): Promise<Readonly<Record<string, RepState>>>;
}
