import type { DayKind } from '#shared/domain/calendar-day.ts';
import type { Sentence } from '#shared/domain/language.ts';
import type { RepRole, Strategy } from '#shared/domain/team.ts';

/** Sentences of the team page and of the calendar of absences. */
export const TEAM_TEXTS = {
  title: { ru: 'Команда', en: 'Team' },
  calendarTitle: { ru: 'Кто когда работает', en: 'Who works when' },
  calendar: { ru: 'Календарь отсутствий →', en: 'Calendar of absences →' },
  back: { ru: '← К команде', en: '← To the team' },
  none: { ru: 'Команда ещё не опубликована.', en: 'No team has been published yet.' },
  version: {
    ru: 'Команда, версия {version}. На смене: {present} из {all}.',
    en: 'Team, version {version}. On duty: {present} of {all}.',
  },
  rep: { ru: 'Менеджер', en: 'Rep' },
  state: { ru: 'Сейчас', en: 'Now' },
  load: { ru: 'Загрузка', en: 'Load' },
  acts: { ru: 'Действия', en: 'Actions' },
  supervisor: { ru: 'руководитель', en: 'supervisor' },
  available: { ru: 'на смене', en: 'on duty' },
  unavailable: { ru: 'не берёт заявки', en: 'takes no leads' },
  localTime: { ru: 'на часах {time}', en: 'local time {time}' },
  nextShift: { ru: 'выйдет {time}', en: 'back {time}' },
  open: { ru: 'открыто {open} из {capacity}', en: '{open} of {capacity} open' },
  today: { ru: 'сегодня {taken}', en: '{taken} today' },
  todayOf: { ru: 'сегодня {taken} из {limit}', en: '{taken} of {limit} today' },
  ofSource: { ru: '{source}: {open} из {limit}', en: '{source}: {open} of {limit}' },
  awayNow: { ru: 'отсутствие {from} – {to}', en: 'absence {from} – {to}' },
  goOff: { ru: 'Снять со смены', en: 'Take off duty' },
  goOn: { ru: 'Вернуть на смену', en: 'Put on duty' },
  giveBack: { ru: 'Вернуть неотвеченные', en: 'Give back open offers' },
  giveBackNote: {
    ru: 'Предложения, на которые {rep} ещё не ответил(а), получат другие. Принятые заявки остаются.',
    en: 'Offers {rep} has not answered yet go to others. Accepted leads stay.',
  },
  givenBack: { ru: 'Возвращено предложений: {count}.', en: 'Offers given back: {count}.' },
  ownPage: { ru: 'Страница менеджера', en: "The rep's own page" },
  pools: { ru: 'Пулы и очередь', en: 'Pools and their turns' },
  poolsNote: {
    ru: 'Заявка идёт в первый пул, чьё условие выполнено. Очередь показана для заявки без особых требований.',
    en: 'A lead goes to the first pool whose condition holds. The turn is shown for a lead with no special needs.',
  },
  catchAll: {
    ru: 'Все заявки, которые не взял ни один пул выше.',
    en: 'All leads that no pool above takes.',
  },
  poolWhen: { ru: 'Если {condition}.', en: 'If {condition}.' },
  nextTurn: {
    ru: 'Следующая: {rep} — {standing}.',
    en: 'Next: {rep} — {standing}.',
  },
  nextLeast: {
    ru: 'Следующая: {rep} — наименьшая загрузка, {open} из {capacity}.',
    en: 'Next: {rep} — the least loaded, {open} of {capacity}.',
  },
  nextSeveral: {
    ru: 'Следующую предложат сразу: {reps}. Заявка у того, кто примет первым.',
    en: 'The next is put at once before {reps}. Whoever accepts first has it.',
  },
  nextPull: {
    ru: 'Следующая ляжет в общий пул. Если за {minutes} мин её никто не возьмёт, она по очереди у: {rep}.',
    en: 'The next lies in the shared pool. If nobody takes it within {minutes} min, it goes by turn to {rep}.',
  },
  noneNextPool: {
    ru: 'Сейчас взять некому: заявка идёт в следующий подходящий пул.',
    en: 'Nobody can take one now: a lead goes to the next pool that wants it.',
  },
  noneHold: {
    ru: 'Сейчас взять некому: заявка ждёт, пока кто-то выйдет.',
    en: 'Nobody can take one now: a lead waits for somebody to come.',
  },
  noneDuty: {
    ru: 'Сейчас взять некому: заявка у дежурного, {rep}.',
    en: 'Nobody can take one now: a lead goes to {rep}, who is on duty.',
  },
  outsideHold: {
    ru: 'Вне рабочих часов заявка ждёт смены.',
    en: 'Outside hours a lead waits for the shift.',
  },
  outsideDuty: {
    ru: 'Вне рабочих часов заявку получает дежурный: {rep}.',
    en: 'Outside hours a lead goes to {rep} on duty.',
  },
  behind: {
    ru: 'отстаёт от своей доли на {leads}',
    en: '{leads} behind their share',
  },
  ahead: {
    ru: 'опережает свою долю на {leads}',
    en: '{leads} ahead of their share',
  },
  even: { ru: 'ровно при своей доле', en: 'exactly at their share' },
  frozen: { ru: 'счёт стоит: {standing}', en: 'their count stands still: {standing}' },
  place: { ru: 'Очередь', en: 'Turn' },
  share: { ru: 'Доля', en: 'Share' },
  why: { ru: 'Почему', en: 'Why' },
  turnNext: { ru: 'следующая', en: 'next' },
  turnIn: { ru: '{place}-я заявка', en: 'lead {place}' },
  weight: { ru: 'вес {weight}', en: 'weight {weight}' },
  inShared: {
    ru: 'В общем пуле и у нескольких сразу: {count}.',
    en: 'In the shared pool or before several: {count}.',
  },
  month: { ru: 'Месяц', en: 'Month' },
  previous: { ru: '← раньше', en: '← earlier' },
  following: { ru: 'позже →', en: 'later →' },
  legend: { ru: 'Что значат цвета', en: 'What the colours mean' },
  shortened: { ru: 'сокращённый день', en: 'shortened day' },
  movedHere: { ru: 'перенесённый рабочий день', en: 'moved working day' },
  hours: { ru: '{hours} ч', en: '{hours} h' },
  add: { ru: 'Добавить отсутствие', en: 'Add an absence' },
  from: { ru: 'с', en: 'from' },
  to: { ru: 'по', en: 'to' },
  entered: { ru: 'Внесённые отсутствия', en: 'Absences entered' },
  noneEntered: { ru: 'Никто ничего не вносил.', en: 'Nobody has entered any.' },
  remove: { ru: 'Убрать', en: 'Remove' },
  fromDocument: {
    ru: 'Отпуска из документа команды меняются в нём самом.',
    en: 'Vacations of the team document are changed there.',
  },
} as const satisfies Record<string, Sentence>;

export const ABSENCE_FAULTS = {
  'unknown-rep': { ru: 'Такого менеджера в команде нет.', en: 'There is no such rep on the team.' },
  'bad-date': {
    ru: 'Дата пишется как 2026-12-28, и такой день должен быть в календаре.',
    en: 'A date is written 2026-12-28, and the calendar must have that day.',
  },
  backwards: { ru: 'Конец отсутствия раньше его начала.', en: 'The absence ends before it begins.' },
  'too-long': { ru: 'Отсутствие не бывает длиннее года.', en: 'An absence is no longer than a year.' },
  past: { ru: 'Это отсутствие уже закончилось.', en: 'This absence is over already.' },
} as const satisfies Record<string, Sentence>;

export type AbsenceFault = keyof typeof ABSENCE_FAULTS;

export const STRATEGY_TEXTS: Readonly<Record<Strategy, Sentence>> = {
  weighted: { ru: 'по очереди с весами', en: 'weighted turn' },
  'least-loaded': { ru: 'наименее загруженному', en: 'least loaded' },
  'first-to-accept': { ru: 'кто первый примет', en: 'first to accept' },
  pull: { ru: 'общий пул', en: 'shared pool' },
};

export const ROLE_TEXTS: Readonly<Record<RepRole, Sentence>> = {
  'first-contact': { ru: 'первый контакт', en: 'first contact' },
  'pre-sale': { ru: 'пресейл', en: 'pre-sale' },
  'key-accounts': { ru: 'ключевые клиенты', en: 'key accounts' },
  'repeat-sales': { ru: 'повторные продажи', en: 'repeat sales' },
  closer: { ru: 'закрытие сделок', en: 'closer' },
};

export const DAY_TEXTS: Readonly<Record<DayKind, Sentence>> = {
  works: { ru: 'работает', en: 'works' },
  'day-off': { ru: 'выходной', en: 'day off' },
  holiday: { ru: 'праздник', en: 'holiday' },
  vacation: { ru: 'отпуск', en: 'vacation' },
  absence: { ru: 'отсутствует', en: 'absent' },
};
