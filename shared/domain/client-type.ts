import { fold } from './mention.ts';
import type { Lead } from './lead.ts';

/** What a private person calls themselves, where the field is about themselves: company and role. */
const PRIVATE_PERSON = [
  'частное лицо',
  'частный клиент',
  'частник',
  'физлицо',
  'физ лицо',
  'физическое лицо',
  'private person',
  'private individual',
];

/** The same said of oneself in a message, where the bare words may speak of somebody else. */
const SAYS_PRIVATE = [
  'я частное лицо',
  'я частник',
  'я физлицо',
  'я физ лицо',
  'я физическое лицо',
  'как частное лицо',
  'как физлицо',
  'как физическое лицо',
  'от частного лица',
  'от физлица',
  'от физического лица',
  'i am a private',
  "i'm a private",
  'as a private',
];

/** Hints of a private purchase. A company's INN outweighs them: companies buy for themselves too. */
const PRIVATE_PURPOSE = [
  ...PRIVATE_PERSON,
  'для себя',
  'себе домой',
  'для личного пользования',
  'для личных нужд',
  'for myself',
  'for personal use',
];

/** Every phrase above has one of these in it. */
const PRIVATE_ROOT = /част|физ|с[её]б|личн|private|personal|myself/iu;

const ENTREPRENEUR = /(^|[^\p{L}])(ип|индивидуальный предприниматель|sole trader)([^\p{L}]|$)/u;

const COMPANY =
  /(^|[^\p{L}])(ооо|оао|зао|пао|нао|ао|гуп|муп|фгуп|ано|llc|ltd|inc|gmbh|общество с ограниченной|акционерное общество)([^\p{L}]|$)/u;

export type ClientType = 'company' | 'entrepreneur' | 'individual';

/**
 * Whether a company, a sole trader or a private person asks; undefined when nothing says so.
 *
 * What people say of themselves comes first, because some company's INN is easily copied into a
 * mandatory field; then the registry and the INN, then hints. A 12-digit INN alone decides
 * nothing: sole traders and private persons have the same kind, only the registry tells them apart.
 */
export function toClientType({ requisites, need, counterparty }: Lead): ClientType | undefined {
  const message = ownWords(need.message);
  if (says(ownWords(requisites.companyName), PRIVATE_PERSON)) return 'individual';
  if (says(ownWords(need.role), PRIVATE_PERSON)) return 'individual';
  if (says(message, SAYS_PRIVATE)) return 'individual';

  if (counterparty?.outcome === 'found') return counterparty.type === 'legal' ? 'company' : 'entrepreneur';
  if (requisites.inn?.length === 10) return 'company';
  if (says(message, PRIVATE_PURPOSE)) return 'individual';
  if (requisites.inn?.length === 12 && counterparty?.outcome === 'not-found') return 'individual';

  const company = plain(requisites.companyName);
  if (ENTREPRENEUR.test(company)) return 'entrepreneur';
  return COMPANY.test(company) ? 'company' : undefined;
}

/** What a text says of a private person, in plain words; nothing in most texts, which is seen before they are folded. */
function ownWords(text: string | undefined): string {
  return text !== undefined && PRIVATE_ROOT.test(text) ? plain(text) : '';
}

/** Without punctuation, and without what somebody says they are not: `не физлицо`, `not a private person`. */
function plain(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  return fold(text)
    .replace(/[-–—.,:;()«»"]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(
      /(?<!\p{L})(не|not an?) (частн|физ|для себя|private)\p{L}*( лиц\p{L}*| person| individual)?/gu,
      '',
    );
}

function says(text: string, phrases: readonly string[]): boolean {
  return text !== '' && phrases.some((phrase) => text.includes(phrase));
}
