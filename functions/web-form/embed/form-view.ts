import type { FieldName } from '#shared/domain/source.ts';
import type { FormSchema } from '../form-schema.ts';
import type { Texts } from './draft.ts';
import { element } from './element.ts';
import { drawConsent, drawField, type FieldView } from './field-view.ts';

export type FieldViews = ReadonlyMap<FieldName, FieldView>;

/** The form on the page. */
export class FormView {
  readonly form: HTMLFormElement;
  readonly fields: FieldViews;
  /** What only robots fill in. */
  readonly trap = element('input', { name: 'website', tabindex: '-1', autocomplete: 'off' });
  readonly captchaBox = element('div', { class: 'lr-captcha lr-wide', hidden: '' });
  private readonly topLine = element('div', { class: 'lr-small lr-wide', hidden: '' });
  private readonly note = element('p', { class: 'lr-small', role: 'status' });
  private readonly alarm = element('p', { class: 'lr-small lr-error', role: 'alert' });
  private readonly button: HTMLButtonElement;

  constructor(schema: FormSchema, prefix: string) {
    const { language, texts } = schema;
    this.fields = drawFields(schema, prefix);
    this.button = element('button', { class: 'lr-button', type: 'submit' }, texts.send);
    this.form = element(
      'form',
      { class: 'lr-form', novalidate: '', lang: language, 'aria-label': texts.form },
      this.topLine,
      ...[...this.fields.values()].map(({ box }) => box),
      hideFromPeople(this.trap),
      this.captchaBox,
      element('div', { class: 'lr-send lr-wide' }, this.button, this.note, this.alarm),
    );
  }

  /** Texts as typed, by name; `consent` only when it is ticked. */
  typed(): Texts {
    const texts: Record<string, string> = {};
    for (const [name, { control }] of this.fields) {
      if (!isBox(control)) texts[name] = control.value;
      else if (control.checked) texts[name] = 'true';
    }
    return texts;
  }

  fill(texts: Texts): void {
    for (const [name, { control }] of this.fields) {
      if (isBox(control)) control.checked = false;
      else control.value = texts[name] ?? '';
    }
  }

  /** Says how it goes, when there is a pause. */
  tell(text: string): void {
    this.note.textContent = text;
    this.alarm.textContent = '';
  }

  /** Says at once what stands in the way. */
  warn(text: string): void {
    this.note.textContent = '';
    this.alarm.textContent = text;
  }

  invite(label: string): void {
    this.label(label, 'false');
  }

  /** Not by `disabled`, which would take the keyboard's place on the page away. */
  hold(label: string): void {
    this.label(label, 'true');
  }

  /** A line above the fields, with one thing to do about it. */
  offer(text: string, action: string, act: () => void): void {
    this.topLine.replaceChildren(text, ' ', linkButton(action, act));
    this.topLine.hidden = false;
  }

  takeOfferBack(): void {
    this.topLine.hidden = true;
  }

  private label(text: string, isBusy: 'true' | 'false'): void {
    this.button.textContent = text;
    this.button.setAttribute('aria-disabled', isBusy);
    this.form.setAttribute('aria-busy', isBusy);
  }
}

export function linkButton(text: string, act: () => void): HTMLButtonElement {
  const button = element('button', { class: 'lr-link', type: 'button' }, text);
  button.addEventListener('click', act);
  return button;
}

/** What stands in the form's place once it has arrived. */
export function drawThanks({ language, texts }: FormSchema, startAnother: () => void): HTMLElement {
  return element(
    'div',
    { class: 'lr-form lr-thanks', lang: language, role: 'status', tabindex: '-1' },
    element('p', { class: 'lr-title' }, texts.thanks),
    element('p', { class: 'lr-small' }, texts.thanksMore),
    linkButton(texts.another, startAnother),
  );
}

function drawFields(schema: FormSchema, prefix: string): FieldViews {
  const drawn = new Map<FieldName, FieldView>();
  for (const field of schema.fields)
    drawn.set(field.name, drawField(field, `${prefix}-${field.name}`, schema));
  const { consent } = schema;
  if (consent !== undefined) drawn.set('consent', drawConsent(consent, `${prefix}-consent`, schema));
  return drawn;
}

function isBox(control: FieldView['control']): control is HTMLInputElement {
  return control instanceof HTMLInputElement && control.type === 'checkbox';
}

/** Styled here and not in the sheet, so that no page can bring it to light. */
function hideFromPeople(trap: HTMLInputElement): HTMLElement {
  const box = element('div', { 'aria-hidden': 'true' }, element('label', {}, 'Website ', trap));
  Object.assign(box.style, {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  });
  return box;
}
