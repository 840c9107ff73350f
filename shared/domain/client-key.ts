import type { ClientKeyKind, DuplicateRules } from './duplicate-rules.ts';
import { isFreeMailbox, mailDomainOf } from './free-mailboxes.ts';
import type { Lead } from './lead.ts';

export interface ClientKey {
  readonly kind: ClientKeyKind;
  /** Compared as a whole, never in part. */
  readonly value: string;
  /** Set where the same value with another INN is another company: a free mailbox belongs to a person, not to one. */
  readonly onlyWithInn?: string;
}

/** The keys of a lead's client, always in the same order. A domain of free mailboxes never is one. */
export function clientKeysOf(
  lead: Pick<Lead, 'contact' | 'requisites'>,
  by: DuplicateRules['by'],
): readonly ClientKey[] {
  return KINDS.filter((kind) => by.includes(kind)).flatMap((kind) => keyOf(kind, lead) ?? []);
}

const KINDS: readonly ClientKeyKind[] = ['inn', 'phone', 'email', 'email-domain'];

function keyOf(
  kind: ClientKeyKind,
  { contact, requisites }: Pick<Lead, 'contact' | 'requisites'>,
): ClientKey | undefined {
  const { phone } = contact;
  const email = contact.email?.toLowerCase();
  const { inn } = requisites;
  switch (kind) {
    case 'inn':
      return inn === undefined ? undefined : { kind, value: inn };
    case 'phone':
      return phone === undefined ? undefined : { kind, value: phone };
    case 'email':
      if (email === undefined) return undefined;
      return isFreeMailbox(email) && inn !== undefined
        ? { kind, value: email, onlyWithInn: inn }
        : { kind, value: email };
    case 'email-domain':
      return email === undefined || isFreeMailbox(email) ? undefined : { kind, value: mailDomainOf(email) };
  }
}
