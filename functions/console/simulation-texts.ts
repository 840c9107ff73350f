import type { Sentence } from '#shared/domain/language.ts';

/** More than any form has. */
export const MAX_FIELDS = 60;
export const MAX_FIELD_CHARACTERS = 5_000;

/** Parts of an order that do not go together. */
export const CONTRADICTIONS = {
  'policy-or-version': {
    ru: 'Нужно что-то одно: policy (текст правил) или policyVersion (номер версии).',
    en: 'It is either policy (the rules as YAML) or policyVersion (a number), not both.',
  },
  'lead-or-source': {
    ru: 'Сохранённую заявку судят как есть: с leadId поля заявки и время не задают.',
    en: 'A kept lead is judged as it is: with leadId go no fields of a submission and no time.',
  },
  'nothing-to-judge': {
    ru: 'Назовите source (источник) и fields (поля) или leadId (сохранённую заявку).',
    en: 'Name a source with fields, or the leadId of a kept lead.',
  },
  'not-a-call': { ru: 'call бывает только у звонка.', en: 'Only a call has a call.' },
} as const satisfies Record<string, Sentence>;

export const EXPECTED_ELSE: Sentence = { ru: 'Значение не подходит.', en: 'This value will not do.' };
const TRUTH: Sentence = { ru: 'true или false.', en: 'It must be true or false.' };
const COUNT: Sentence = { ru: 'Целое число от 0.', en: 'It must be a whole number from 0.' };
const SHORT_TEXT: Sentence = { ru: 'Текст до 200 знаков.', en: 'It must be a text of up to 200 characters.' };

/** What would have been right, by the place of the fault. */
export const EXPECTED: Readonly<Record<string, Sentence>> & { readonly body: Sentence } = {
  body: {
    ru: 'Нужен объект JSON: {"source": "html", "fields": {"name": "…"}}.',
    en: 'A JSON object is needed: {"source": "html", "fields": {"name": "…"}}.',
  },
  source: { ru: 'Имя источника из настроек.', en: 'It must be the id of a source in the settings.' },
  fields: {
    ru: `Объект с текстами, до ${MAX_FIELDS} полей: {"name": "…", "budget": "300 000"}.`,
    en: `It must be an object of texts, up to ${MAX_FIELDS} fields: {"name": "…", "budget": "300 000"}.`,
  },
  'fields.*': {
    ru: `Текст до ${MAX_FIELD_CHARACTERS} знаков, как его ввели бы в форму: числа тоже в кавычках.`,
    en: `It must be a text of up to ${MAX_FIELD_CHARACTERS} characters, as typed into the form: numbers are quoted too.`,
  },
  kind: { ru: 'form или call.', en: 'It must be form or call.' },
  language: { ru: 'ru или en.', en: 'It must be ru or en.' },
  call: {
    ru: 'Объект {"missed": true, "talkSeconds": 0}.',
    en: 'It must be an object {"missed": true, "talkSeconds": 0}.',
  },
  'call.missed': TRUTH,
  'call.talkSeconds': COUNT,
  'call.trackingNumber': SHORT_TEXT,
  counterparty: {
    ru: 'Объект с ответом реестра: {"status": "active", "region": "RU-MOW"}.',
    en: 'It must be an object with the answer of the registry: {"status": "active", "region": "RU-MOW"}.',
  },
  'counterparty.outcome': {
    ru: 'found, not-found или unchecked.',
    en: 'It must be found, not-found or unchecked.',
  },
  'counterparty.status': {
    ru: 'active, liquidating, liquidated, bankrupt, reorganizing или unknown.',
    en: 'It must be active, liquidating, liquidated, bankrupt, reorganizing or unknown.',
  },
  'counterparty.type': { ru: 'legal или individual.', en: 'It must be legal or individual.' },
  'counterparty.name': SHORT_TEXT,
  'counterparty.region': {
    ru: 'Код региона по ISO 3166-2, например RU-MOW.',
    en: 'It must be a region by ISO 3166-2 such as RU-MOW.',
  },
  'counterparty.okved': {
    ru: 'Код ОКВЭД, например 46.69.',
    en: 'It must be an OKVED code such as 46.69.',
  },
  'counterparty.registeredOn': { ru: 'День: 2020-05-31.', en: 'It must be a day: 2020-05-31.' },
  'counterparty.employees': COUNT,
  'counterparty.revenueRub': { ru: 'Число рублей.', en: 'It must be a number of roubles.' },
  'counterparty.branch': TRUTH,
  'counterparty.stale': TRUTH,
  policyVersion: { ru: 'Номер версии от 1.', en: 'It must be the number of a version, from 1.' },
  policy: { ru: 'Текст правил (YAML).', en: 'It must be the rules as YAML.' },
  at: {
    ru: 'Момент с поясом: 2026-11-23T09:00:00Z.',
    en: 'It must be a moment with its zone: 2026-11-23T09:00:00Z.',
  },
  leadId: { ru: 'Номер сохранённой заявки.', en: 'It must be the id of a kept lead.' },
};
