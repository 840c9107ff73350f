import type { Timestamp } from '#shared/domain/time.ts';

/** What an event in the middle of a call told, kept for the event that ends it. */
export interface CallNotes {
  /** Adds to what is known of the call; a mark told twice keeps its last value. */
  remember(
    source: string,
    callId: string,
    marks: Readonly<Record<string, string>>,
    until: Timestamp,
  ): Promise<void>;

  /** Empty when nothing was told, or too long ago. */
  find(source: string, callId: string, now: Date): Promise<Readonly<Record<string, string>>>;
}
