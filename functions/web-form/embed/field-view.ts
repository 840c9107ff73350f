import type { FormSchema, SchemaField } from '../form-schema.ts';
import { element, linked } from './element.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A field on the page: what is typed, and what is said about it. */
export interface FieldView {
  readonly box: HTMLElement;
  readonly control: Control;
  /** What is wrong with it; empty when nothing is. */
  complain(message: string): void;
  hint(text: string): void;
}

/** Numbers that are typed on the keypad of a phone. */
const DIGITS: readonly string[] = ['inn', 'ogrn'];

export function drawField(field: SchemaField, id: string, schema: FormSchema): FieldView {
  const control = drawControl(field, id, schema);
  const label = element('label', { class: 'lr-label', for: id }, field.label[schema.language]);
  if (field.mandatory) label.append(element('span', { class: 'lr-error', 'aria-hidden': 'true' }, ' *'));
  return assemble(`lr-field-${field.name} lr-${field.type}`, control, id, [label, control]);
}

/** The box to tick. The consent is asked apart from everything else and is never given beforehand. */
export function drawConsent(
  { text, mandatory }: NonNullable<FormSchema['consent']>,
  id: string,
  { language }: FormSchema,
): FieldView {
  const attributes = controlAttributes('consent', id, mandatory);
  const control = element('input', { ...attributes, class: 'lr-check', type: 'checkbox' });
  const label = element('label', { class: 'lr-small', for: id }, ...linked(text[language]));
  const line = element('div', { class: 'lr-consent' }, control, label);
  return assemble('lr-field-consent lr-wide', control, id, [line]);
}

function assemble(
  className: string,
  control: Control,
  id: string,
  content: readonly HTMLElement[],
): FieldView {
  const error = element('p', { class: 'lr-small lr-error', id: `${id}-error`, 'aria-live': 'polite' });
  const hint = element('p', { class: 'lr-small lr-hint', id: `${id}-hint`, 'aria-live': 'polite' });
  return {
    box: element('div', { class: `lr-field ${className}` }, ...content, error, hint),
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

function drawControl(field: SchemaField, id: string, { language, texts }: FormSchema): Control {
  const { name, mandatory, autocomplete, options = [] } = field;
  const attributes = { ...controlAttributes(name, id, mandatory), autocomplete };
  if (field.type === 'textarea') return element('textarea', { ...attributes, rows: '4' });
  if (field.type !== 'select') return element('input', { ...attributes, ...keyboardOf(field) });
  const choices = options.map(({ value, label }) => element('option', { value }, label[language]));
  return element('select', attributes, element('option', { value: '' }, texts.choose), ...choices);
}

function controlAttributes(name: string, id: string, mandatory: boolean) {
  return {
    class: 'lr-input',
    id,
    name,
    'aria-describedby': `${id}-error ${id}-hint`,
    'aria-required': mandatory ? 'true' : undefined,
  };
}

/** An amount is typed as text: a number field changes it when the wheel is turned, and refuses «1,5 млн». */
function keyboardOf({ name, type }: SchemaField): Readonly<Record<string, string>> {
  if (DIGITS.includes(name)) return { type: 'text', inputmode: 'numeric' };
  return { type: type === 'number' ? 'text' : type };
}
