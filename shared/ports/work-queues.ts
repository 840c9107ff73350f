/** Wakes the function that works on a lead next. Only an alarm clock: the table knows what is due. */
export interface WorkQueue {
  /** `delaySeconds`, at most 900: leads that may wait a moment, so that hotter ones are first. */
  send(leadId: string, reason: string, delaySeconds?: number): Promise<void>;
}
