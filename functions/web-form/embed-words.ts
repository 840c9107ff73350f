import type { Language } from '#shared/domain/language.ts';

const RUSSIAN = {
  form: 'Форма заявки',
  choose: 'Выберите',
  send: 'Отправить заявку',
  sending: 'Отправляем…',
  sendNow: 'Отправить сейчас',
  check: 'Проверьте, пожалуйста, отмеченные поля.',
  thanks: 'Спасибо, заявка у нас',
  thanksMore: 'Мы уже смотрим её и скоро свяжемся с вами.',
  another: 'Отправить ещё одну',
  restored: 'Мы сохранили то, что вы начали заполнять.',
  clear: 'Очистить',
  waiting:
    'Пока не получается отправить. Заявка не пропала: она сохранена в этом браузере, и мы отправим её сами.',
  limited: 'Сейчас слишком много заявок. Ваша сохранена, отправим её сами через {seconds} с.',
  refused: 'Заявка не отправилась. Всё, что вы ввели, сохранено. Пожалуйста, свяжитесь с нами по телефону.',
  robot: 'Остался один шаг: подтвердите, что вы не робот.',
  noRobotTest:
    'Не загрузилась проверка «Я не робот». Отключите блокировщик рекламы для этой страницы и отправьте ещё раз.',
} as const;

export type EmbedWords = { readonly [Word in keyof typeof RUSSIAN]: string };

/**
 * What the embedded form says of itself. It comes with the schema, in one language: whoever sees the form needs it,
 * and nobody needs two.
 */
export const EMBED_WORDS: Readonly<Record<Language, EmbedWords>> = {
  ru: RUSSIAN,
  en: {
    form: 'Enquiry form',
    choose: 'Choose',
    send: 'Send',
    sending: 'Sending…',
    sendNow: 'Send now',
    check: 'Please check the marked fields.',
    thanks: 'Thank you, we have it',
    thanksMore: 'We are looking at it already and will be in touch soon.',
    another: 'Send another one',
    restored: 'We kept what you began to fill in.',
    clear: 'Clear',
    waiting:
      'It cannot be sent just now. Nothing is lost: it is kept in this browser and will be sent by itself.',
    limited: 'There is a rush just now. Yours is kept and will be sent by itself in {seconds} s.',
    refused: 'It could not be sent. All you typed is kept. Please call us instead.',
    robot: 'One more step: please confirm that you are not a robot.',
    noRobotTest:
      'The robot check did not load. Please switch off the ad blocker for this page and send again.',
  },
};
