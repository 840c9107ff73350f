import type { Sentence } from '#shared/domain/language.ts';
import type { FieldName } from '#shared/domain/source.ts';

/** A field that is asked for as such; consent is a box beneath them. */
export type AskedName = Exclude<FieldName, 'consent'>;

export interface Choice {
  readonly value: string;
  readonly label: Sentence;
}

/** How a field is asked for: `type` is the kind of input it needs. */
export interface Question {
  readonly label: Sentence;
  readonly type: 'text' | 'tel' | 'email' | 'number' | 'textarea' | 'select';
  /** What a browser may fill in by itself, by its HTML name. */
  readonly autocomplete?: string;
  readonly options?: readonly Choice[];
}

/** Words the demonstration's policy scores; a policy of one's own may read them too. */
const TIMELINES: readonly Choice[] = [
  { value: 'week', label: { ru: 'В течение недели', en: 'Within a week' } },
  { value: 'month', label: { ru: 'В этом месяце', en: 'This month' } },
  { value: 'quarter', label: { ru: 'В этом квартале', en: 'This quarter' } },
  { value: 'later', label: { ru: 'Позже', en: 'Later' } },
];

/** A budget is text: people write «1,5 млн», which is understood, and a number field would not take. */
export const QUESTIONS: Readonly<Record<AskedName, Question>> = {
  name: { label: { ru: 'Имя', en: 'Name' }, type: 'text', autocomplete: 'name' },
  phone: { label: { ru: 'Телефон', en: 'Phone' }, type: 'tel', autocomplete: 'tel' },
  email: { label: { ru: 'Эл. почта', en: 'E-mail' }, type: 'email', autocomplete: 'email' },
  company: { label: { ru: 'Компания', en: 'Company' }, type: 'text', autocomplete: 'organization' },
  inn: { label: { ru: 'ИНН', en: 'INN (taxpayer number)' }, type: 'text' },
  kpp: { label: { ru: 'КПП', en: 'KPP (tax registration code)' }, type: 'text' },
  ogrn: { label: { ru: 'ОГРН', en: 'OGRN (registration number)' }, type: 'text' },
  product: { label: { ru: 'Что нужно', en: 'What do you need' }, type: 'text' },
  budget: { label: { ru: 'Бюджет, ₽', en: 'Budget, ₽' }, type: 'text' },
  timeline: { label: { ru: 'Когда', en: 'When' }, type: 'select', options: TIMELINES },
  role: { label: { ru: 'Ваша роль', en: 'Your role' }, type: 'text', autocomplete: 'organization-title' },
  message: { label: { ru: 'Комментарий', en: 'Message' }, type: 'textarea' },
};
