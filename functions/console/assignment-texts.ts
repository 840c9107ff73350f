import type { Sentence } from '#shared/domain/language.ts';

/** How a decision about the owner is told. */
export const CHOICE_TEXTS = {
  ruleSticky: { ru: 'Прошлый ответственный, {rep}', en: 'The client’s last rep, {rep}' },
  ruleKeyAccount: { ru: 'Ключевой клиент, {rep}', en: 'Key account, {rep}' },
  rulePool: { ru: 'Пул «{pool}»', en: 'Pool “{pool}”' },
  ruleDutyRep: { ru: 'Дежурный пула «{pool}», {rep}', en: 'Duty rep of pool “{pool}”, {rep}' },
  version: { ru: 'Команда, версия {version}.', en: 'Team version {version}.' },
  pool: { ru: 'Пул «{pool}»: {condition}.', en: 'Pool “{pool}”: {condition}.' },
  catchAll: {
    ru: 'Пул «{pool}» берёт всё, чего не взяли другие.',
    en: 'Pool “{pool}” takes what no other takes.',
  },
  sticky: {
    ru: 'Прошлую заявку этого клиента вёл менеджер {rep}, и новая идёт туда же.',
    en: '{rep} had this client’s last lead, so the new one goes there too.',
  },
  keyAccount: {
    ru: 'Ключевой клиент: ИНН {inn} закреплён за менеджером {rep}.',
    en: 'A key account: INN {inn} belongs to {rep}.',
  },
  dutyRep: {
    ru: 'В пуле «{pool}» сейчас никто не работает, такие заявки получает дежурный: {rep}.',
    en: 'Nobody of pool “{pool}” works now; such leads go to {rep}, who is on duty.',
  },
  byHand: {
    ru: 'Передано вручную менеджеру {rep}. Кто передал: {by}. Причина: {reason}.',
    en: 'Given to {rep} by hand, by {by}. The reason: {reason}.',
  },
  several: {
    ru: 'Предложена сразу: {reps}. Заявка у того, кто примет первым.',
    en: 'Put at once before {reps}. Whoever accepts first has it.',
  },
  furthest: {
    ru: '{rep} {standing} — дальше всех, кто мог взять.',
    en: '{rep} was {standing}, the furthest of all who could take it.',
  },
  mustBeServed: {
    ru: '{rep} {standing}; без этой заявки кто-то отстал бы от своей доли на целую.',
    en: '{rep} was {standing}; without this lead somebody would have fallen a whole one behind.',
  },
  onlyOne: {
    ru: 'Больше взять было некому: {rep} {standing}.',
    en: 'Nobody else could take it: {rep} was {standing}.',
  },
  leastLoaded: {
    ru: 'Наименьшая загрузка: {rep}, открыто {open} из {capacity}.',
    en: 'The least loaded: {rep}, {open} of {capacity} open.',
  },
} as const satisfies Record<string, Sentence>;
