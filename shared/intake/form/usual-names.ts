import type { FieldName } from '#shared/domain/source.ts';

/**
 * What sites, form builders and their plugins usually call our fields, in Russian and English.
 * Words only, without the address in front (`ваш`, `your`), hyphens or a number behind.
 */
const USUAL_NAMES: Readonly<Record<FieldName, readonly string[]>> = {
  name: [
    'имя',
    'фио',
    'ф.и.о.',
    'ф. и. о.',
    'фамилия',
    'имя и фамилия',
    'контактное лицо',
    'как к вам обращаться',
    'как вас зовут',
    'представьтесь',
    'full name',
    'fullname',
    'first name',
    'firstname',
    'last name',
    'lastname',
    'contact name',
    'fio',
  ],
  phone: [
    'телефон',
    'тел',
    'тел.',
    'контактный телефон',
    'номер телефона',
    'мобильный телефон',
    'мобильный',
    'номер для связи',
    'tel',
    'telephone',
    'phone number',
    'phonenumber',
    'mobile',
    'mobile phone',
    'cell phone',
    'work phone',
  ],
  email: [
    'почта',
    'эл. почта',
    'эл почта',
    'электронная почта',
    'адрес электронной почты',
    'емейл',
    'имейл',
    'e mail',
    'mail',
    'email address',
    'e mail address',
    'work email',
  ],
  company: [
    'компания',
    'организация',
    'название компании',
    'название организации',
    'наименование организации',
    'юрлицо',
    'organization',
    'organisation',
    'company name',
    'business name',
  ],
  inn: ['инн', 'инн кпп', 'инн компании', 'инн организации', 'company inn', 'tax id'],
  kpp: ['кпп', 'кпп компании', 'company kpp'],
  ogrn: ['огрн', 'огрнип', 'огрн компании', 'ogrnip', 'company ogrn'],
  product: [
    'продукт',
    'товар',
    'услуга',
    'что интересует',
    'что вас интересует',
    'что нужно',
    'какой товар интересует',
    'service',
    'interested in',
    'what do you need',
  ],
  budget: ['бюджет', 'бюджет проекта', 'планируемый бюджет', 'сумма', 'project budget'],
  timeline: [
    'срок',
    'сроки',
    'когда',
    'когда нужно',
    'срок поставки',
    'желаемый срок',
    'deadline',
    'when',
    'timeframe',
  ],
  role: ['роль', 'должность', 'position', 'job title', 'jobtitle', 'job position'],
  message: [
    'комментарий',
    'комментарии',
    'сообщение',
    'вопрос',
    'текст сообщения',
    'текст заявки',
    'пожелания',
    'comment',
    'comments',
    'text',
    'question',
    'notes',
    'textarea',
  ],
  consent: [
    'согласие',
    'согласие на обработку персональных данных',
    'согласие на обработку данных',
    'agreement',
    'agree',
    'privacy',
    'privacy policy',
    'acceptance',
  ],
};

const FIELD_BY_NAME: ReadonlyMap<string, FieldName> = new Map(
  Object.keys(USUAL_NAMES)
    .filter(isFieldName)
    .flatMap((field) => USUAL_NAMES[field].map((name): [string, FieldName] => [name, field])),
);

/** The field a name usually means; undefined when it says nothing. The name comes folded: small letters, no `ё`. */
export function findUsualField(folded: string): FieldName | undefined {
  const word = toWord(folded);
  return FIELD_BY_NAME.get(word) ?? (isFieldName(word) ? word : undefined);
}

/** `*your-name:` is `name`, `tel-123` is `tel`, `phone_2` is `phone`, `no label message` is `message`. */
function toWord(folded: string): string {
  return folded
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/[*:?()«»"₽,/]/g, ' ')
    .replace(/\s+\d+\s*$/, ' ')
    .replace(/^\s*(?:no label|ваш[аеи]?|your|укажите|введите|enter)\s+/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Whether it is one of our own names. */
export function isFieldName(word: string): word is FieldName {
  return Object.hasOwn(USUAL_NAMES, word);
}
