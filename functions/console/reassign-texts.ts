import type { Sentence } from '#shared/domain/language.ts';

/** Sentences of giving a lead away by hand; refusals are under their codes. */
export const REASSIGN_TEXTS = {
  title: { ru: 'Передать другому сотруднику', en: 'Give to another rep' },
  rep: { ru: 'Кому', en: 'To whom' },
  reason: { ru: 'Почему', en: 'Why' },
  note: {
    ru: 'Заявка сразу принята, срока ответа нет, и система её больше никому не отдаст.',
    en: 'The lead is accepted at once, has no deadline to accept, and the system never gives it to anybody else.',
  },
  give: { ru: 'Передать', en: 'Give' },
  'invalid-body': {
    ru: 'Назовите сотрудника и причину, от 3 до 200 знаков.',
    en: 'Name a rep and a reason of 3 to 200 characters.',
  },
  'unknown-rep': { ru: 'Такого сотрудника нет.', en: 'There is no such rep.' },
  'rep-not-active': { ru: 'Этот сотрудник не принимает заявки.', en: 'This rep takes no leads.' },
  'rep-full': {
    ru: 'У этого сотрудника больше нет места.',
    en: 'This rep has no place left.',
  },
  'already-theirs': { ru: 'Заявка уже у этого сотрудника.', en: 'The lead is theirs already.' },
  'not-assignable': {
    ru: 'Заявка уже закрыта, отклонена или ещё проверяется.',
    en: 'The lead is closed, rejected, or still being checked.',
  },
} as const satisfies Record<string, Sentence>;
