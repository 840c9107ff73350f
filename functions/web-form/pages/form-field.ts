import { html } from 'hono/html';
import { faultMessage } from '#shared/domain/field-messages.ts';
import type { Language, Sentence } from '#shared/domain/language.ts';
import type { FieldFault } from '#shared/domain/lead.ts';
import type { SchemaField } from '../form-schema.ts';
import type { Html } from './layout.ts';
import { TEXTS } from './texts.ts';

/** How a field stands: what was typed, what is wrong with it, and whether the visitor should begin there. */
export interface FieldState {
  readonly typed: string;
  readonly fault: FieldFault | undefined;
  readonly isFirstFault: boolean;
  readonly language: Language;
}

/** Numbers that are typed on the keypad of a phone. */
const DIGITS: readonly string[] = ['inn', 'ogrn'];

export function fieldId(name: string): string {
  return `field-${name}`;
}

export function formField(field: SchemaField, state: FieldState): Html {
  const { language } = state;
  return html`<p class="field">
    <label for="${fieldId(field.name)}"
      >${field.label[language]}${field.mandatory ? html` <small>(${TEXTS.mandatory[language]})</small>` : ''}</label
    >
    ${control(field, state)} ${faultText(field.name, state)}
  </p>`;
}

export function consentBox(text: Sentence, isMandatory: SchemaField['mandatory'], state: FieldState): Html {
  const isTicked = state.typed !== '' && state.fault === undefined;
  return html`<p class="consent">
    <input
      type="checkbox"
      value="yes"
      ${attributes('consent', isMandatory, state)}${isTicked ? html` checked` : ''}
    />
    <label for="${fieldId('consent')}">${text[state.language]}</label>
    ${faultText('consent', state)}
  </p>`;
}

export function faultText(name: string, { fault, language }: FieldState): Html | '' {
  if (fault === undefined) return '';
  return html`<span class="fault" id="${faultId(name)}">${faultMessage(fault, language)}</span>`;
}

function control(field: SchemaField, state: FieldState): Html {
  const { name, mandatory, type, autocomplete } = field;
  const common = attributes(name, mandatory, state);
  const { typed } = state;
  if (type === 'textarea') return html`<textarea ${common}>${typed}</textarea>`;
  if (type === 'select')
    return html`<select ${common}>
      ${choices(field, state)}
    </select>`;
  return html`<input
    type="${type}"
    ${common}${DIGITS.includes(name) ? html` inputmode="numeric"` : ''}${
      autocomplete === undefined ? '' : html` autocomplete="${autocomplete}"`
    }
    value="${typed}"
  />`;
}

/** A word that is none of ours, from a form of the site's own, stays what was chosen. */
function choices({ options = [] }: SchemaField, { typed, language }: FieldState): Html {
  const isKnown = typed === '' || options.some(({ value }) => value === typed);
  return html`<option value="">${TEXTS.choose[language]}</option>
    ${isKnown ? '' : html`<option value="${typed}" selected>${typed}</option>`}${options.map(
      ({ value, label }) =>
        html`<option value="${value}" ${value === typed ? html` selected` : ''}>${label[language]}</option>`,
    )}`;
}

function attributes(name: string, isMandatory: boolean, { fault, isFirstFault }: FieldState): Html {
  return html`id="${fieldId(name)}"
  name="${name}"${isMandatory ? html` required` : ''}${
    fault === undefined ? '' : html` aria-invalid="true" aria-describedby="${faultId(name)}"`
  }${isFirstFault ? html` autofocus` : ''}`;
}

function faultId(name: string): string {
  return `fault-${name}`;
}
