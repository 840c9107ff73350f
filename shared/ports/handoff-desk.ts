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

  /**
   * Writes the lead's next version and gives the lead back, in one step: whatever is to be told from then on can be
   * told at once. Only for whoever has the lead in hands still. `outdated` when somebody else wrote it since it was read.
   */
  giveBack(lead: Lead): Promise<'saved' | 'outdated'>;
}
