import type { Fact } from './condition.ts';
import { FACTS, SCORE_FACTS, type FactDescription } from './facts.ts';
import type { Language, Sentence } from './language.ts';
import { STATUS_WORDS, TIMELINE_WORDS } from './lead-card-words.ts';
import { regionName } from './russian-regions.ts';

type KnownFacts = typeof FACTS & typeof SCORE_FACTS;

/** Facts of one type, so that whoever adds one to the list is asked for its words. */
export type PathOf<T extends FactDescription['type']> = {
  [P in keyof KnownFacts]: KnownFacts[P]['type'] extends T ? P : never;
}[keyof KnownFacts];

const DESCRIPTIONS: Readonly<Record<string, FactDescription>> = { ...FACTS, ...SCORE_FACTS };

/** What a fact is called; one that is not on the list keeps its path. */
export function factLabel(path: string, language: Language): string {
  return Object.hasOwn(DESCRIPTIONS, path) ? (DESCRIPTIONS[path]?.label[language] ?? path) : path;
}

/** `бюджет` and `₽` of `бюджет, ₽`: only numbers have a unit after a comma. */
export function nameAndUnit(
  path: string,
  language: Language,
): { readonly name: string; readonly unit: string } {
  const label = SAID[path]?.[language] ?? factLabel(path, language);
  if (DESCRIPTIONS[path]?.type !== 'number') return { name: label, unit: '' };
  const [name = label, unit = ''] = label.split(', ');
  return { name, unit };
}

/** Names that make no subject of a sentence as they stand in a table. */
const SAID: Readonly<Record<string, Sentence>> = {
  'lead.clientType': { ru: 'кто обращается', en: 'the sender' },
  'counterparty.type': { ru: 'тип компании', en: 'kind of company' },
  'counterparty.employees': { ru: 'число сотрудников', en: 'number of employees' },
};

/** Some text of a value that people read; longer ones are cut, the lead itself has them whole. */
const MAX_CHARACTERS = 160;

/** A fact's value as people say it: `400 000 ₽`, `Москва`, `да`. */
export function factText(path: string, value: Fact, language: Language): string {
  if (typeof value === 'boolean') return YES_NO[value ? 'yes' : 'no'][language];
  if (typeof value === 'number') return quantity(value, nameAndUnit(path, language).unit, language);
  if (typeof value === 'string') return cut(wordOf(path, value, language) ?? value);
  if (value.length === 0) return NONE[language];
  return value.map((entry) => wordOf(path, entry, language) ?? entry).join(', ');
}

/** A value inside a condition: words of ours as they are, everything else in quotation marks. */
export function quotedValue(path: string, value: string, language: Language): string {
  return wordOf(path, value, language) ?? (language === 'ru' ? `«${value}»` : `“${value}”`);
}

/** `300 000 ₽`, `1,500 days`. A unit of money stands after the number in both languages. */
export function quantity(value: number, unit: string, language: Language): string {
  const number = formatNumber(value, language);
  if (unit === '') return number;
  if (unit === 'дней') return `${number}\u00a0${daysWord(value)}`;
  return `${number}\u00a0${unit}`;
}

export function formatNumber(value: number, language: Language): string {
  const [whole = '0', fraction] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'ru' ? '\u00a0' : ',');
  const decimals = fraction === undefined ? '' : `${language === 'ru' ? ',' : '.'}${fraction}`;
  return `${value < 0 ? '−' : ''}${grouped}${decimals}`;
}

/** The genitive after `меньше` and `больше`, which is the word after most numbers besides. */
function daysWord(days: number): string {
  return days % 10 === 1 && days % 100 !== 11 ? 'дня' : 'дней';
}

function cut(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS).trimEnd()}…` : text;
}

function wordOf(path: string, value: string, language: Language): string | undefined {
  if (path === 'counterparty.region') return regionName(value)[language];
  const words = VALUES[path];
  return words !== undefined && Object.hasOwn(words, value) ? words[value]?.[language] : undefined;
}

const YES_NO = { yes: { ru: 'да', en: 'yes' }, no: { ru: 'нет', en: 'no' } } as const;
const NONE: Sentence = { ru: 'нет', en: 'none' };

const COMPANY: Sentence = { ru: 'юрлицо', en: 'company' };
const SOLE_TRADER: Sentence = { ru: 'предприниматель', en: 'sole trader' };

const FIELDS: Readonly<Record<string, Sentence>> = {
  name: { ru: 'имя', en: 'name' },
  phone: { ru: 'телефон', en: 'phone' },
  email: { ru: 'почта', en: 'e-mail' },
  company: { ru: 'компания', en: 'company' },
  inn: { ru: 'ИНН', en: 'INN' },
  kpp: { ru: 'КПП', en: 'KPP' },
  ogrn: { ru: 'ОГРН', en: 'OGRN' },
  product: { ru: 'продукт', en: 'product' },
  budget: { ru: 'бюджет', en: 'budget' },
  timeline: { ru: 'срок', en: 'timeline' },
  role: { ru: 'должность', en: 'role' },
  message: { ru: 'сообщение', en: 'message' },
  consent: { ru: 'согласие', en: 'consent' },
};

/** Words for the values that are codes; what people typed is quoted as it is. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  'lead.kind': { form: { ru: 'форма', en: 'form' }, call: { ru: 'звонок', en: 'call' } },
  'lead.language': { ru: { ru: 'русский', en: 'Russian' }, en: { ru: 'английский', en: 'English' } },
  'lead.clientType': {
    company: { ru: 'компания', en: 'company' },
    entrepreneur: SOLE_TRADER,
    individual: { ru: 'частное лицо', en: 'private person' },
  },
  'lead.missing': FIELDS,
  'lead.faulty': FIELDS,
  'requisites.kind': { legal: COMPANY, individual: { ru: 'человек', en: 'person' } },
  'need.timeline': TIMELINE_WORDS,
  'counterparty.outcome': {
    found: { ru: 'найден', en: 'found' },
    'not-found': STATUS_WORDS['not-found'],
  },
  'counterparty.status': STATUS_WORDS,
  'counterparty.type': { legal: COMPANY, individual: SOLE_TRADER },
  'spam.signs': {
    honeypot: { ru: 'заполнено поле-ловушка', en: 'the trap field is filled in' },
    'many-links': { ru: 'много ссылок', en: 'many links' },
    'phone-repeated-digits': { ru: 'телефон из одинаковых цифр', en: 'a phone of one digit' },
    'captcha-failed': { ru: 'капча не пройдена', en: 'the captcha was failed' },
  },
  'spam.captcha': {
    passed: { ru: 'пройдена', en: 'passed' },
    failed: { ru: 'не пройдена', en: 'failed' },
    unavailable: { ru: 'не было ответа', en: 'no answer' },
  },
};

/** Facts that are a yes or no, as a whole sentence either way. */
export const FLAGS: Readonly<Record<PathOf<'boolean'>, { readonly yes: Sentence; readonly no: Sentence }>> = {
  'contact.hasName': {
    yes: { ru: 'имя указано', en: 'a name is given' },
    no: { ru: 'имя не указано', en: 'no name is given' },
  },
  'contact.hasPhone': {
    yes: { ru: 'телефон указан', en: 'a phone is given' },
    no: { ru: 'телефон не указан', en: 'no phone is given' },
  },
  'contact.hasEmail': {
    yes: { ru: 'почта указана', en: 'an e-mail is given' },
    no: { ru: 'почта не указана', en: 'no e-mail is given' },
  },
  'requisites.hasFault': {
    yes: { ru: 'в реквизитах ошибка', en: 'there is a fault in the requisites' },
    no: { ru: 'в реквизитах нет ошибок', en: 'there is no fault in the requisites' },
  },
  'call.missed': {
    yes: { ru: 'звонок пропущен', en: 'the call was missed' },
    no: { ru: 'на звонок ответили', en: 'the call was answered' },
  },
  'counterparty.checked': {
    yes: { ru: 'контрагент проверен', en: 'the counterparty was checked' },
    no: { ru: 'контрагент не проверен', en: 'the counterparty was not checked' },
  },
  'counterparty.branch': {
    yes: { ru: 'это филиал', en: 'it is a branch' },
    no: { ru: 'это не филиал', en: 'it is not a branch' },
  },
  'counterparty.stale': {
    yes: { ru: 'данные реестра устарели', en: 'registry data is stale' },
    no: { ru: 'данные реестра свежие', en: 'registry data is fresh' },
  },
};

/** Facts that are lists, as a whole sentence for some and for none. */
export const LISTS: Readonly<Record<PathOf<'list'>, { readonly some: Sentence; readonly none: Sentence }>> = {
  'lead.missing': {
    some: { ru: 'есть незаполненные обязательные поля', en: 'mandatory fields were left empty' },
    none: { ru: 'все обязательные поля заполнены', en: 'no mandatory field was left empty' },
  },
  'lead.faulty': {
    some: { ru: 'есть поля с ошибками', en: 'there are fields with faults' },
    none: { ru: 'полей с ошибками нет', en: 'there are no fields with faults' },
  },
  'spam.signs': {
    some: { ru: 'есть признаки спама', en: 'there are signs of spam' },
    none: { ru: 'признаков спама нет', en: 'there are no signs of spam' },
  },
};
