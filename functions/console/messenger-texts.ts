import type { Sentence } from '#shared/domain/language.ts';
import type { OfferResult } from './offer-result.ts';

/** What a messenger shows above the chat once a button was pressed; at most 200 characters. */
export const MESSENGER_TEXTS: Readonly<Record<OfferResult['outcome'], Sentence>> = {
  accepted: {
    ru: 'Заявка ваша. Телефон клиента — по ссылке в сообщении.',
    en: "The lead is yours. The client's phone is behind the link.",
  },
  declined: { ru: 'Отказ записан, заявку предложат другому.', en: 'Declined: somebody else is asked.' },
  'already-accepted': { ru: 'Вы её уже приняли.', en: 'You have accepted it already.' },
  'already-declined': { ru: 'Вы от неё уже отказались.', en: 'You have declined it already.' },
  'accepted-by-other': { ru: 'Её уже взял другой сотрудник.', en: 'Somebody else has taken it.' },
  expired: { ru: 'Время вышло, её предложат другому.', en: 'The time is up; somebody else is asked.' },
  withdrawn: { ru: 'Предложение снято.', en: 'The offer was withdrawn.' },
  'last-in-line': {
    ru: 'Отказаться нельзя: предложить больше некому.',
    en: 'It cannot be declined: nobody is left to ask.',
  },
  'you-are-full': {
    ru: 'Мест больше нет: у вас столько заявок, сколько разрешено.',
    en: 'You have as many leads as you may hold.',
  },
  unknown: { ru: 'Эта кнопка не для вас.', en: 'This button is not for you.' },
};
