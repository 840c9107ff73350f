import type { EarlierOwner, Lead } from '#shared/domain/lead.ts';

/**
 * Who had a client's last lead, by INN, phone and e-mail, kept as keyed hashes and forgotten after 400 days.
 *
 * A company's INN counts before the phone, and the phone before the e-mail.
 */
export interface ClientOwners {
  find(lead: Pick<Lead, 'contact' | 'requisites'>): Promise<EarlierOwner | undefined>;
  /** The newest word counts: an older lead never takes the place of a newer one. */
  remember(lead: Pick<Lead, 'contact' | 'requisites'>, owner: EarlierOwner): Promise<void>;
}
