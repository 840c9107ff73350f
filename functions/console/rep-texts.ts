import type { Sentence } from '#shared/domain/language.ts';

/** Sentences of the page that is a rep's own; what came of a button is under its code. */
export const REP_TEXTS = {
  hello: { ru: '{name}, ваши заявки', en: '{name}, your leads' },
  onDuty: { ru: 'Вы на смене', en: 'You are on duty' },
  offDuty: {
    ru: 'Вы не на смене: заявки вам не предлагают',
    en: 'You are off duty: no leads are offered to you',
  },
  goHome: { ru: 'Уйти со смены', en: 'Go off duty' },
  comeBack: { ru: 'Выйти на смену', en: 'Go on duty' },
  goHomeNote: {
    ru: 'Предложения без ответа сразу уйдут другим, принятые заявки останутся у вас.',
    en: 'Offers without an answer go to others at once; what you accepted stays yours.',
  },
  offers: { ru: 'Ждут ответа', en: 'Waiting for your answer' },
  open: { ru: 'Открыть', en: 'Open' },
  yours: { ru: 'В работе', en: 'Yours' },
  reach: { ru: 'Связался с клиентом', en: 'I reached the client' },
  reachedAt: { ru: 'связались {time}', en: 'reached {time}' },
  pool: { ru: 'Можно взять', en: 'Free to take' },
  take: { ru: 'Взять', en: 'Take' },
  nothing: { ru: 'Ничего.', en: 'Nothing.' },
  away: { ru: 'Отсутствия', en: 'Absences' },
  taken: { ru: 'Заявка ваша.', en: 'The lead is yours.' },
  gone: { ru: 'Эту заявку уже взяли.', en: 'Somebody has taken this lead.' },
  'you-are-full': {
    ru: 'Мест больше нет: у вас столько заявок, сколько разрешено.',
    en: 'You have as many leads as you may hold.',
  },
  'not-yours': { ru: 'Эта заявка уже не ваша.', en: 'This lead is not yours any more.' },
  reached: { ru: 'Записано: с клиентом связались.', en: 'Noted: the client was reached.' },
  'on-duty': { ru: 'Вы на смене.', en: 'You are on duty.' },
  'off-duty': { ru: 'Вы ушли со смены.', en: 'You are off duty.' },
  notFound: { ru: 'Ссылка не подходит', en: 'This link leads nowhere' },
  notFoundNote: {
    ru: 'Попросите руководителя прислать новую.',
    en: 'Ask your head of sales for a new one.',
  },
} as const satisfies Record<string, Sentence>;
