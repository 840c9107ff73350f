import type { Sentence } from '#shared/domain/language.ts';

/** What our own pages say around a form. */
export const TEXTS = {
  title: { ru: 'Оставьте заявку', en: 'Leave a request' },
  send: { ru: 'Отправить', en: 'Send' },
  mandatory: { ru: 'обязательно', en: 'required' },
  choose: { ru: 'Выберите', en: 'Please choose' },
  trap: { ru: 'Не заполняйте это поле', en: 'Leave this field empty' },
  faults: { ru: 'Заявка ещё не отправлена. Исправьте, пожалуйста:', en: 'Not sent yet. Please correct:' },
  sentBefore: {
    ru: 'Эта форма уже отправлена. Если хотите отправить и то, что изменили, отправьте ещё раз.',
    en: 'This form has been sent already. To send what you changed as well, send it again.',
  },
  captchaScript: {
    ru: 'Чтобы подтвердить, что вы не робот, включите в браузере JavaScript.',
    en: 'To confirm that you are not a robot, please switch JavaScript on.',
  },
  thanks: { ru: 'Спасибо, заявка принята', en: 'Thank you, we have your request' },
  thanksMore: { ru: 'Мы скоро с вами свяжемся.', en: 'We will get in touch with you shortly.' },
  notSent: { ru: 'Заявка не отправлена', en: 'Your request was not sent' },
} as const satisfies Readonly<Record<string, Sentence>>;

const GO_BACK: Sentence = {
  ru: 'Вернитесь назад и отправьте форму ещё раз: введённое сохранится.',
  en: 'Please go back and send the form again: what you typed is still there.',
};

/** What a visitor is told where nothing in the form is wrong and it could not be taken all the same. */
const REFUSALS: Readonly<Record<number, Sentence>> = {
  403: {
    ru: 'Эта форма не принимает заявки с сайта, на котором она стоит.',
    en: 'This form takes no requests from the site it is on.',
  },
  404: { ru: 'Такой формы нет.', en: 'There is no such form.' },
  413: { ru: 'Слишком много текста. Сократите его.', en: 'This is too much text. Please shorten it.' },
  429: {
    ru: 'Слишком много заявок подряд. Подождите минуту, вернитесь назад и отправьте ещё раз.',
    en: 'Too many requests in a row. Please wait a minute, go back and send it again.',
  },
};

export function refusalText(status: number): Sentence {
  return REFUSALS[status] ?? GO_BACK;
}
