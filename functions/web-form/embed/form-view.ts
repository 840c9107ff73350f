import type { Language } from '#shared/domain/language.ts';
import type { FieldName } from '#shared/domain/source.ts';
import type { FormSchema } from '../form-schema.ts';
import type { Texts } from './draft.ts';
import { element } from './element.ts';
import { drawConsent, drawField, type FieldView } from './field-view.ts';
import { WORDS } from './texts.ts';

/** The form on the page. */
export interface FormView {
  readonly form: HTMLFormElement;
  readonly fields: ReadonlyMap<FieldName, FieldView>;
  readonly trap: HTMLInputElement;
  readonly captchaBox: HTMLElement;
  /** Texts as typed, by name; `consent` only when it is ticked. */
  typed(): Texts;
  fill(texts: Texts): void;
  /** Says how it goes; announced at once when it is an alarm. */
  say(text: string, tone: 'note' | 'alarm'): void;
  label(button: string, tone: 'idle' | 'busy'): void;
  /** A remark above the fields, with one thing to do about it. */
  remark(text: string, action: string, act: () => void): void;
  unremark(): void;
}

export function drawForm(schema: FormSchema, language: Language, prefix: string): FormView {
  const words = WORDS[language];
  const fields = drawFields(schema, language, prefix);
  const trap = element('input', { name: 'website', tabindex: '-1', autocomplete: 'off', type: 'text' });
  const captchaBox = element('div', { class: 'lr-captcha', hidden: '' });
  const remark = element('div', { class: 'lr-remark', hidden: '' });
  const note = element('p', { class: 'lr-status', role: 'status' });
  const alarm = element('p', { class: 'lr-status lr-alarm', role: 'alert' });
  const button = element('button', { class: 'lr-button', type: 'submit' }, words.send);
  const form = element(
    'form',
    { class: 'lr-form', novalidate: '', lang: language, 'aria-label': words.form },
    remark,
    ...[...fields.values()].map(({ box }) => box),
    hideFromPeople(trap),
    captchaBox,
    element('div', { class: 'lr-send' }, button, note, alarm),
  );
  return {
    form,
    fields,
    trap,
    captchaBox,
    typed: () => readTyped(fields),
    fill: (texts) => fillIn(fields, texts),
    say: (text, tone) => {
      note.textContent = tone === 'note' ? text : '';
      alarm.textContent = tone === 'alarm' ? text : '';
    },
    label: (text, tone) => {
      button.textContent = text;
      // Not `disabled`, which would take the keyboard's place on the page away.
      button.setAttribute('aria-disabled', String(tone === 'busy'));
      form.setAttribute('aria-busy', String(tone === 'busy'));
    },
    remark: (text, action, act) => {
      const doIt = element('button', { class: 'lr-link', type: 'button' }, action);
      doIt.addEventListener('click', act);
      remark.replaceChildren(element('span', {}, text), ' ', doIt);
      remark.hidden = false;
    },
    unremark: () => {
      remark.hidden = true;
    },
  };
}

function drawFields(
  schema: FormSchema,
  language: Language,
  prefix: string,
): ReadonlyMap<FieldName, FieldView> {
  const drawn = new Map<FieldName, FieldView>();
  for (const field of schema.fields) {
    drawn.set(field.name, drawField(field, `${prefix}-${field.name}`, language));
  }
  if (schema.consent !== undefined) {
    drawn.set('consent', drawConsent(schema.consent, `${prefix}-consent`, language));
  }
  return drawn;
}

/** Robots fill in every field there is. Styled here and not in the sheet, so that no page can bring it to light. */
function hideFromPeople(trap: HTMLInputElement): HTMLElement {
  const box = element('div', { 'aria-hidden': 'true' }, element('label', {}, 'Website ', trap));
  Object.assign(box.style, {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  });
  return box;
}

function readTyped(fields: ReadonlyMap<FieldName, FieldView>): Texts {
  return Object.fromEntries(
    [...fields]
      .filter(([name, { control }]) => name !== 'consent' || isTicked(control))
      .map(([name, { control }]) => [name, name === 'consent' ? 'true' : control.value]),
  );
}

function isTicked(control: Element): boolean {
  return control instanceof HTMLInputElement && control.checked;
}

function fillIn(fields: ReadonlyMap<FieldName, FieldView>, texts: Texts): void {
  for (const [name, { control }] of fields) {
    if (name !== 'consent') control.value = texts[name] ?? '';
    else if (control instanceof HTMLInputElement) control.checked = false;
  }
}

/** What stands in the form's place once it has arrived. */
export function drawThanks(language: Language, startAnother: () => void): HTMLElement {
  const words = WORDS[language];
  const again = element('button', { class: 'lr-link', type: 'button' }, words.another);
  again.addEventListener('click', startAnother);
  return element(
    'div',
    { class: 'lr-form lr-thanks', lang: language, role: 'status', tabindex: '-1' },
    element('p', { class: 'lr-thanks-title' }, words.thanks),
    element('p', { class: 'lr-thanks-text' }, words.thanksMore),
    again,
  );
}
