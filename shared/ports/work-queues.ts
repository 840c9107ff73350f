/** Wakes the function that works on a lead next. Only an alarm clock: the table knows what is due. */
export interface WorkQueue {
  send(leadId: string, reason: string): Promise<void>;
}
