/** Wakes the function that carries out replays. Only an alarm clock: what was ordered is in the book. */
export interface ReplayQueue {
  send(replayId: string): Promise<void>;
}
