import { html } from 'hono/html';
import { faultMessage } from '#shared/domain/field-messages.ts';
import type { Language } from '#shared/domain/language.ts';
import type { FieldFault } from '#shared/domain/lead.ts';
import type { Source } from '#shared/domain/source.ts';
import { isFieldName } from '#shared/intake/form/usual-names.ts';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { askedNames, isAsked, toField, toFormSchema, type FormSchema } from '../form-schema.ts';
import type { AskedName } from '../questions.ts';
import { originsOf } from '../return-page.ts';
import { consentBox, faultText, fieldId, formField, type FieldState } from './form-field.ts';
import { pageAnswer, type Html } from './layout.ts';
import { TEXTS } from './texts.ts';

/** A value that travels along unseen; none when there is nothing to say. */
export type Hidden = readonly [name: string, value: string | undefined];

export interface FormState {
  readonly language: Language;
  readonly hidden: readonly Hidden[];
  /** What was typed before, by our names. */
  readonly typed?: Readonly<Record<string, string>>;
  readonly faults?: readonly FieldFault[];
  readonly notice?: 'sent-before';
}

/** The form of a source as a page: empty, or with what was typed and what is wrong with it. */
export function formPage(status: number, source: Source, state: FormState): HttpAnswer {
  const { language, faults = [] } = state;
  const schema = toFormSchema(source, undefined);
  const showsCaptcha = schema.captcha?.when === 'always' || faults.some(({ field }) => field === 'captcha');
  const script = showsCaptcha ? schema.captcha?.script : undefined;
  const action = `/v1/forms/${encodeURIComponent(source.id)}`;
  const body = html`<h1>${TEXTS.title[language]}</h1>
    ${summary(state)}
    <form action="${action}" method="post" accept-charset="utf-8">
      ${state.hidden.map(hiddenField)} ${trap(language)} ${fields(source, state)} ${consent(schema, state)}
      ${script === undefined ? '' : captcha(schema, state)}
      <button>${TEXTS.send[language]}</button>
    </form>`;
  const leadsTo = originsOf(source);
  return pageAnswer(status, {
    title: TEXTS.title[language],
    language,
    body,
    framedBy: source.origins,
    leadsTo,
    script,
  });
}

/** Says what is wrong before the form does, for who hears the page: with a way to each field. */
function summary({ faults = [], notice, language }: FormState): Html | '' {
  if (notice !== undefined) return html`<p class="summary" role="alert">${TEXTS.sentBefore[language]}</p>`;
  if (faults.length === 0) return '';
  return html`<div class="summary" role="alert">
    ${TEXTS.faults[language]}
    <ul>
      ${faults.map(
        (fault) => html`<li><a href="#${fieldId(fault.field)}">${faultMessage(fault, language)}</a></li>`,
      )}
    </ul>
  </div>`;
}

/** What the source asks, and whatever else was sent or is wrong: it must be there to be put right. */
function fields(source: Source, state: FormState): readonly Html[] {
  const { typed = {}, faults = [] } = state;
  const names: readonly AskedName[] = [
    ...askedNames(source),
    ...[...Object.keys(typed), ...faults.map(({ field }) => field)].filter(isFieldName).filter(isAsked),
  ];
  return [...new Set(names)].map((name) => formField(toField(name, source), stateOf(name, state)));
}

function consent({ consent: asked }: FormSchema, state: FormState): Html | '' {
  return asked === undefined ? '' : consentBox(asked.text, asked.mandatory, stateOf('consent', state));
}

function captcha({ captcha: asked }: FormSchema, state: FormState): Html {
  const { language } = state;
  return html`<div class="field" id="${fieldId('captcha')}">
    <div class="smart-captcha" data-sitekey="${asked?.siteKey ?? ''}" data-hl="${language}"></div>
    ${faultText('captcha', stateOf('captcha', state))}
    <noscript>${TEXTS.captchaScript[language]}</noscript>
  </div>`;
}

function stateOf(name: string, { typed = {}, faults = [], language }: FormState): FieldState {
  const fault = faults.find(({ field }) => field === name);
  return {
    typed: typed[name] ?? '',
    fault,
    isFirstFault: fault !== undefined && fault === faults[0],
    language,
  };
}

function hiddenField([name, value]: Hidden): Html | '' {
  return value === undefined ? '' : html`<input type="hidden" name="${name}" value="${value}" />`;
}

/** Nobody sees it and no keyboard reaches it, so only a robot fills it in. */
function trap(language: Language): Html {
  return html`<div class="trap" aria-hidden="true">
    <label>${TEXTS.trap[language]}<input name="website" tabindex="-1" autocomplete="off" /></label>
  </div>`;
}
