import type { Sentence } from '#shared/domain/language.ts';
import type { ReportName } from '#shared/reporting/make-report.ts';

export const REPORT_NAMES: Readonly<Record<ReportName, Sentence>> = {
  quality: { ru: 'Качество заявок', en: 'Quality of leads' },
  reasons: { ru: 'Причины отказа', en: 'Reasons of rejection' },
  speed: { ru: 'Скорость', en: 'Speed' },
  forgotten: { ru: 'Забытые', en: 'Forgotten' },
  losses: { ru: 'Потери по этапам', en: 'Losses by stage' },
  fairness: { ru: 'Справедливость', en: 'Fairness' },
  reps: { ru: 'Менеджеры', en: 'Reps' },
};

export const REPORT_TEXTS = {
  title: { ru: 'Отчёты', en: 'Reports' },
  from: { ru: 'С', en: 'From' },
  to: { ru: 'по', en: 'to' },
  show: { ru: 'Показать', en: 'Show' },
  today: { ru: 'сегодня', en: 'today' },
  week: { ru: '7 дней', en: '7 days' },
  month: { ru: '30 дней', en: '30 days' },
  thisMonth: { ru: 'этот месяц', en: 'this month' },
  lastMonth: { ru: 'прошлый месяц', en: 'last month' },
  csv: { ru: 'Скачать для Excel (CSV)', en: 'Download for Excel (CSV)' },
  compared: {
    ru: 'Дни прихода заявок, {zone}. Мелко – то же за {from} – {to}.',
    en: 'Days on which the leads came, {zone}. In small: the same from {from} to {to}.',
  },
  pending: {
    ru: 'Ещё не посчитано изменившихся заявок: {count}. Обновите страницу через минуту.',
    en: '{count} leads have changed and are not counted yet. Load the page again in a minute.',
  },
  total: { ru: 'Всего', en: 'Total' },
  nothing: { ru: 'За эти дни здесь ничего нет.', en: 'There is nothing here for these days.' },
  badPeriod: {
    ru: 'Период: две даты вида 2026-11-01, первая не позже второй, не длиннее двух лет.',
    en: 'A period is two dates like 2026-11-01, the first not after the second, at most two years.',
  },
  badTable: { ru: 'такой таблицы в отчёте нет', en: 'the report has no such table' },
  badFormat: { ru: 'json или csv', en: 'json or csv' },
  perDay: { ru: 'Заявки по дням', en: 'Leads by day' },
  toReports: { ru: 'К отчётам', en: 'To the reports' },
} as const satisfies Record<string, Sentence>;

/** Headings of tables, by report and table. */
export const TABLE_NAMES: Readonly<Record<string, Sentence>> = {
  'quality.by-source': { ru: 'По источникам', en: 'By source' },
  'quality.by-campaign': { ru: 'По кампаниям', en: 'By campaign' },
  'reasons.by-reason': { ru: 'По причинам', en: 'By reason' },
  'reasons.by-reason-and-source': { ru: 'По причинам и источникам', en: 'By reason and source' },
  'speed.by-stage': { ru: 'От прихода заявки', en: 'From the arrival' },
  'speed.in-time': { ru: 'Менеджер узнал за 10 секунд', en: 'The rep was told within 10 seconds' },
  'speed.by-rep-accepted': { ru: 'От предложения до согласия', en: 'From the offer to the acceptance' },
  'speed.by-rep-responded': {
    ru: 'От предложения до ответа клиенту',
    en: 'From the offer to the client’s answer',
  },
  'forgotten.by-kind': { ru: 'Как клиента заставили ждать', en: 'How clients were kept waiting' },
  'forgotten.by-rep': { ru: 'У кого', en: 'By whom' },
  'losses.funnel': { ru: 'Воронка', en: 'Funnel' },
  'losses.left-behind': { ru: 'Что стало с остальными', en: 'What became of the others' },
  'losses.declined': { ru: 'Отказы менеджеров', en: 'Declined by reps' },
  'losses.lost': { ru: 'Проиграно после передачи', en: 'Lost after the handoff' },
  'fairness.by-pool': { ru: 'Доли и веса', en: 'Shares and weights' },
  'fairness.by-way': { ru: 'Каким правилом', en: 'By which rule' },
  'reps.by-rep': { ru: 'Что сделали с предложенными заявками', en: 'What they made of their leads' },
};

export const COLUMN_NAMES: Readonly<Record<string, Sentence>> = {
  source: { ru: 'Источник', en: 'Source' },
  campaign: { ru: 'Кампания', en: 'Campaign' },
  reason: { ru: 'Причина', en: 'Reason' },
  stage: { ru: 'Этап', en: 'Stage' },
  state: { ru: 'Сейчас', en: 'Now' },
  kind: { ru: 'Что было', en: 'What happened' },
  rep: { ru: 'Менеджер', en: 'Rep' },
  pool: { ru: 'Группа', en: 'Pool' },
  because: { ru: 'Почему ему', en: 'Why' },
  received: { ru: 'Пришло', en: 'Received' },
  qualified: { ru: 'Годных', en: 'Qualified' },
  qualifiedShare: { ru: 'Доля годных', en: 'Qualified, share' },
  gradeA: { ru: 'Категория A', en: 'Grade A' },
  rejected: { ru: 'Отклонено', en: 'Rejected' },
  duplicate: { ru: 'Дублей', en: 'Duplicates' },
  unjudged: { ru: 'Без решения', en: 'Unjudged' },
  accepted: { ru: 'Принято', en: 'Accepted' },
  won: { ru: 'Сделок', en: 'Won' },
  lost: { ru: 'Проиграно', en: 'Lost' },
  share: { ru: 'Доля', en: 'Share' },
  also: { ru: 'Вместе с другой', en: 'Besides another' },
  leads: { ru: 'Заявок', en: 'Leads' },
  p50: { ru: 'Половина за', en: 'Half within' },
  p95: { ru: '95 % за', en: '95 % within' },
  p99: { ru: '99 % за', en: '99 % within' },
  told: { ru: 'Сообщено', en: 'Told' },
  inTime: { ru: 'За 10 с', en: 'Within 10 s' },
  inTimeShare: { ru: 'Доля', en: 'Share' },
  forgotten: { ru: 'Забыто', en: 'Forgotten' },
  shareOfAccepted: { ru: 'От принятых', en: 'Of the accepted' },
  reached: { ru: 'Дошло', en: 'Reached' },
  shareOfReceived: { ru: 'От пришедших', en: 'Of the received' },
  shareOfBefore: { ru: 'От прошлого этапа', en: 'Of the stage before' },
  gone: { ru: 'Дальше не пошло', en: 'Went no further' },
  open: { ru: 'В работе', en: 'Open' },
  byTurn: { ru: 'По очереди', en: 'By turn' },
  weightShare: { ru: 'Доля по весу', en: 'By weight' },
  aboveWeight: { ru: 'Сверх веса', en: 'Above the weight' },
  otherwise: { ru: 'Вне очереди', en: 'Otherwise' },
  offered: { ru: 'Предложено', en: 'Offered' },
  declined: { ru: 'Отказался', en: 'Declined' },
  expired: { ru: 'Промолчал', en: 'Expired' },
  withdrawn: { ru: 'Отозвано', en: 'Withdrawn' },
  responded: { ru: 'Ответил', en: 'Responded' },
  acceptShare: { ru: 'Доля принятых', en: 'Accepted, share' },
  responseP50: { ru: 'Ответ: половина за', en: 'Response: half within' },
  responseP95: { ru: 'Ответ: 95 % за', en: 'Response: 95 % within' },
  winShare: { ru: 'Доля сделок', en: 'Won, share' },
  shareOfAll: { ru: 'Доля всех', en: 'Share of all' },
};

/** Labels whose codes are ours. */
export const LABEL_TEXTS: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  stage: {
    received: { ru: 'пришла', en: 'received' },
    qualified: { ru: 'годная', en: 'qualified' },
    assigned: { ru: 'назначена', en: 'assigned' },
    delivered: { ru: 'передана', en: 'delivered' },
    accepted: { ru: 'принята', en: 'accepted' },
    responded: { ru: 'клиенту ответили', en: 'client answered' },
    won: { ru: 'сделка', en: 'won' },
  },
  state: { gone: { ru: 'дальше не пойдёт', en: 'goes no further' }, open: { ru: 'в работе', en: 'open' } },
  kind: {
    overdue: { ru: 'срок ответа прошёл', en: 'not answered in time' },
    'supervisor-told': { ru: 'узнал руководитель', en: 'the supervisor was told' },
    'taken-over': { ru: 'забрана у владельца', en: 'taken from its owner' },
    'never-reached': { ru: 'клиент ждёт и сейчас', en: 'the client still waits' },
    escalated: { ru: 'никто не взял, ушла руководителю', en: 'nobody took it: to the supervisor' },
    'stood-still': { ru: 'стояла, пока её не нашёл обход', en: 'stood still until the sweep found it' },
  },
};

/** Behind the name of a column that holds the period before. */
export const BEFORE_SUFFIX: Sentence = { ru: '(период раньше)', en: '(period before)' };
