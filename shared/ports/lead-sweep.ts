import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';

/** How the sweep finds what no message will remind of. */
export interface LeadSweep {
  /** Leads whose `nextActionAt` has come, the longest due first. */
  findDue(now: Date, limit: number): Promise<readonly Lead[]>;

  /** Leads that arrived in the span and have neither an owner nor an end: no timer is set for those yet. */
  findUnowned(from: Timestamp, to: Timestamp): Promise<readonly Lead[]>;

  /** Up to which arrival the sweep has looked. */
  readCheckpoint(): Promise<Timestamp | undefined>;

  moveCheckpoint(to: Timestamp): Promise<void>;
}
