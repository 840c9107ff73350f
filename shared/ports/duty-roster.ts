/** The reps' own switch. */
export interface DutyRoster {
  setOnDuty(rep: string, onDuty: boolean): Promise<void>;
}
