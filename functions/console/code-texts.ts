import type { CounterpartyStatus, UncheckedReason } from '#shared/domain/counterparty.ts';
import type { Sentence } from '#shared/domain/language.ts';
import type { LeadStatus, WaitingReason } from '#shared/domain/lead.ts';

/** Sentences for the stable codes that leads keep. */
export type CodeTexts = Readonly<Record<string, Sentence>>;

export const STATUS_TEXTS: Readonly<Record<LeadStatus, Sentence>> = {
  received: { ru: 'получена', en: 'received' },
  rejected: { ru: 'отклонена', en: 'rejected' },
  duplicate: { ru: 'дубль', en: 'duplicate' },
  qualified: { ru: 'годная', en: 'qualified' },
  waiting: { ru: 'ждёт', en: 'waiting' },
  offered: { ru: 'предложена', en: 'offered' },
  accepted: { ru: 'принята', en: 'accepted' },
  escalated: { ru: 'у руководителя', en: 'escalated' },
  won: { ru: 'сделка', en: 'won' },
  lost: { ru: 'проиграна', en: 'lost' },
};

export function isLeadStatus(text: string): text is LeadStatus {
  return Object.hasOwn(STATUS_TEXTS, text);
}

export const WAITING_TEXTS: Readonly<Record<WaitingReason, Sentence>> = {
  'nobody-on-duty': { ru: 'сейчас никто не на смене', en: 'nobody is on duty now' },
  'everybody-full': { ru: 'у всех полная загрузка', en: 'everybody has a full load' },
  'processing-failed': {
    ru: 'обработка не удалась, нужен человек',
    en: 'processing failed, a person should look',
  },
  'details-unavailable': {
    ru: 'источник пока не отдаёт подробности',
    en: 'the source does not give the particulars yet',
  },
  'counterparty-unchecked': {
    ru: 'реестр пока не отвечает о компании',
    en: 'the registry does not answer about the company yet',
  },
  'in-shared-pool': {
    ru: 'лежит в общем пуле, её может взять любой из него',
    en: 'lies in a shared pool, any rep of it may take it',
  },
};

export const UNCHECKED_TEXTS: Readonly<Record<UncheckedReason, Sentence>> = {
  'no-inn': { ru: 'ИНН не указан, спрашивать было не о чем', en: 'no INN was given to ask about' },
  slow: { ru: 'реестр не успел ответить', en: 'the registry did not answer in time' },
  unavailable: { ru: 'реестр недоступен', en: 'the registry is unavailable' },
  misconfigured: { ru: 'реестр не принял наш ключ', en: 'the registry refused our key' },
  'quota-spent': { ru: 'дневной лимит реестра исчерпан', en: "the registry's daily quota is spent" },
};

export const COUNTERPARTY_STATUS_TEXTS: Readonly<Record<CounterpartyStatus, Sentence>> = {
  active: { ru: 'действует', en: 'active' },
  liquidating: { ru: 'ликвидируется', en: 'being liquidated' },
  liquidated: { ru: 'ликвидирована', en: 'liquidated' },
  bankrupt: { ru: 'банкротство', en: 'bankrupt' },
  reorganizing: { ru: 'реорганизуется', en: 'being reorganized' },
  unknown: { ru: 'состояние неизвестно', en: 'state unknown' },
};

/** What came of a check that was done later, where it is no reason of a policy. */
export const CHECK_TEXTS: CodeTexts = {
  ...COUNTERPARTY_STATUS_TEXTS,
  ...UNCHECKED_TEXTS,
  'not-found': { ru: 'реестр такой компании не знает', en: 'the registry knows no such company' },
  stale: { ru: 'известны только старые данные', en: 'only what was known before is known' },
};

export const EVENT_TEXTS: CodeTexts = {
  'lead.received': { ru: 'Заявка получена', en: 'Lead received' },
  'lead.qualified': { ru: 'Проверена и оценена', en: 'Checked and scored' },
  'lead.rejected': { ru: 'Отклонена', en: 'Rejected' },
  'lead.duplicate': { ru: 'Признана касанием другой заявки', en: 'Found to be a touch of another lead' },
  'lead.touched': { ru: 'Клиент обратился снова', en: 'The client was in touch again' },
  'lead.touch-removed': {
    ru: 'Касание отделено: другой клиент',
    en: 'A touch was taken out: another client',
  },
  'lead.parted': { ru: 'Отделена: это другой клиент', en: 'Taken out: it is another client' },
  'lead.waiting': { ru: 'Ждёт ответственного', en: 'Waits for an owner' },
  'lead.offered': { ru: 'Предложена менеджеру', en: 'Put before a rep' },
  'lead.escalated': { ru: 'Передана руководителю', en: 'Escalated to the supervisor' },
  'lead.responded': { ru: 'Первый ответ клиенту', en: 'First response' },
  'lead.swept': { ru: 'Стояла на месте, напомнили', en: 'Stood still, woken again' },
  'lead.processing-failed': { ru: 'Обработка не удалась', en: 'Processing failed' },
  'lead.in-shared-pool': { ru: 'Положена в общий пул', en: 'Laid in a shared pool' },
  'lead.given-by-hand': { ru: 'Передана вручную', en: 'Given by hand' },
  'lead.first-response': { ru: 'Первый ответ клиенту', en: 'First response to the client' },
  'response.reminded': {
    ru: 'Клиент ждёт: менеджеру напомнили',
    en: 'The client waits: the rep was reminded',
  },
  'response.supervisor-told': {
    ru: 'Клиент ждёт: сообщили руководителю',
    en: 'The client waits: the supervisor was told',
  },
  'response.taken-over': {
    ru: 'Клиент ждёт слишком долго, заявка остаётся у ответственного',
    en: 'The client waits far too long; the lead stays with its owner',
  },
  'lead.rated': { ru: 'клиент поставил оценку', en: 'rated by the client' },
  'lead.erased': { ru: 'Данные человека стёрты', en: 'The person’s data were erased' },
  'lead.won': { ru: 'Сделка состоялась', en: 'Won' },
  'lead.lost': { ru: 'Сделка не состоялась', en: 'Lost' },
  'offer.accepted': { ru: 'Менеджер принял', en: 'The rep accepted' },
  'offer.declined': { ru: 'Менеджер отказался', en: 'The rep declined' },
  'offer.expired': { ru: 'Время на ответ вышло', en: 'The offer expired' },
  'offer.withdrawn': { ru: 'Предложение снято', en: 'The offer was withdrawn' },
  'details.fetched': { ru: 'Подробности получены у источника', en: 'Particulars fetched from the source' },
  'details.gone': { ru: 'Подробностей получить нельзя', en: 'Particulars cannot be had' },
  'counterparty.checked-later': {
    ru: 'Компания проверена позже: реестр ответил',
    en: 'Company checked later: the registry answered',
  },
  'counterparty.check-given-up': {
    ru: 'Проверить компанию так и не удалось',
    en: 'The company could not be checked after all',
  },
  'handoff.delivered': { ru: 'Доставлено', en: 'Delivered' },
  'handoff.rejected': { ru: 'Не принято получателем', en: 'Refused by the destination' },
  'handoff.unavailable': { ru: 'Получатель недоступен', en: 'Destination unavailable' },
  'handoff.uncertain': { ru: 'Ответа нет, будет сверка', en: 'No answer, to be reconciled' },
};

/** By what two leads were found to be of the same client. */
export const CLIENT_KEY_TEXTS: CodeTexts = {
  inn: { ru: 'тот же ИНН', en: 'the same INN' },
  phone: { ru: 'тот же телефон', en: 'the same phone' },
  email: { ru: 'та же почта', en: 'the same e-mail' },
  'email-domain': { ru: 'тот же домен почты', en: 'the same mail domain' },
};

/** Why the particulars of a lead could not be fetched, ever. */
export const DETAILS_TEXTS: CodeTexts = {
  gone: { ru: 'у источника их больше нет', en: 'the source has them no more' },
  ours: { ru: 'это наша же карточка', en: 'it is a card of our own' },
  'source-removed': { ru: 'источник убран из настроек', en: 'the source was removed from the settings' },
};

export const HANDOFF_TEXTS: CodeTexts = {
  pending: { ru: 'ещё не отправлено', en: 'not sent yet' },
  delivered: { ru: 'доставлено', en: 'delivered' },
  rejected: { ru: 'не принято', en: 'rejected' },
  unavailable: { ru: 'недоступно', en: 'unavailable' },
  uncertain: { ru: 'неизвестно, сверим', en: 'uncertain, to be reconciled' },
};

export const OFFER_STATE_TEXTS: CodeTexts = {
  open: { ru: 'ждёт ответа', en: 'open' },
  accepted: { ru: 'принято', en: 'accepted' },
  declined: { ru: 'отказ', en: 'declined' },
  expired: { ru: 'время вышло', en: 'expired' },
  withdrawn: { ru: 'снято', en: 'withdrawn' },
};

export const CANDIDATE_TEXTS: CodeTexts = {
  turn: { ru: 'может взять, и подошла очередь', en: 'can take it, and it is their turn' },
  'eligible-turn': {
    ru: 'может взять, но очередь не подошла',
    en: 'could take it, but it is not their turn',
  },
  'off-shift': { ru: 'сейчас не рабочее время', en: 'outside working hours now' },
  'off-duty': { ru: 'снял себя со смены', en: 'has gone off duty' },
  away: { ru: 'отсутствует по календарю', en: 'is away by the calendar' },
  full: { ru: 'загрузка полная', en: 'has a full load' },
  'full-today': { ru: 'на сегодня набрал сколько можно', en: 'has taken as many as fit into today' },
  'full-of-source': {
    ru: 'из этого источника набрал сколько можно',
    en: 'has as many of this source as fit',
  },
  'already-asked': { ru: 'эту заявку уже предлагали', en: 'was already offered this lead' },
  'not-active': { ru: 'отключён в настройках', en: 'is switched off in the settings' },
  'lacks-skill': { ru: 'нет нужного навыка', en: 'lacks a skill that the lead needs' },
  sticky: {
    ru: 'вёл прошлую заявку этого клиента',
    en: "had this client's last lead",
  },
  'key-account': { ru: 'за ним закреплена компания', en: 'the company is theirs by name' },
  'duty-rep': { ru: 'дежурит, пока пул не работает', en: 'is on duty while the pool does not work' },
  'least-loaded': {
    ru: 'может взять и меньше всех загружен',
    en: 'can take it and is the least loaded',
  },
  'eligible-loaded': {
    ru: 'может взять, но загружен больше других',
    en: 'could take it, but is more loaded than others',
  },
  'asked-at-once': { ru: 'предложено одновременно с другими', en: 'was asked at once with others' },
  'eligible-not-asked': {
    ru: 'может взять, но спросили более свободных',
    en: 'could take it, but those with more room were asked',
  },
  'may-take': { ru: 'может взять из общего пула', en: 'may take it from the shared pool' },
  supervisor: { ru: 'руководитель', en: 'the supervisor' },
  'no-response': { ru: 'не связался с клиентом вовремя', en: 'did not reach the client in time' },
  'rep-removed': { ru: 'больше не в команде', en: 'is no longer on the team' },
  'unknown-rep': { ru: 'нет в списке команды', en: 'is not on the team' },
};

export const ASSIGNMENT_TEXTS: CodeTexts = {
  turn: { ru: 'по очереди с учётом весов', en: 'by turn, weights considered' },
  'turn-in-next-pool': {
    ru: 'по очереди в следующем пуле: в первом взять было некому',
    en: 'by turn in the next pool: nobody in the first could take it',
  },
  sticky: {
    ru: 'у менеджера, который вёл прошлую заявку клиента',
    en: "to whoever had the client's last lead",
  },
  'key-account': {
    ru: 'ключевой клиент: закреплён за менеджером',
    en: 'a key account, which is somebody’s by name',
  },
  'least-loaded': {
    ru: 'наименее загруженному; из равных по очереди',
    en: 'to the least loaded; of equals by turn',
  },
  'duty-rep': {
    ru: 'дежурному: из пула сейчас никто не работает',
    en: 'to the duty rep: nobody of the pool works now',
  },
  'first-to-accept': {
    ru: 'предложена нескольким сразу, достанется первому принявшему',
    en: 'offered to several at once, the first to accept has it',
  },
  'left-in-pool': {
    ru: 'лежит в общем пуле; если никто не возьмёт, будет отдана по очереди',
    en: 'lies in the shared pool; if nobody takes it, it is given out by turn',
  },
  'nobody-with-skill': {
    ru: 'ни у кого нет нужного навыка',
    en: 'nobody has the skill that the lead needs',
  },
  'sticky-over': {
    ru: 'прошлая заявка клиента была слишком давно',
    en: "the client's last lead was too long ago",
  },
  'everybody-present-asked': {
    ru: 'все, кто на смене, уже отказались или не ответили',
    en: 'everybody on shift has declined or not answered',
  },
  'everybody-asked': {
    ru: 'все, кому можно было предложить, уже отказались или не ответили',
    en: 'everybody who could be asked has declined or not answered',
  },
  'nobody-active': { ru: 'в пуле нет ни одного действующего менеджера', en: 'no rep of the pool is active' },
  'no-response': {
    ru: 'ответственный не связался с клиентом вовремя',
    en: 'the owner did not reach the client in time',
  },
  'rep-removed': {
    ru: 'ответственного больше нет в команде, а клиент его уже знает',
    en: 'the owner is no longer on the team, and the client knew them',
  },
  'nobody-on-duty': WAITING_TEXTS['nobody-on-duty'],
  'everybody-full': WAITING_TEXTS['everybody-full'],
};

export const TERM_TEXTS: CodeTexts = {
  budget: { ru: 'Бюджет', en: 'Budget' },
  authority: { ru: 'Полномочия', en: 'Authority' },
  need: { ru: 'Потребность', en: 'Need' },
  timeline: { ru: 'Срок', en: 'Timeline' },
};

export const RULE_RESULT_TEXTS: CodeTexts = {
  fired: { ru: 'сработало', en: 'fired' },
  passed: { ru: 'не мешает', en: 'passed' },
  unknown: { ru: 'неизвестно', en: 'unknown' },
};

/** Reasons that need no policy: found while the submission was read. */
export const REASON_TEXTS: CodeTexts = {
  'bad-requisites': { ru: 'Реквизиты с ошибкой', en: 'The requisites are faulty' },
  erased: { ru: 'Данные человека стёрты', en: 'The person’s data were erased' },
};

/** Why a rep declines. The code is kept, with the rep's own words after it. */
export const DECLINE_TEXTS: CodeTexts = {
  busy: { ru: 'Не успею ответить', en: 'I cannot answer in time' },
  'not-my-product': { ru: 'Не мой продукт', en: 'Not my product' },
  'not-my-region': { ru: 'Не мой регион', en: 'Not my region' },
  'known-client': { ru: 'Клиента ведёт другой менеджер', en: 'Another rep serves this client' },
  other: { ru: 'Другая причина', en: 'Another reason' },
};

/** Why an offer came to nothing: the rep's own reason, or what became of the rep or of the lead. */
export const OFFER_END_TEXTS: CodeTexts = {
  ...DECLINE_TEXTS,
  'accepted-by-other': { ru: 'раньше принял другой', en: 'another rep was first' },
  'by-hand': { ru: 'передана вручную', en: 'given to somebody by hand' },
  'rep-away': { ru: 'менеджер ушёл со смены', en: 'the rep has gone home' },
  'rep-removed': { ru: 'менеджера больше нет в команде', en: 'the rep is no longer on the team' },
  erased: { ru: 'данные человека стёрты', en: 'the person’s data were erased' },
  'no-response': { ru: 'с клиентом не связались вовремя', en: 'the client was not reached in time' },
};

export const FIELD_TEXTS: CodeTexts = {
  name: { ru: 'имя', en: 'name' },
  phone: { ru: 'телефон', en: 'phone' },
  email: { ru: 'почта', en: 'e-mail' },
  company: { ru: 'компания', en: 'company' },
  inn: { ru: 'ИНН', en: 'INN' },
  kpp: { ru: 'КПП', en: 'KPP' },
  ogrn: { ru: 'ОГРН', en: 'OGRN' },
  product: { ru: 'продукт', en: 'product' },
  budget: { ru: 'бюджет', en: 'budget' },
  timeline: { ru: 'срок', en: 'timeline' },
  role: { ru: 'роль', en: 'role' },
  message: { ru: 'сообщение', en: 'message' },
  consent: { ru: 'согласие', en: 'consent' },
};
