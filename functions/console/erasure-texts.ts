import type { ErasedKind } from '#shared/domain/erasure.ts';
import type { Sentence } from '#shared/domain/language.ts';

/** What a receipt says in words. */
export const RECEIPT_TEXTS = {
  running: {
    ru: 'Стирание не закончено, стёрто заявок: {leads}. Продолжите его.',
    en: 'Not finished: {leads} leads erased so far. Go on with it.',
  },
  nothing: {
    ru: 'Ничего не найдено: стирать нечего, или всё стёрто раньше.',
    en: 'Nothing was found: there is nothing to erase, or it was erased before.',
  },
  done: {
    ru: 'Стёрто, заявок: {leads}. Числа отчётов остались.',
    en: 'Erased: {leads} leads. The numbers of the reports stay.',
  },
  cards: {
    ru: 'Карточек в других системах: {cards}. Сотрите их там.',
    en: 'Cards in other systems: {cards}. Erase them there.',
  },
  ambiguous: {
    ru: 'С этим телефоном или адресом приходили разные люди. Заявки, где указаны только другие контакты, остались: назовите эти контакты отдельно.',
    en: 'This phone or address came with several others. Leads that have only those were left: name them in an erasure of their own.',
  },
} as const satisfies Record<string, Sentence>;

/** What an erasure cannot reach, and what becomes of it. */
export const REMAINS_TEXTS = {
  'table-backups': {
    ru: 'Резервная копия таблицы на любой момент (point-in-time recovery) хранит 35 дней.',
    en: 'The table can be set back to any moment (point-in-time recovery) for 35 days.',
  },
  'call-notes': {
    ru: 'Рекламные метки незаконченных звонков удаляются сами.',
    en: 'Advertising marks of calls that were under way are deleted by themselves.',
  },
  'own-backups': {
    ru: 'Копии папки данных и выгрузки таблицы, которые вы делали сами.',
    en: 'Copies of the data folder, and exports of the table, that you made yourselves.',
  },
  'other-systems': {
    ru: 'Карточки и сообщения в других системах: стереть их можно только там.',
    en: 'Cards and messages in other systems: they can only be erased there.',
  },
} as const satisfies Record<string, Sentence>;

export const ERASED_KIND_TEXTS: Readonly<Record<ErasedKind, Sentence>> = {
  lead: { ru: 'заявок', en: 'leads' },
  claim: { ru: 'связей клиента с заявкой', en: 'claims of a client on a lead' },
  'client-owner': { ru: 'записей, кто вёл клиента', en: 'notes of who had the client' },
  repeat: { ru: 'отпечатков повторной отправки', en: 'fingerprints of a submission' },
  counterparty: { ru: 'ответов реестра о предпринимателе', en: 'answers of a register about a sole trader' },
  'search-entry': { ru: 'записей поиска', en: 'search entries' },
  handoff: { ru: 'отменённых передач', en: 'handoffs not made any more' },
  place: { ru: 'освобождённых мест у менеджеров', en: 'places given back to reps' },
  'parted-lead': {
    ru: 'заявок коллег, отделённых перед стиранием',
    en: 'leads of colleagues made leads of their own',
  },
};

/** Pages, and what is wrong with an order. */
export const ERASURE_TEXTS = {
  title: { ru: 'Стереть человека', en: 'Erase a person' },
  receiptTitle: { ru: 'Стирание персональных данных', en: 'Erasure of personal data' },
  erasedNote: { ru: 'Данные человека стёрты {time}.', en: 'The person’s data were erased on {time}.' },
  erasedTitle: { ru: 'Данные стёрты', en: 'Erased' },
  receipt: { ru: 'Квитанция', en: 'Receipt' },
  offer: {
    ru: 'По запросу человека или после отзыва согласия (152-ФЗ, GDPR).',
    en: 'Because the person asks for it, or withdraws their consent (152-FZ, GDPR).',
  },
  toForm: { ru: 'Что будет стёрто…', en: 'What will be erased…' },
  what: {
    ru: 'Все заявки с телефоном или почтой этого человека: имя, контакты, сообщение, реквизиты предпринимателя, метки визита, согласие с адресом и браузером. Открытые заявки закроются, место у менеджера освободится. Решения, оценки, источники и времена останутся для отчётов.',
    en: 'All leads with this person’s phone or e-mail: name, contacts, message, requisites of a sole trader, marks of the visit, address and browser of the consent. Open leads are closed, their reps get a place back. Decisions, scores, sources and times stay for the reports.',
  },
  elsewhereNote: {
    ru: 'Карточки в CRM и сообщения в мессенджере система не стирает: квитанция назовёт их.',
    en: 'Cards in the CRM and messages are not erased by this system: the receipt names them.',
  },
  found: { ru: 'Сейчас известно заявок: {leads}', en: 'Leads known of by now: {leads}' },
  reason: { ru: 'Основание, без имён и контактов', en: 'Ground, without names and contacts' },
  sure: { ru: 'Стереть без возможности вернуть', en: 'Erase for good' },
  erase: { ru: 'Стереть', en: 'Erase' },
  goOn: { ru: 'Продолжить', en: 'Go on' },
  cancel: { ru: '← Не стирать', en: '← Do not erase' },
  leads: { ru: 'Заявки', en: 'Leads' },
  counted: { ru: 'Стёрто', en: 'Erased' },
  elsewhere: { ru: 'Сотрите в других системах', en: 'To be erased in other systems' },
  destination: { ru: 'Где', en: 'Where' },
  externalId: { ru: 'Номер там', en: 'Id there' },
  lookFor: { ru: 'ответа не было: ищите по номеру заявки', en: 'no answer came: look for the lead’s id' },
  remains: { ru: 'Что остаётся', en: 'What remains' },
  until: { ru: 'до {time}', en: 'until {time}' },
  byHand: { ru: 'пока не удалите вы', en: 'until you delete it' },
  at: { ru: 'Запрошено', en: 'Asked for' },
  doneAt: { ru: 'Закончено', en: 'Done' },
  by: { ru: 'Кто', en: 'By' },
  notFound: { ru: 'Такого стирания нет.', en: 'There is no such erasure.' },
  'nobody-named': {
    ru: 'назовите phone, email или leadId',
    en: 'name a phone, an email or a leadId',
  },
  'bad-phone': { ru: 'телефон не разобран', en: 'this is no phone' },
  'bad-email': { ru: 'адрес не разобран', en: 'this is no e-mail address' },
  'bad-lead-id': { ru: 'до 64 букв, цифр, точек и дефисов', en: 'up to 64 letters, digits, dots and dashes' },
  'bad-reason': {
    ru: 'до 200 знаков, без адресов и телефонов',
    en: 'up to 200 characters, without addresses and phones',
  },
  'unknown-field': { ru: 'такого поля нет', en: 'there is no such field' },
  'not-confirmed': { ru: 'Подтвердите, что стереть нужно.', en: 'Confirm that it is to be erased.' },
} as const satisfies Record<string, Sentence>;
