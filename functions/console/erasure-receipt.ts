import { isElsewhere } from '#shared/domain/erase-person.ts';
import type { ErasedKind, Erasure } from '#shared/domain/erasure.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { HOUR_MS, after, type Timestamp } from '#shared/domain/time.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import { REMAINS_TEXTS, RECEIPT_TEXTS } from './erasure-texts.ts';
import { say } from './words.ts';

/** How far the table can be set back to any moment; AWS keeps no more. */
const BACKUP_DAYS = 35;

/** What is noted in the middle of a call is good for six hours, and deleted within two days after that. */
const CALL_NOTES_DAYS = 2.25;

/** A card in another system, which has to be erased there. */
export interface CardElsewhere {
  readonly lead: string;
  readonly destination: string;
  /** The other system's id; null where no answer told, so that it has to be looked for by the lead's id. */
  readonly externalId: string | null;
}

export interface Remainder {
  readonly what: keyof typeof REMAINS_TEXTS;
  /** When it is gone by itself; null where a person has to see to it. */
  readonly until: Timestamp | null;
  readonly text: string;
}

/** What was erased, in ids and counts: nothing in it tells of the person. */
export interface ErasureReceipt {
  readonly id: string;
  readonly state: 'running' | 'done';
  readonly at: Timestamp;
  readonly doneAt: Timestamp | null;
  readonly by: string;
  readonly reason: string | null;
  readonly leads: readonly string[];
  readonly erased: Readonly<Partial<Record<ErasedKind, number>>>;
  readonly elsewhere: readonly CardElsewhere[];
  readonly remains: readonly Remainder[];
  readonly text: string;
}

/** The cards are read off the leads, so that one that was written while the lead was being erased is among them. */
export async function toReceipt(
  erasure: Erasure,
  language: Language,
  { leads }: { readonly leads: Pick<LeadRepository, 'find'> },
): Promise<ErasureReceipt> {
  const elsewhere = (await Promise.all(erasure.leads.map((id) => readCards(id, leads)))).flat();
  const { id, at, doneAt, by, reason, counts } = erasure;
  return {
    id,
    state: doneAt === undefined ? 'running' : 'done',
    at,
    doneAt: doneAt ?? null,
    by,
    reason: reason ?? null,
    leads: erasure.leads,
    erased: counts,
    elsewhere,
    remains: remainsOf(erasure, elsewhere.length > 0, language),
    text: sentencesOf(erasure, elsewhere.length, language).join(' '),
  };
}

/** What a touch said was told about the lead it touched, which may be somebody else's: a comment on their card. */
async function readCards(id: string, leads: Pick<LeadRepository, 'find'>): Promise<readonly CardElsewhere[]> {
  const lead = await leads.find(id);
  if (lead === undefined) return [];
  const first = lead.duplicateOf === undefined ? undefined : await leads.find(lead.duplicateOf);
  const told = (first?.handoffs ?? []).filter(({ touch }) => touch === id);
  return cardsOf(id, [...lead.handoffs, ...told]);
}

function cardsOf(id: string, handoffs: Lead['handoffs']): readonly CardElsewhere[] {
  const cards = handoffs.filter(isElsewhere).map(({ destination, externalId = null }) => ({
    lead: id,
    destination,
    externalId,
  }));
  const told = new Set<string>();
  return cards.filter(({ destination, externalId }) => {
    const key = JSON.stringify([destination, externalId]);
    const isNew = !told.has(key);
    told.add(key);
    return isNew;
  });
}

function remainsOf(
  { at, doneAt, leads }: Erasure,
  hasCards: boolean,
  language: Language,
): readonly Remainder[] {
  const since = new Date(doneAt ?? at);
  const until = (days: number) => after(since, days * 24 * HOUR_MS);
  const remains: readonly (readonly [Remainder['what'], Timestamp | null])[] = [
    ...(leads.length === 0
      ? []
      : [
          ['table-backups', until(BACKUP_DAYS)] as const,
          ['call-notes', until(CALL_NOTES_DAYS)] as const,
          ['own-backups', null] as const,
        ]),
    ...(hasCards ? [['other-systems', null] as const] : []),
  ];
  return remains.map(([what, end]) => ({ what, until: end, text: REMAINS_TEXTS[what][language] }));
}

function sentencesOf(
  { doneAt, leads, ambiguous }: Erasure,
  cards: number,
  language: Language,
): readonly string[] {
  const first = doneAt === undefined ? 'running' : leads.length === 0 ? 'nothing' : 'done';
  return [
    say(RECEIPT_TEXTS[first], language, { leads: leads.length }),
    ...(cards === 0 ? [] : [say(RECEIPT_TEXTS.cards, language, { cards })]),
    ...(ambiguous ? [RECEIPT_TEXTS.ambiguous[language]] : []),
  ];
}
