import type { FaultCode } from './typed-fields.ts';
import type { Language, Sentence } from './language.ts';
import type { FieldFault } from './lead.ts';
import { likelyMeant } from './likely-meant.ts';
import type { FieldName } from './source.ts';

/** What a visitor is told about a field, by the code of its fault. */
const MESSAGES = {
  'inn-empty': {
    ru: 'Укажите ИНН: 10 цифр у компании, 12 у предпринимателя.',
    en: 'Please enter the INN: 10 digits for a company, 12 for a sole trader.',
  },
  'inn-digits': {
    ru: 'В ИНН бывают только цифры. Уберите лишние знаки.',
    en: 'An INN has digits only. Please remove the other characters.',
  },
  'inn-length': {
    ru: 'В ИНН должно быть 10 цифр у компании или 12 у предпринимателя. Проверьте, все ли на месте.',
    en: 'An INN has 10 digits for a company or 12 for a sole trader. Please check that all are there.',
  },
  'inn-zeros': {
    ru: 'ИНН из одних нулей не бывает. Укажите настоящий.',
    en: 'An INN cannot be all zeros. Please enter the real one.',
  },
  'inn-region': {
    ru: 'В ИНН ошибка: проверьте первые цифры, с двух нулей он не начинается.',
    en: 'There is a mistake in the INN: please check the first digits, it never starts with two zeros.',
  },
  'inn-checksum': {
    ru: 'В ИНН опечатка: сверьте цифры с реквизитами компании.',
    en: 'There is a slip in the INN: please compare its digits with the company’s details.',
  },
  'inn-several': {
    ru: 'Здесь два разных ИНН. Оставьте тот, от которого заявка.',
    en: 'There are two different INNs here. Please leave the one of your company.',
  },
  'kpp-empty': {
    ru: 'Укажите КПП: 9 знаков.',
    en: 'Please enter the KPP: 9 characters.',
  },
  'kpp-length': {
    ru: 'В КПП должно быть 9 знаков. Проверьте, все ли на месте.',
    en: 'A KPP has 9 characters. Please check that all are there.',
  },
  'kpp-characters': {
    ru: 'В КПП лишние знаки: он состоит из цифр, и только на пятом и шестом месте бывают латинские буквы.',
    en: 'The KPP has wrong characters: it is digits, with Latin letters only in the fifth and sixth place.',
  },
  'kpp-region': {
    ru: 'В КПП ошибка: проверьте первые цифры, с двух нулей он не начинается.',
    en: 'There is a mistake in the KPP: please check the first digits, it never starts with two zeros.',
  },
  'ogrn-empty': {
    ru: 'Укажите ОГРН: 13 цифр у компании, 15 у предпринимателя.',
    en: 'Please enter the OGRN: 13 digits for a company, 15 for a sole trader.',
  },
  'ogrn-digits': {
    ru: 'В ОГРН бывают только цифры. Уберите лишние знаки.',
    en: 'An OGRN has digits only. Please remove the other characters.',
  },
  'ogrn-accreditation': {
    ru: 'Похоже на номер аккредитации филиала. Нужен ОГРН: 13 или 15 цифр.',
    en: 'This looks like a branch’s accreditation number. The OGRN has 13 or 15 digits.',
  },
  'ogrn-length': {
    ru: 'В ОГРН должно быть 13 цифр у компании или 15 у предпринимателя. Проверьте, все ли на месте.',
    en: 'An OGRN has 13 digits for a company or 15 for a sole trader. Please check that all are there.',
  },
  'ogrn-zeros': {
    ru: 'ОГРН из одних нулей не бывает. Укажите настоящий.',
    en: 'An OGRN cannot be all zeros. Please enter the real one.',
  },
  'ogrn-record': {
    ru: 'Это номер записи в реестре, а не ОГРН. ОГРН начинается с 1 или 5, у предпринимателя с 3.',
    en: 'This is the number of a register entry. An OGRN starts with 1 or 5, a sole trader’s with 3.',
  },
  'ogrn-checksum': {
    ru: 'В ОГРН опечатка: сверьте цифры с реквизитами компании.',
    en: 'There is a slip in the OGRN: please compare its digits with the company’s details.',
  },
  'email-empty': {
    ru: 'Укажите адрес почты, например name@company.ru.',
    en: 'Please enter an e-mail address such as name@company.com.',
  },
  'email-length': {
    ru: 'Адрес почты слишком длинный. Проверьте его.',
    en: 'The e-mail address is too long. Please check it.',
  },
  'email-at': {
    ru: 'В адресе почты должна быть одна @, имя перед ней и сайт после: name@company.ru.',
    en: 'An e-mail address has one @ with a name before it and a site behind: name@company.com.',
  },
  'email-name': {
    ru: 'В адресе почты ошибка перед @: проверьте точки, пробелы и лишние знаки.',
    en: 'There is a mistake before the @ of the e-mail address: please check dots and other characters.',
  },
  'email-domain': {
    ru: 'В адресе почты ошибка после @: проверьте, нет ли запятой вместо точки.',
    en: 'There is a mistake behind the @ of the e-mail address: please check for a comma instead of a dot.',
  },
  'email-alphabets': {
    ru: 'В адресе почты смешаны русские и латинские буквы. Наберите его заново в одной раскладке.',
    en: 'The e-mail address mixes Cyrillic and Latin letters. Please type it again in one alphabet.',
  },
  'phone-letters': {
    ru: 'Оставьте в этом поле только номер телефона, например +7 900 000-00-00.',
    en: 'Please leave only the phone number here, for instance +7 900 000-00-00.',
  },
  'phone-short': {
    ru: 'В номере телефона не хватает цифр. Укажите его с кодом города или оператора.',
    en: 'The phone number lacks digits. Please include the area or operator code.',
  },
  'phone-long': {
    ru: 'В номере телефона слишком много цифр. Оставьте один номер.',
    en: 'The phone number has too many digits. Please leave one number only.',
  },
  'phone-unknown': {
    ru: 'Такого номера телефона не бывает: проверьте код и количество цифр.',
    en: 'There is no such phone number: please check the code and the number of digits.',
  },
  required: { ru: 'Заполните это поле.', en: 'Please fill in this field.' },
  'contact-required': {
    ru: 'Оставьте телефон или адрес почты, чтобы мы могли ответить.',
    en: 'Please leave a phone number or an e-mail address so that we can answer.',
  },
  'consent-required': {
    ru: 'Чтобы мы могли ответить, нужно согласие на обработку персональных данных.',
    en: 'We need your consent to the processing of personal data in order to answer.',
  },
  'captcha-required': {
    ru: 'Подтвердите, пожалуйста, что вы не робот, и отправьте ещё раз.',
    en: 'Please confirm that you are not a robot, and send it again.',
  },
} as const satisfies Record<FaultCode, Sentence>;

/** What is asked for where a mandatory field was left empty. */
const REQUESTS: Readonly<Record<FieldName, Sentence>> = {
  name: { ru: 'Представьтесь, пожалуйста.', en: 'Please tell us your name.' },
  phone: { ru: 'Укажите телефон, чтобы мы могли позвонить.', en: 'Please enter a phone number we can call.' },
  email: MESSAGES['email-empty'],
  company: { ru: 'Укажите название компании.', en: 'Please enter the company’s name.' },
  inn: MESSAGES['inn-empty'],
  kpp: MESSAGES['kpp-empty'],
  ogrn: MESSAGES['ogrn-empty'],
  product: { ru: 'Напишите, что вас интересует.', en: 'Please tell us what you are interested in.' },
  budget: { ru: 'Укажите бюджет, хотя бы примерно.', en: 'Please enter a budget, a rough one will do.' },
  timeline: { ru: 'Укажите, к какому сроку это нужно.', en: 'Please tell us when you need it.' },
  role: { ru: 'Укажите вашу должность.', en: 'Please tell us your position.' },
  message: { ru: 'Напишите пару слов о задаче.', en: 'Please write a few words about what you need.' },
  consent: MESSAGES['consent-required'],
};

/** Every code there are words for. */
export const FAULT_CODES: readonly string[] = Object.keys(MESSAGES);

/** What follows the words about a fault where something else was probably meant. */
export const SUGGESTION: Sentence = { ru: ' Возможно, {suggestion}?', en: ' Did you mean {suggestion}?' };

const UNKNOWN: Sentence = { ru: 'Проверьте это поле.', en: 'Please check this field.' };

/** What is wrong with a field, in plain words. Settings may add codes we have no words for. */
export function faultMessage(fault: FieldFault, language: Language): string {
  const likely = likelyMeant(fault);
  const proposal = likely === undefined ? '' : SUGGESTION[language].replace('{suggestion}', () => likely);
  return toSentence(fault)[language] + proposal;
}

function toSentence({ field, code }: FieldFault): Sentence {
  if (code === 'required') return find(REQUESTS, field) ?? MESSAGES.required;
  return find(MESSAGES, code) ?? UNKNOWN;
}

function find(sentences: Readonly<Record<string, Sentence>>, key: string): Sentence | undefined {
  return Object.hasOwn(sentences, key) ? sentences[key] : undefined;
}
