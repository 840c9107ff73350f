import type { Lead } from '#shared/domain/lead.ts';
import { nameWordsOf, toWords, type TermKind } from '#shared/domain/reporting/search-terms.ts';
import type { ConsoleDependencies } from './dependencies.ts';

/** Whoever looks for one lead does not read on. */
const MOST_FOUND = 50;

/** So many leads are looked at for the other words of a name, or a common word would find thousands. */
const MOST_BY_WORD = 300;

/** A word's beginning that is shorter would find half of all companies. */
const SHORTEST_BEGINNING = 3;

const LONGEST_QUERY = 100;

type Dependencies = Pick<ConsoleDependencies, 'leads' | 'reports' | 'terms'>;

/**
 * Leads by what somebody remembers of them: a phone as people write it, an address, an INN or OGRN, the beginnings of
 * words of the company's name, the lead's id. Newest first, fifty at most.
 */
export async function searchLeads(query: string, dependencies: Dependencies): Promise<readonly Lead[]> {
  const text = query.trim().slice(0, LONGEST_QUERY);
  const byId = /^[\w-]{16,64}$/.test(text) ? await dependencies.leads.find(text) : undefined;
  if (byId !== undefined) return [byId];
  const terms = exactTerms(text);
  const ids = terms.length > 0 ? await idsByTerms(terms, dependencies) : [];
  const found = await readLeads(ids.slice(0, MOST_FOUND), dependencies);
  return found.length > 0 ? found : findByName(text, dependencies);
}

/** As what a text can be read that names one client: ten digits are a company's INN, or a phone without its country. */
function exactTerms(text: string): readonly (readonly [TermKind, string])[] {
  if (text.includes('@')) return [['email', text.toLowerCase()]];
  if (/[^\d\s()+.‑–-]/.test(text)) return [];
  const digits = text.replaceAll(/\D/g, '');
  if (text.startsWith('+')) return [['phone', `+${digits}`]];
  switch (digits.length) {
    case 10:
      return [
        ['inn', digits],
        ['phone', `+7${digits}`],
      ];
    case 11:
      return [
        ['phone', `+${digits.replace(/^8/, '7')}`],
        ['phone', `+${digits}`],
      ];
    case 12:
      return [
        ['inn', digits],
        ['phone', `+${digits}`],
      ];
    case 13:
    case 15:
      return [
        ['ogrn', digits],
        ['phone', `+${digits}`],
      ];
    default:
      return digits.length > 6 ? [['phone', `+${digits}`]] : [];
  }
}

async function idsByTerms(
  terms: readonly (readonly [TermKind, string])[],
  { reports, terms: keys }: Dependencies,
): Promise<readonly string[]> {
  const found = await Promise.all(
    terms.map(async ([kind, value]) => reports.find(await keys.hash(`find-${kind}`, value), MOST_FOUND)),
  );
  return [...new Set(found.flat())];
}

/** The longest word narrows most; the others have to begin words of the same name. */
async function findByName(text: string, dependencies: Dependencies): Promise<readonly Lead[]> {
  const words = [...toWords(text)].sort((one, other) => other.length - one.length);
  const [longest] = words;
  if (longest === undefined || longest.length < SHORTEST_BEGINNING) return [];
  const ids = await dependencies.reports.findByWord(longest, MOST_BY_WORD);
  const leads = await readLeads([...new Set(ids)], dependencies);
  const hasAll = (lead: Lead) => {
    const known = nameWordsOf(lead);
    return words.every((word) => known.some((one) => one.startsWith(word)));
  };
  return leads.filter(hasAll).slice(0, MOST_FOUND);
}

async function readLeads(ids: readonly string[], { leads }: Dependencies): Promise<readonly Lead[]> {
  const found = await Promise.all(ids.map((id) => leads.find(id)));
  return found
    .filter((lead) => lead !== undefined)
    .sort((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1));
}
