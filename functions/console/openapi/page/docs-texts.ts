import type { Sentence } from '#shared/domain/language.ts';

export const DOCS_TEXTS = {
  title: { ru: 'API', en: 'API' },
  lead: {
    ru: 'Всё, что умеет Lead Relay, для программ. Описания на английском; этот же документ для генераторов клиентов:',
    en: 'All that Lead Relay does, for programs. The same document for generators of clients:',
  },
  token: {
    ru: 'Токен в примерах — переменная; на демонстрационной установке это local-ops:',
    en: 'The token of the examples is a variable; in the demonstration it is local-ops:',
  },
  contents: { ru: 'Содержание', en: 'Contents' },
  parameters: { ru: 'Параметры', en: 'Parameters' },
  body: { ru: 'Тело запроса', en: 'Body' },
  answers: { ru: 'Ответы', en: 'Answers' },
  example: { ru: 'Пример ответа', en: 'An answer' },
  bodyExample: { ru: 'Пример', en: 'An example' },
  curl: { ru: 'Команда', en: 'Command' },
  schemas: { ru: 'Из чего состоят ответы', en: 'What answers are made of' },
  schemasNote: {
    ru: 'Части, на которые ссылаются ответы и тела запросов. Звёздочка — есть всегда.',
    en: 'Parts that answers and bodies refer to. A star: it is always there.',
  },
  required: { ru: 'обязательно', en: 'required' },
  byDefault: { ru: 'по умолчанию {value}', en: '{value} unless said' },
  listOf: { ru: 'список: {of}', en: 'list of {of}' },
  or: { ru: ' или ', en: ' or ' },
  byName: { ru: 'по имени: {of}', en: 'by name: {of}' },
  anything: { ru: 'что угодно', en: 'anything' },
  upTo: { ru: 'до {count} знаков', en: 'up to {count} characters' },
  public: { ru: 'Открыто для всех', en: 'For everybody' },
  byLink: { ru: 'Доказательство — токен в адресе', en: 'The token in the address is the proof' },
  bearer: { ru: 'Токен в Authorization: Bearer', en: 'A token in Authorization: Bearer' },
  signed: { ru: 'Подпись или секрет отправителя', en: 'The sender’s signature or secret' },
} as const satisfies Record<string, Sentence>;

/** Names of JSON's types. */
export const TYPE_TEXTS: Readonly<Record<string, Sentence>> = {
  string: { ru: 'текст', en: 'text' },
  number: { ru: 'число', en: 'number' },
  integer: { ru: 'целое число', en: 'whole number' },
  boolean: { ru: 'true или false', en: 'true or false' },
  object: { ru: 'объект', en: 'object' },
  array: { ru: 'список', en: 'list' },
  null: { ru: 'null', en: 'null' },
};

export const FORMAT_TEXTS: Readonly<Record<string, Sentence>> = {
  'date-time': { ru: 'момент', en: 'moment' },
  date: { ru: 'день', en: 'day' },
};
