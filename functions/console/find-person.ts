import { otherContactOf, type Person, type PersonKey } from '#shared/domain/erasure.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { ErasureBook } from '#shared/ports/erasure-book.ts';
import type { ConsoleDependencies } from './dependencies.ts';

/** A person by what leads have of them: E.164, lower case. */
export type Contacts = Readonly<Partial<Record<PersonKey['kind'], string>>>;

type Dependencies = { readonly erasures: Pick<ErasureBook, 'findNamed'> } & Pick<
  ConsoleDependencies,
  'leads' | 'terms'
>;

/**
 * The person as hashes, with the other phone or address that their leads tell.
 *
 * One known contact leads to the other, where there is but one: a person who names a phone means the letters they
 * wrote, too. Where a phone came with several addresses it may be a switchboard, and the others are left alone.
 */
export async function findPerson(
  named: Contacts,
  lead: Lead | undefined,
  dependencies: Dependencies,
): Promise<{ readonly person: Person; readonly ambiguous: boolean }> {
  const contacts = { ...contactsOf(lead), ...named };
  const ofLead = lead === undefined ? {} : { leadId: lead.id };
  const keys = await keysOf(contacts, dependencies);
  const [only, ...more] = keys;
  if (only === undefined || more.length > 0) return { person: { ...ofLead, keys }, ambiguous: false };

  const leads = await readNamed({ keys }, dependencies);
  const other = otherContactOf(only.kind, leads);
  if (other === 'several' || other === undefined)
    return { person: { ...ofLead, keys }, ambiguous: other === 'several' };
  const kind = only.kind === 'phone' ? 'email' : 'phone';
  const further = await keysOf({ [kind]: other }, dependencies);
  return { person: { ...ofLead, keys: [...keys, ...further] }, ambiguous: false };
}

/** Whether a lead is the person's: it was named, or has their phone or address. */
export async function isOf(
  { leadId, keys }: Person,
  lead: Lead,
  { terms }: Pick<Dependencies, 'terms'>,
): Promise<boolean> {
  if (lead.id === leadId) return true;
  const told = await keysOf(contactsOf(lead), { terms });
  return told.some(({ claim }) => keys.some((key) => key.claim === claim));
}

/** The person's leads among those that claims and the search name; erased ones tell nothing any more. */
export async function readNamed(person: Person, dependencies: Dependencies): Promise<readonly Lead[]> {
  const ids = await dependencies.erasures.findNamed(person);
  const found = await Promise.all(ids.map((id) => dependencies.leads.find(id)));
  const leads = found.filter((lead) => lead !== undefined && lead.erased === undefined) as readonly Lead[];
  const theirs = await Promise.all(leads.map((lead) => isOf(person, lead, dependencies)));
  return leads.filter((_lead, place) => theirs[place]);
}

function contactsOf(lead: Lead | undefined): Contacts {
  const { phone, email } = lead?.contact ?? {};
  return {
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
  };
}

async function keysOf(
  contacts: Contacts,
  { terms }: Pick<Dependencies, 'terms'>,
): Promise<readonly PersonKey[]> {
  const kinds = (['phone', 'email'] as const).filter((kind) => contacts[kind] !== undefined);
  return Promise.all(
    kinds.map(async (kind) => {
      const value = contacts[kind] ?? '';
      const [claim, term] = [await terms.hash(kind, value), await terms.hash(`find-${kind}`, value)];
      return { kind, claim, term };
    }),
  );
}
