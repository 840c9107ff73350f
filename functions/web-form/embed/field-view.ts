import type { Language } from '#shared/domain/language.ts';
import type { FormSchema, SchemaField } from '../form-schema.ts';
import { element, linked } from './element.ts';
import { WORDS } from './texts.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A field on the page: what is typed, and what is said about it. */
export interface FieldView {
  readonly box: HTMLElement;
  readonly control: Control;
  /** What is wrong with it; empty when nothing is. */
  complain(message: string): void;
  hint(text: string): void;
}

/** Numbers that are typed on a numeric keyboard, and are no amounts to be stepped up and down. */
const NUMERIC: readonly string[] = ['inn', 'ogrn'];

export function drawField(field: SchemaField, id: string, language: Language): FieldView {
  const control = drawControl(field, id, language);
  const label = element('label', { class: 'lr-label', for: id }, field.label[language]);
  if (field.mandatory) label.append(element('span', { class: 'lr-mark', 'aria-hidden': 'true' }, ' *'));
  return assemble(`lr-field lr-field-${field.name} lr-${field.type}`, control, id, (notes) => [
    label,
    control,
    ...notes,
  ]);
}

/** The box to tick. The consent is asked apart from everything else and is never given beforehand. */
export function drawConsent(
  { text, mandatory }: NonNullable<FormSchema['consent']>,
  id: string,
  language: Language,
): FieldView {
  const control = element('input', {
    ...controlAttributes('consent', id, { mandatory }),
    class: 'lr-check',
    type: 'checkbox',
  });
  return assemble('lr-field lr-field-consent', control, id, (notes) => [
    element(
      'div',
      { class: 'lr-consent' },
      control,
      element('label', { for: id }, ...linked(text[language])),
    ),
    ...notes,
  ]);
}

function assemble(
  className: string,
  control: Control,
  id: string,
  arrange: (notes: readonly HTMLElement[]) => readonly HTMLElement[],
): FieldView {
  const hint = element('p', { class: 'lr-hint', id: `${id}-hint`, 'aria-live': 'polite' });
  const error = element('p', { class: 'lr-error', id: `${id}-error`, 'aria-live': 'polite' });
  return {
    box: element('div', { class: className }, ...arrange([error, hint])),
    control,
    complain: (message) => {
      if (error.textContent === message) return;
      error.textContent = message;
      if (message === '') control.removeAttribute('aria-invalid');
      else control.setAttribute('aria-invalid', 'true');
    },
    hint: (text) => {
      hint.textContent = text;
    },
  };
}

function drawControl(field: SchemaField, id: string, language: Language): Control {
  const attributes = controlAttributes(field.name, id, field);
  const autocomplete = field.autocomplete;
  switch (field.type) {
    case 'textarea':
      return element('textarea', { ...attributes, rows: '4', autocomplete });
    case 'select':
      return element(
        'select',
        attributes,
        element('option', { value: '' }, WORDS[language].choose),
        ...(field.options ?? []).map(({ value, label }) => element('option', { value }, label[language])),
      );
    default:
      return element('input', { ...attributes, ...keyboardOf(field), autocomplete });
  }
}

function controlAttributes(name: string, id: string, { mandatory }: Pick<SchemaField, 'mandatory'>) {
  return {
    class: 'lr-input',
    id,
    name,
    'aria-describedby': `${id}-error ${id}-hint`,
    'aria-required': mandatory ? 'true' : undefined,
  };
}

/** An amount is a text: a number field changes it when the wheel is turned, and refuses «1,5 млн». */
function keyboardOf({ name, type }: SchemaField): Readonly<Record<string, string | undefined>> {
  if (NUMERIC.includes(name)) return { type: 'text', inputmode: 'numeric', spellcheck: 'false' };
  if (type === 'number') return { type: 'text' };
  return { type };
}
