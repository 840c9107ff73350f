import type { Lead } from '#shared/domain/lead.ts';
import type { Timestamp } from '#shared/domain/time.ts';

/** Only one worker at a time hands a lead over, however often the message arrives: a rep is told once. */
export interface HandoffDesk {
  /**
   * Takes the lead to hand it over, through `until` or until it changes hands: a new owner has to be told anew,
   * while an acceptance in the middle of a delivery is no reason to deliver twice.
   * `in-hands`: somebody else has it, and will finish or run out of time.
   */
  take(
    leadId: string,
    now: Date,
    until: Timestamp,
  ): Promise<
    | { readonly outcome: 'taken'; readonly lead: Lead }
    | { readonly outcome: 'in-hands' }
    | { readonly outcome: 'unknown' }
  >;
}
