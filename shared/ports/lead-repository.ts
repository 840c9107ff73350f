import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';

/** Makes submissions without an id of their own recognizable until `until`. */
export interface RepeatWindow {
  readonly key: string;
  readonly until: Timestamp;
}

/** `from` is the first moment that counts, `to` the first that does not any more. */
export interface LeadFilter {
  readonly status?: string;
  readonly source?: string;
  readonly owner?: string;
  /** Pattern of a report's figure: the leads that are counted there. */
  readonly figure?: string;
  readonly from?: Timestamp;
  readonly to?: Timestamp;
}

export interface LeadPage {
  readonly leads: readonly Lead[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

export interface LeadRepository {
  /**
   * Keeps a lead once. The same lead again is `known`, which is no error: sources repeat themselves.
   * A write whose answer was lost on the way and that is tried again within the call still counts as `kept`.
   */
  keep(lead: Lead, window?: RepeatWindow): Promise<{ outcome: 'kept' } | { outcome: 'known'; lead: Lead }>;

  /** The lead as last written, never an older state of it. */
  find(id: string): Promise<Lead | undefined>;

  /** Writes the next version of a lead. `outdated` when somebody else wrote one since it was read. */
  save(lead: Lead): Promise<'saved' | 'outdated'>;

  /** Newest first. A page may be shorter than asked while `next` is there. */
  list(filter: LeadFilter, limit: number, cursor?: string): Promise<LeadPage>;
}
