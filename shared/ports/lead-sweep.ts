import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';

/** How the sweep finds what no message will remind of. */
export interface LeadSweep {
  /** Leads whose `nextActionAt` has come, the longest due first; untouched arrivals are told by `arrivals`. */
  findDue(now: Date, limit: number): Promise<readonly Lead[]>;

  /** Every lead that arrived in the span, both ends included, page by page, oldest first. Each arrival is looked at once this way. */
  arrivals(from: Timestamp, to: Timestamp): AsyncIterable<readonly Lead[]>;

  /** Up to which arrival the sweep has looked. */
  readCheckpoint(): Promise<Timestamp | undefined>;

  moveCheckpoint(to: Timestamp): Promise<void>;
}
