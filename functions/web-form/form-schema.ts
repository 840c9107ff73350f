import type { Sentence } from '#shared/domain/language.ts';
import type { FieldName, Source } from '#shared/domain/source.ts';

export interface FormSchema {
  readonly source: string;
  readonly language: 'ru' | 'en';
  readonly fields: readonly {
    readonly name: FieldName;
    readonly mandatory: boolean;
    readonly label: Sentence;
  }[];
  readonly consent?: { readonly textVersion: string; readonly text: Sentence };
}

/** What a form for this source has to ask, for whoever draws it. */
export function toFormSchema(source: Source): FormSchema {
  return {
    source: source.id,
    language: source.language,
    fields: FIELDS.map(({ name, label }) => ({ name, label, mandatory: source.mandatory.includes(name) })),
    ...(source.consent === undefined ? {} : { consent: source.consent }),
  };
}

const FIELDS: readonly { readonly name: FieldName; readonly label: Sentence }[] = [
  { name: 'name', label: { ru: 'Имя', en: 'Name' } },
  { name: 'phone', label: { ru: 'Телефон', en: 'Phone' } },
  { name: 'email', label: { ru: 'Эл. почта', en: 'E-mail' } },
  { name: 'company', label: { ru: 'Компания', en: 'Company' } },
  { name: 'inn', label: { ru: 'ИНН', en: 'INN (taxpayer number)' } },
  { name: 'kpp', label: { ru: 'КПП', en: 'KPP (tax registration code)' } },
  { name: 'ogrn', label: { ru: 'ОГРН', en: 'OGRN (registration number)' } },
  { name: 'product', label: { ru: 'Что нужно', en: 'What do you need' } },
  { name: 'budget', label: { ru: 'Бюджет, ₽', en: 'Budget, ₽' } },
  { name: 'timeline', label: { ru: 'Когда', en: 'When' } },
  { name: 'role', label: { ru: 'Ваша роль', en: 'Your role' } },
  { name: 'message', label: { ru: 'Комментарий', en: 'Message' } },
  { name: 'consent', label: { ru: 'Согласие', en: 'Consent' } },
];
