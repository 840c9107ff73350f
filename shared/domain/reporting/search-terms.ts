import type { Lead } from '../lead.ts';

/** Marks a term that is a word of a company's name; words can be found by their beginning, the rest as a whole. */
export const WORD_TERM = 'word:';

export type TermKind = 'phone' | 'email' | 'inn' | 'ogrn';

export interface SearchTerm {
  readonly kind: TermKind;
  readonly value: string;
}

/** Words of a name that can be found, at most: names of a register go on for lines. */
const MAX_WORDS = 6;
const MAX_WORD_CHARACTERS = 30;

/** Every second company's name begins with these. */
const COMMON_WORDS = new Set(
  'ооо оао зао пао ао ип нко тоо ано гуп муп фгуп общество с ограниченной ответственностью акционерное публичное непубличное закрытое открытое индивидуальный предприниматель и в на llc ltd inc'.split(
    ' ',
  ),
);

/** By what a lead can be found that belongs to a person or names one company: kept as hashes only. */
export function searchTermsOf({ contact, requisites, counterparty }: Lead): readonly SearchTerm[] {
  const known = counterparty?.outcome === 'found' ? counterparty : undefined;
  const terms: readonly (readonly [TermKind, string | undefined])[] = [
    ['phone', contact.phone],
    ['email', contact.email?.toLowerCase()],
    ['inn', requisites.inn ?? known?.inn],
    ['ogrn', requisites.ogrn],
  ];
  return terms.flatMap(([kind, value]) => (value === undefined || value === '' ? [] : [{ kind, value }]));
}

/** The words of the company's name, as the lead and as the register say it. */
export function nameWordsOf({
  requisites,
  counterparty,
}: Pick<Lead, 'requisites' | 'counterparty'>): readonly string[] {
  const registered = counterparty?.outcome === 'found' ? counterparty.name : undefined;
  const words = [requisites.companyName, registered].flatMap((name) => toWords(name ?? ''));
  return [...new Set(words)].slice(0, MAX_WORDS);
}

/** What somebody types into a search, or a company calls itself, as words that can be compared. */
export function toWords(text: string): readonly string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\d]+/gu) ?? [];
  return words
    .filter((word) => word.length >= 2 && !COMMON_WORDS.has(word))
    .map((word) => word.slice(0, MAX_WORD_CHARACTERS));
}
