import type { Sentence } from '#shared/domain/language.ts';

/** Sentences of an explanation: what was tried, on which values, and what came of it. */
export const EXPLANATION_TEXTS = {
  qualified: {
    ru: 'Годная: ни одно из правил отказа ({tried}) не сработало',
    en: 'Qualified: none of the {tried} rejection rules fired',
  },
  qualifiedWithoutRules: { ru: 'Годная: правил отказа нет', en: 'Qualified: there are no rejection rules' },
  unchecked: {
    ru: ', {count} проверить нельзя (неизвестно: {facts})',
    en: ', {count} could not be checked (unknown: {facts})',
  },
  rejected: {
    ru: 'Отклонена: сработало правил отказа — {fired} из {tried}',
    en: 'Rejected: {fired} of {tried} rejection rules fired',
  },
  score: {
    ru: 'Оценка {total} из {most}, категория {grade}{band}: {arithmetic}',
    en: 'Score {total} of {most}, grade {grade}{band}: {arithmetic}',
  },
  band: { ru: ' (от {from} до {to})', en: ' (from {from} to {to})' },
  term: { ru: '{name}: {points} из {of}', en: '{name}: {points} of {of}' },
  unknown: { ru: 'неизвестно: {facts}', en: 'unknown: {facts}' },
  unknownValue: { ru: 'неизвестно', en: 'unknown' },
  noScore: { ru: 'Оценки нет: отклонённые не оценивают', en: 'No score: what is rejected is not scored' },
  version: { ru: 'По правилам версии {version}', en: 'By version {version} of the policy' },
  draft: { ru: 'По черновику правил', en: 'By a draft of the policy' },
} as const satisfies Record<string, Sentence>;
