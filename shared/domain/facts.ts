import { toClientType } from './client-type.ts';
import type { Fact, Facts } from './condition.ts';
import type { KnownCounterparty } from './counterparty.ts';
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

/** What a lead tells, by the names policies and pools use. Facts of the score are there once it is judged. */
export function toFacts(lead: Lead): Facts {
  const { contact, requisites, need, call, attribution, faults, score } = lead;
  const facts: Record<FactPath, Fact | undefined> = {
    'lead.kind': lead.kind,
    'lead.source': lead.source,
    'lead.provider': lead.provider,
    'lead.language': lead.language,
    'lead.clientType': toClientType(lead),
    'lead.missing': fieldsOf(faults, isMissing),
    'lead.faulty': fieldsOf(faults, isFaulty),
    'contact.hasName': contact.name !== undefined,
    'contact.hasPhone': contact.phone !== undefined,
    'contact.hasEmail': contact.email !== undefined,
    'contact.phone': contact.phone,
    'contact.emailDomain': contact.email?.slice(contact.email.lastIndexOf('@') + 1),
    'requisites.inn': requisites.inn,
    'requisites.kpp': requisites.kpp,
    'requisites.ogrn': requisites.ogrn,
    'requisites.companyName': requisites.companyName,
    'requisites.kind': toInnKind(requisites.inn),
    'requisites.hasFault': faults.some((fault) => isFaulty(fault) && REQUISITES.includes(fault.field)),
    'need.product': need.product,
    'need.budgetRub': need.budgetRub,
    'need.timeline': need.timeline,
    'need.role': need.role,
    'need.message': need.message,
    'call.missed': call?.missed,
    'call.talkSeconds': call?.talkSeconds,
    'call.trackingNumber': call?.trackingNumber,
    ...toAttributionFacts(attribution),
    ...toCounterpartyFacts(lead),
    'spam.signs': lead.suspicions,
    'spam.captcha': lead.captcha,
    'score.grade': score?.grade,
    'score.total': score?.total,
  };
  return facts;
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

type AttributionPath = Extract<FactPath, `attribution.${string}`>;

function toAttributionFacts(attribution: Lead['attribution']): Record<AttributionPath, string | undefined> {
  return {
    'attribution.utmSource': attribution['utm_source'],
    'attribution.utmMedium': attribution['utm_medium'],
    'attribution.utmCampaign': attribution['utm_campaign'],
    'attribution.utmContent': attribution['utm_content'],
    'attribution.utmTerm': attribution['utm_term'],
    'attribution.page': attribution['page'],
    'attribution.referrer': attribution['referrer'],
  };
}

type CounterpartyPath = Extract<FactPath, `counterparty.${string}`>;

/** Nothing but `checked: false` is known of a company that could not be asked about. */
function toCounterpartyFacts({ counterparty, receivedAt }: Lead): Record<CounterpartyPath, Fact | undefined> {
  const checked =
    counterparty === undefined || counterparty.outcome === 'unchecked' ? undefined : counterparty;
  const found = checked?.outcome === 'found' ? checked : undefined;
  return {
    'counterparty.checked': checked !== undefined,
    'counterparty.outcome': checked?.outcome,
    'counterparty.status': found?.status === 'unknown' ? undefined : found?.status,
    'counterparty.type': found?.type,
    'counterparty.name': found?.name,
    'counterparty.region': found?.region,
    'counterparty.okved': found?.okved,
    'counterparty.employees': found?.employees,
    'counterparty.revenueRub': found?.revenueRub,
    'counterparty.ageDays': toAgeDays(found, receivedAt),
    'counterparty.branch': found?.branch,
    'counterparty.stale': checked?.stale,
  };
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
