import type { Language, Sentence } from '#shared/domain/language.ts';

export const QUEUE_TEXTS = {
  title: { ru: 'Очереди', en: 'Queues' },
  intro: {
    ru: 'Сообщение – только напоминание о номере заявки: потеря очереди не теряет заявок.',
    en: 'A message only reminds of a lead’s id: losing a queue loses no lead.',
  },
  redriveIntro: {
    ru: 'Что не удалось пять раз, попадает в недоставленные. Их сразу читает функция dead-letters: заявка отмечена, обход попробует её снова через 15 минут. «Вернуть» делает это сейчас – и с тем, что ещё лежит, и с тем, что уже прочитано.',
    en: 'What failed five times becomes a dead letter. The function dead-letters reads it at once: the lead is marked, and the sweep tries it again after 15 minutes. “Redrive” does that now, with what still lies here and with what was read already.',
  },
  waiting: { ru: 'ждут', en: 'waiting' },
  inFlight: { ru: 'в работе', en: 'in flight' },
  delayed: { ru: 'отложены', en: 'delayed' },
  oldest: { ru: 'старейшее', en: 'oldest' },
  deadLetters: { ru: 'Недоставленные', en: 'Dead letters' },
  lying: { ru: 'лежат здесь', en: 'lying here' },
  givenUp: { ru: 'прочитаны', en: 'read already' },
  noDeadLetters: {
    ru: 'Без недоставленных: что не удалось, просто заказывают снова.',
    en: 'Keeps no dead letters: what failed is simply ordered again.',
  },
  redrive: { ru: 'Вернуть', en: 'Redrive' },
  redriveOf: { ru: 'Вернуть недоставленные в {queue}', en: 'Redrive the dead letters to {queue}' },
  noLead: { ru: 'не называет заявки', en: 'names no lead' },
  noLeadHint: {
    ru: 'Послано вручную или более новой версией; вернётся и снова не удастся, пока его не научатся читать.',
    en: 'Sent by hand or by a newer version; it fails again until somebody can read it.',
  },
  receives: { ru: 'попыток: {count}', en: 'received {count} times' },
  more: { ru: 'и ещё {count}', en: 'and {count} more' },
  sent: { ru: 'Возвращено в {queue}: {count}.', en: 'Sent back to {queue}: {count}.' },
  failed: {
    ru: 'Дальше не получилось; то, что осталось, на месте.',
    en: 'Then it failed; what is left is still there.',
  },
  marked: { ru: 'Заявки, которые ждут', en: 'Leads that wait' },
} as const satisfies Record<string, Sentence>;

export const STATE_TEXTS = {
  waiting: { ru: 'ждёт', en: 'waiting' },
  delayed: { ru: 'отложено', en: 'delayed' },
  'in-flight': { ru: 'в работе', en: 'in flight' },
} as const satisfies Record<string, Sentence>;

export const TROUBLE_TEXTS = {
  title: { ru: 'Неполадки', en: 'Trouble' },
  intro: {
    ru: 'Включите неполадку, отправьте заявку и посмотрите, как с ней справятся.',
    en: 'Switch some trouble on, send a lead, and watch how it is coped with.',
  },
  site: { ru: 'Форма на сайте', en: 'A form on a website' },
  leads: { ru: 'Заявки', en: 'Leads' },
  chats: { ru: 'Чаты менеджеров', en: 'Reps’ chats' },
  cards: { ru: 'Карточки CRM', en: 'CRM cards' },
  demo: { ru: 'или сразу много:', en: 'or many at once:' },
  works: { ru: 'работает', en: 'works' },
  met: { ru: 'встретили: {count}', en: 'met by {count}' },
  left: { ru: 'ещё на {count}', en: 'for {count} more' },
  untilOff: { ru: 'пока не выключат', en: 'until switched off' },
  times: { ru: 'На сколько запросов', en: 'For how many requests' },
  messages: { ru: 'На сколько сообщений', en: 'For how many messages' },
  switchOn: { ru: 'Включить', en: 'Switch on' },
  switchOff: { ru: 'Выключить', en: 'Switch off' },
  allOk: { ru: 'Всё починить', en: 'Put everything right' },
  refresh: { ru: 'Обновить', en: 'Refresh' },
} as const satisfies Record<string, Sentence>;

/** The sentence in a language, with what stands in braces filled in. */
export function say(
  sentence: Sentence,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return sentence[language].replaceAll(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

const UNITS: readonly (readonly [seconds: number, unit: Sentence])[] = [
  [86_400, { ru: 'д', en: 'd' }],
  [3_600, { ru: 'ч', en: 'h' }],
  [60, { ru: 'мин', en: 'min' }],
];

/** How long something has lasted, in its largest unit. */
export function sayAge(seconds: number, language: Language): string {
  const [size, unit] = UNITS.find(([least]) => seconds >= least) ?? [1, { ru: 'с', en: 's' }];
  return `${Math.floor(seconds / size)} ${unit[language]}`;
}
