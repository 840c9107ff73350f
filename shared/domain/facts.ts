import { toClientType } from './client-type.ts';
import type { Fact, Facts } from './condition.ts';
import type { CounterpartyStatus, KnownCounterparty } from './counterparty.ts';
import type { Sentence } from './language.ts';
import type { FieldFault, Lead } from './lead.ts';
import { HOUR_MS, elapsedMs } from './time.ts';

export type FactType = 'string' | 'number' | 'boolean' | 'list';

export interface FactDescription {
  readonly type: FactType;
  readonly label: Sentence;
  /** All it can be, where that is a closed set: a policy that compares it with anything else is refused. */
  readonly values?: readonly string[];
}

/** All a policy may ask about a lead. What the lead does not tell is absent, never zero. */
export const FACTS = {
  'lead.kind': {
    type: 'string',
    values: ['form', 'call'],
    label: { ru: 'вид обращения', en: 'kind of lead' },
  },
  'lead.source': { type: 'string', label: { ru: 'источник', en: 'source' } },
  'lead.provider': { type: 'string', label: { ru: 'поставщик', en: 'provider' } },
  'lead.language': { type: 'string', values: ['ru', 'en'], label: { ru: 'язык', en: 'language' } },
  'lead.clientType': {
    type: 'string',
    values: ['company', 'entrepreneur', 'individual'],
    label: { ru: 'кто обращается', en: 'who asks' },
  },
  'lead.missing': {
    type: 'list',
    label: { ru: 'незаполненные обязательные поля', en: 'mandatory fields left empty' },
  },
  'lead.faulty': { type: 'list', label: { ru: 'поля с ошибками', en: 'fields with faults' } },

  'contact.hasName': { type: 'boolean', label: { ru: 'имя указано', en: 'a name is given' } },
  'contact.hasPhone': { type: 'boolean', label: { ru: 'телефон указан', en: 'a phone is given' } },
  'contact.hasEmail': { type: 'boolean', label: { ru: 'почта указана', en: 'an e-mail is given' } },
  'contact.phone': { type: 'string', label: { ru: 'телефон', en: 'phone' } },
  'contact.emailDomain': { type: 'string', label: { ru: 'домен почты', en: 'e-mail domain' } },

  'requisites.inn': { type: 'string', label: { ru: 'ИНН', en: 'INN' } },
  'requisites.kpp': { type: 'string', label: { ru: 'КПП', en: 'KPP' } },
  'requisites.ogrn': { type: 'string', label: { ru: 'ОГРН', en: 'OGRN' } },
  'requisites.companyName': { type: 'string', label: { ru: 'название компании', en: 'company name' } },
  'requisites.kind': {
    type: 'string',
    values: ['legal', 'individual'],
    label: { ru: 'чей это ИНН', en: 'whose INN it is' },
  },
  'requisites.hasFault': {
    type: 'boolean',
    label: { ru: 'ошибка в реквизитах', en: 'fault in the requisites' },
  },

  'need.product': { type: 'string', label: { ru: 'продукт', en: 'product' } },
  'need.budgetRub': { type: 'number', label: { ru: 'бюджет, ₽', en: 'budget, RUB' } },
  'need.timeline': { type: 'string', label: { ru: 'срок', en: 'timeline' } },
  'need.role': { type: 'string', label: { ru: 'роль', en: 'role' } },
  'need.message': { type: 'string', label: { ru: 'сообщение', en: 'message' } },

  'call.missed': { type: 'boolean', label: { ru: 'звонок пропущен', en: 'the call was missed' } },
  'call.talkSeconds': { type: 'number', label: { ru: 'длительность разговора, с', en: 'talk time, s' } },
  'call.trackingNumber': { type: 'string', label: { ru: 'номер отслеживания', en: 'tracking number' } },

  'attribution.utmSource': { type: 'string', label: { ru: 'utm_source', en: 'utm_source' } },
  'attribution.utmMedium': { type: 'string', label: { ru: 'utm_medium', en: 'utm_medium' } },
  'attribution.utmCampaign': { type: 'string', label: { ru: 'utm_campaign', en: 'utm_campaign' } },
  'attribution.utmContent': { type: 'string', label: { ru: 'utm_content', en: 'utm_content' } },
  'attribution.utmTerm': { type: 'string', label: { ru: 'utm_term', en: 'utm_term' } },
  'attribution.page': { type: 'string', label: { ru: 'страница', en: 'page' } },
  'attribution.referrer': { type: 'string', label: { ru: 'откуда пришли', en: 'referrer' } },

  'counterparty.checked': {
    type: 'boolean',
    label: { ru: 'контрагент проверен', en: 'the counterparty was checked' },
  },
  'counterparty.outcome': {
    type: 'string',
    values: ['found', 'not-found'],
    label: { ru: 'итог проверки контрагента', en: 'outcome of the counterparty check' },
  },
  'counterparty.status': {
    type: 'string',
    values: ['active', 'liquidating', 'liquidated', 'bankrupt', 'reorganizing'],
    label: { ru: 'статус компании', en: 'state of the company' },
  },
  'counterparty.type': {
    type: 'string',
    values: ['legal', 'individual'],
    label: { ru: 'юрлицо или ИП', en: 'company or sole trader' },
  },
  'counterparty.name': { type: 'string', label: { ru: 'название по реестру', en: 'name in the registry' } },
  'counterparty.region': { type: 'string', label: { ru: 'регион', en: 'region' } },
  'counterparty.okved': { type: 'string', label: { ru: 'ОКВЭД', en: 'OKVED' } },
  'counterparty.employees': { type: 'number', label: { ru: 'число сотрудников', en: 'employees' } },
  'counterparty.revenueRub': { type: 'number', label: { ru: 'выручка, ₽', en: 'revenue, RUB' } },
  'counterparty.ageDays': {
    type: 'number',
    label: { ru: 'возраст компании, дней', en: 'age of the company, days' },
  },
  'counterparty.branch': { type: 'boolean', label: { ru: 'филиал', en: 'a branch' } },
  'counterparty.stale': {
    type: 'boolean',
    label: { ru: 'данные реестра устарели', en: 'registry data is stale' },
  },

  'spam.signs': { type: 'list', label: { ru: 'признаки спама', en: 'signs of spam' } },
  'spam.captcha': {
    type: 'string',
    values: ['passed', 'failed', 'unavailable'],
    label: { ru: 'капча', en: 'captcha' },
  },
} as const satisfies Readonly<Record<string, FactDescription>>;

/** What is known once a lead has been judged: pools may ask about it, policies may not. */
export const SCORE_FACTS = {
  'score.grade': { type: 'string', values: ['A', 'B', 'C'], label: { ru: 'категория', en: 'grade' } },
  'score.total': { type: 'number', label: { ru: 'баллы', en: 'score' } },
} as const satisfies Readonly<Record<string, FactDescription>>;

type FactPath = keyof typeof FACTS | keyof typeof SCORE_FACTS;

/** Codes of fields left empty end like this (`required`, `consent-required`); all others are about what was typed. */
const MISSING = 'required';
const REQUISITES: readonly string[] = ['inn', 'kpp', 'ogrn'];
const NONE: readonly string[] = [];

type Reader = (lead: Lead) => Fact | undefined;

/** How each fact is read from a lead. Facts of the score are there once it is judged. */
const READERS: Readonly<Record<FactPath, Reader>> = {
  'lead.kind': ({ kind }) => kind,
  'lead.source': ({ source }) => source,
  'lead.provider': ({ provider }) => provider,
  'lead.language': ({ language }) => language,
  'lead.clientType': toClientType,
  'lead.missing': ({ faults }) => fieldsOf(faults, isMissing),
  'lead.faulty': ({ faults }) => fieldsOf(faults, isFaulty),
  'contact.hasName': ({ contact }) => contact.name !== undefined,
  'contact.hasPhone': ({ contact }) => contact.phone !== undefined,
  'contact.hasEmail': ({ contact }) => contact.email !== undefined,
  'contact.phone': ({ contact }) => contact.phone,
  'contact.emailDomain': ({ contact }) => contact.email?.slice(contact.email.lastIndexOf('@') + 1),
  'requisites.inn': ({ requisites }) => requisites.inn,
  'requisites.kpp': ({ requisites }) => requisites.kpp,
  'requisites.ogrn': ({ requisites }) => requisites.ogrn,
  'requisites.companyName': ({ requisites }) => requisites.companyName,
  'requisites.kind': ({ requisites }) => toInnKind(requisites.inn),
  'requisites.hasFault': ({ faults }) =>
    faults.some((fault) => isFaulty(fault) && REQUISITES.includes(fault.field)),
  'need.product': ({ need }) => need.product,
  'need.budgetRub': ({ need }) => need.budgetRub,
  'need.timeline': ({ need }) => need.timeline,
  'need.role': ({ need }) => need.role,
  'need.message': ({ need }) => need.message,
  'call.missed': ({ call }) => call?.missed,
  'call.talkSeconds': ({ call }) => call?.talkSeconds,
  'call.trackingNumber': ({ call }) => call?.trackingNumber,
  'attribution.utmSource': ({ attribution }) => attribution['utm_source'],
  'attribution.utmMedium': ({ attribution }) => attribution['utm_medium'],
  'attribution.utmCampaign': ({ attribution }) => attribution['utm_campaign'],
  'attribution.utmContent': ({ attribution }) => attribution['utm_content'],
  'attribution.utmTerm': ({ attribution }) => attribution['utm_term'],
  'attribution.page': ({ attribution }) => attribution['page'],
  'attribution.referrer': ({ attribution }) => attribution['referrer'],
  'counterparty.checked': (lead) => checkedOf(lead) !== undefined,
  'counterparty.outcome': (lead) => checkedOf(lead)?.outcome,
  'counterparty.status': (lead) => toKnownStatus(foundOf(lead)?.status),
  'counterparty.type': (lead) => foundOf(lead)?.type,
  'counterparty.name': (lead) => foundOf(lead)?.name,
  'counterparty.region': (lead) => foundOf(lead)?.region,
  'counterparty.okved': (lead) => foundOf(lead)?.okved,
  'counterparty.employees': (lead) => foundOf(lead)?.employees,
  'counterparty.revenueRub': (lead) => foundOf(lead)?.revenueRub,
  'counterparty.ageDays': (lead) => toAgeDays(foundOf(lead), lead.receivedAt),
  'counterparty.branch': (lead) => foundOf(lead)?.branch,
  'counterparty.stale': (lead) => checkedOf(lead)?.stale,
  'spam.signs': ({ suspicions }) => suspicions,
  'spam.captcha': ({ captcha }) => captcha,
  'score.grade': ({ score }) => score?.grade,
  'score.total': ({ score }) => score?.total,
};

const BY_PATH: ReadonlyMap<string, Reader> = new Map(Object.entries(READERS));

/** What a lead tells, by the names policies and pools use. */
export function toFacts(lead: Lead): Facts {
  const facts: Record<string, Fact | undefined> = {};
  for (const [path, read] of BY_PATH) facts[path] = read(lead);
  return facts;
}

/** How to read one fact of a lead, for those who need few of them. Nobody knows a fact of another name. */
export function readerOf(path: string): Reader {
  return BY_PATH.get(path) ?? nothing;
}

function nothing(): undefined {
  return undefined;
}

function isMissing({ code }: FieldFault): boolean {
  return code.endsWith(MISSING);
}

function isFaulty(fault: FieldFault): boolean {
  return !isMissing(fault);
}

/** Most leads have no faults at all. */
function fieldsOf(faults: readonly FieldFault[], which: (fault: FieldFault) => boolean): readonly string[] {
  return faults.length === 0 ? NONE : faults.filter(which).map(({ field }) => field);
}

/** Nothing but `checked: false` is known of a company that could not be asked about. */
function checkedOf({ counterparty }: Lead) {
  return counterparty?.outcome === 'unchecked' ? undefined : counterparty;
}

function foundOf({ counterparty }: Lead): KnownCounterparty | undefined {
  return counterparty?.outcome === 'found' ? counterparty : undefined;
}

function toKnownStatus(status: CounterpartyStatus | undefined): CounterpartyStatus | undefined {
  return status === 'unknown' ? undefined : status;
}

/** Age when the lead arrived, so that the same lead is judged the same on any later day. */
function toAgeDays(company: KnownCounterparty | undefined, receivedAt: string): number | undefined {
  if (company?.registeredOn === undefined) return undefined;
  const ageMs = elapsedMs(company.registeredOn, receivedAt);
  return Number.isNaN(ageMs) ? undefined : Math.floor(ageMs / (24 * HOUR_MS));
}

/** A company's INN has 10 digits; that of a person or a sole trader has 12. */
function toInnKind(inn: string | undefined): 'legal' | 'individual' | undefined {
  if (inn === undefined) return undefined;
  return inn.length === 10 ? 'legal' : 'individual';
}
