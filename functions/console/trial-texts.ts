import type { Sentence } from '#shared/domain/language.ts';
import type { DifferenceKind } from '#shared/domain/policy-difference.ts';

/** What other rules would have made of leads, as the end of “so many leads …”. */
export const KIND_TEXTS: Readonly<Record<DifferenceKind, Sentence>> = {
  'newly-rejected': { ru: 'стали бы отклонёнными', en: 'would be rejected' },
  'newly-accepted': { ru: 'перестали бы отклоняться', en: 'would be accepted' },
  'grade-moved': { ru: 'сменили бы категорию', en: 'would change grade' },
  'owner-moved': { ru: 'ушли бы в другую группу', en: 'would go to another pool' },
  'reason-changed': { ru: 'отклонены по другой причине', en: 'would be rejected for another reason' },
};

/** Sentences of trying rules on past leads and beside live ones, and of comparing versions. */
export const TRIAL_TEXTS = {
  replayTitle: { ru: 'Что было бы с прошлыми заявками', en: 'What past leads would have come to' },
  replayNote: {
    ru: 'Черновик судит уже пришедшие заявки. Ничего не меняется, никто ничего не получает.',
    en: 'The draft judges leads that have come in. Nothing changes and nobody is told.',
  },
  span: { ru: 'Прошлые заявки', en: 'Past leads' },
  lastLeads: { ru: 'последние {count}', en: 'the last {count}' },
  period: { ru: 'за период', en: 'of a period' },
  from: { ru: 'с', en: 'from' },
  to: { ru: 'до', en: 'until' },
  runReplay: { ru: 'Посчитать на прошлых', en: 'Try on past leads' },
  badSpan: {
    ru: 'Укажите начало и конец периода: начало раньше конца.',
    en: 'Give the first and the last day of the period, the first before the last.',
  },
  running: { ru: 'Считаем: {done} из {total}', en: 'Working: {done} of {total}' },
  queued: { ru: 'В очереди…', en: 'Queued…' },
  failed: { ru: 'Посчитать не удалось. Попробуйте ещё раз.', en: 'It failed. Please try again.' },
  gone: {
    ru: 'Этого подсчёта больше нет: они хранятся неделю.',
    en: 'This replay is gone: they are kept for a week.',
  },
  refresh: { ru: 'Обновить', en: 'Refresh' },
  same: { ru: 'Ни одна из {judged} заявок не сменила бы исход.', en: 'None of {judged} leads would change.' },
  judged: {
    ru: 'Рассмотрено заявок: {judged}, за {seconds} с. Дублей и ещё не рассмотренных: {skipped}.',
    en: '{judged} leads judged in {seconds} s; {skipped} were duplicates or never judged.',
  },
  wonLost: {
    ru: 'Из отклонённых уже стали сделками: {count}. Эти деньги правило бы потеряло.',
    en: 'Of the rejected, already won: {count}. The rule would have lost that money.',
  },
  stale: {
    ru: 'Текст с тех пор изменился: посчитайте ещё раз.',
    en: 'The text has changed since: try it again.',
  },
  lead: { ru: 'Заявка', en: 'Lead' },
  before: { ru: 'Как решено', en: 'As decided' },
  after: { ru: 'Как было бы', en: 'As it would be' },
  today: { ru: 'Сейчас', en: 'Now' },
  scored: { ru: '{score} баллов, {grade}', en: '{score} points, {grade}' },
  rejectedFor: { ru: 'отклонена: {reason}', en: 'rejected: {reason}' },
  noLeads: { ru: 'Таких заявок нет.', en: 'There are no such leads.' },
  all: { ru: 'Все', en: 'All' },
  more: { ru: 'Дальше →', en: 'More →' },
  shadowTitle: { ru: 'Черновик на живых заявках', en: 'A draft on live leads' },
  shadowNote: {
    ru: 'Черновик судит новые заявки рядом с действующими правилами и ничего не решает.',
    en: 'The draft judges new leads beside the rules in force and decides nothing.',
  },
  hours: { ru: 'Сколько часов', en: 'For how many hours' },
  startShadow: { ru: 'Проверить на живых', en: 'Try on live leads' },
  badHours: { ru: 'От 1 до 336 часов.', en: 'Between 1 and 336 hours.' },
  runs: { ru: 'Идёт с {from} до {until}.', en: 'Runs from {from} to {until}.' },
  over: { ru: 'Шла с {from} до {until}.', en: 'Ran from {from} to {until}.' },
  counted: { ru: 'Рассмотрено заявок: {judged}.', en: '{judged} leads judged.' },
  stop: { ru: 'Остановить', en: 'Stop' },
  compare: { ru: 'Сравнить', en: 'Compare' },
  compared: { ru: 'Версия {from} → версия {to}', en: 'Version {from} → version {to}' },
  published: { ru: 'Действует версия {version}.', en: 'Version {version} is in force.' },
  everywhere: {
    ru: 'Новые заявки оцениваются по ней через несколько секунд, прежние решения не меняются.',
    en: 'New leads are judged by it within seconds; earlier decisions stay as they are.',
  },
  rollBackTo: { ru: 'Вернуть версию {version}', en: 'Roll back to version {version}' },
  failedToAsk: {
    ru: 'Не удалось: нет связи с сервером. Текст на месте, попробуйте ещё раз.',
    en: 'It failed: no connection to the server. The text is still here, please try again.',
  },
  signedOut: {
    ru: 'Вход истёк. Войдите в другой вкладке и вернитесь: текст здесь останется.',
    en: 'You were signed out. Sign in in another tab and come back: the text stays here.',
  },
  unsaved: { ru: 'Есть неопубликованные изменения.', en: 'There are unpublished changes.' },
  hint: {
    ru: 'Ctrl/⌘+S — проверить. Tab переходит дальше; после Ctrl+M (на Mac Shift+Alt+M) делает отступ.',
    en: 'Ctrl/⌘+S checks. Tab moves on; after Ctrl+M (Shift+Alt+M on a Mac) it indents.',
  },
} as const satisfies Record<string, Sentence>;
