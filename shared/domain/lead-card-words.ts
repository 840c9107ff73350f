import type { CounterpartyStatus } from './counterparty.ts';
import type { Sentence } from './language.ts';

/** What a lead's card says besides the lead itself. */

export const TITLES = {
  form: { ru: 'Заявка', en: 'Lead' },
  call: { ru: 'Звонок', en: 'Call' },
  missedCall: { ru: 'Пропущенный звонок', en: 'Missed call' },
} as const satisfies Record<string, Sentence>;

export const TOUCH_TITLE: Sentence = { ru: 'Клиент обратился снова', en: 'The client is in touch again' };

export const TOUCH_KINDS = {
  form: { ru: 'форма', en: 'form' },
  call: { ru: 'звонок', en: 'call' },
  missedCall: { ru: 'пропущенный звонок', en: 'missed call' },
} as const satisfies Record<string, Sentence>;

/** Said with what a later check has found: the machine takes no lead from whoever owns it. */
export const STAYS_YOURS: Sentence = {
  ru: 'заявка остаётся у вас, решайте сами',
  en: 'the lead stays yours, it is for you to decide',
};

export const CARD_LABELS = {
  score: { ru: 'Оценка', en: 'Score' },
  name: { ru: 'Имя', en: 'Name' },
  phone: { ru: 'Телефон', en: 'Phone' },
  email: { ru: 'Почта', en: 'E-mail' },
  company: { ru: 'Компания', en: 'Company' },
  inn: { ru: 'ИНН', en: 'INN' },
  counterparty: { ru: 'Проверка', en: 'Check' },
  budget: { ru: 'Бюджет', en: 'Budget' },
  product: { ru: 'Интересует', en: 'Interested in' },
  timeline: { ru: 'Когда', en: 'When' },
  role: { ru: 'Должность', en: 'Role' },
  call: { ru: 'Звонок', en: 'Call' },
  touches: { ru: 'Обращался ещё', en: 'In touch again' },
  source: { ru: 'Источник', en: 'Source' },
  because: { ru: 'Почему вам', en: 'Why you' },
  deadline: { ru: 'Ответить до', en: 'Answer by' },
  message: { ru: 'Сообщение', en: 'Message' },
  lead: { ru: 'К заявке', en: 'About' },
  stays: { ru: 'Что дальше', en: 'What now' },
} as const satisfies Record<string, Sentence>;

export const STATUS_WORDS: Readonly<Record<CounterpartyStatus | 'not-found' | 'unchecked', Sentence>> = {
  active: { ru: 'действует', en: 'active' },
  liquidating: { ru: 'ликвидируется', en: 'being liquidated' },
  liquidated: { ru: 'ликвидирована', en: 'liquidated' },
  bankrupt: { ru: 'банкротство', en: 'bankrupt' },
  reorganizing: { ru: 'реорганизация', en: 'reorganizing' },
  unknown: { ru: 'состояние неизвестно', en: 'state unknown' },
  'not-found': { ru: 'нет в реестре', en: 'not in the registry' },
  unchecked: { ru: 'не проверена', en: 'not checked' },
};

export const TERM_WORDS: Readonly<Record<string, Sentence>> = {
  budget: { ru: 'бюджет', en: 'budget' },
  authority: { ru: 'полномочия', en: 'authority' },
  need: { ru: 'потребность', en: 'need' },
  timeline: { ru: 'срок', en: 'timeline' },
};

export const TIMELINE_WORDS: Readonly<Record<string, Sentence>> = {
  now: { ru: 'сейчас', en: 'now' },
  week: { ru: 'в течение недели', en: 'within a week' },
  month: { ru: 'в течение месяца', en: 'within a month' },
  quarter: { ru: 'в течение квартала', en: 'within a quarter' },
  year: { ru: 'в течение года', en: 'within a year' },
};

/** Codes of why the lead came to this rep. */
export const WHY_WORDS: Readonly<Record<string, Sentence>> = {
  turn: { ru: 'ваша очередь', en: 'your turn' },
  'turn-in-next-pool': {
    ru: 'ваша очередь, основная группа занята',
    en: 'your turn, the first pool is busy',
  },
  'everybody-present-asked': { ru: 'на смене никто не взял', en: 'nobody on shift took it' },
  'everybody-asked': { ru: 'остальные не взяли', en: 'nobody else took it' },
  'nobody-active': { ru: 'больше никто не работает', en: 'nobody else is working' },
};
