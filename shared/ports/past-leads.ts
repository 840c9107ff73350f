import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { ReplaySpan } from './replay-book.ts';

export interface FoundLeads {
  /** How many leads the pages hold; fewer come out of them if some are erased meanwhile. */
  readonly total: number;
  /** Newest first, as they stand when they are read. The next pages are on their way while one is looked at. */
  readonly pages: AsyncIterable<readonly Lead[]>;
}

/** Whole leads that came before a moment, for whoever wants to look at thousands of them. */
export interface PastLeads {
  /** `last: n` counts back from `before`, which is not included, as far as two years. */
  find(span: ReplaySpan, before: Timestamp): Promise<FoundLeads>;
}
