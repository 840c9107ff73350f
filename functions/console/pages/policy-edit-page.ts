import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import { editorScriptUrl } from '../assets.ts';
import type { Call } from '../call.ts';
import { POLICY_TEXTS } from '../policy-texts.ts';
import { TRIAL_TEXTS } from '../trial-texts.ts';
import { say } from '../words.ts';
import { document, type Html } from './layout.ts';
import { outcomePart, type EditOutcome } from './policy-outcome.ts';

export interface EditedPolicy extends EditOutcome {
  readonly text: string;
  readonly note: string;
}

/**
 * The rules as a document to be changed, tried and published by plain forms.
 *
 * What the editor's script (`policy-editor/main.ts`) needs to know is in the attributes of the form.
 */
export function policyEditPage(call: Call, edited: EditedPolicy): string {
  const { language } = call;
  const { text, note, base } = edited;
  const title = say(POLICY_TEXTS.editing, language, { version: base });
  return document({
    title,
    call,
    kind: 'console',
    scripts: [editorScriptUrl()],
    body: html`<p class="back"><a href="/console/policy">${POLICY_TEXTS.back[language]}</a></p>
      <h1>${title}</h1>
      <form
        id="policy-form"
        class="card policy-edit"
        method="post"
        action="/console/policy/edit"
        data-swap="outcome"
        data-failed="${TRIAL_TEXTS.failedToAsk[language]}"
        data-signed-out="${TRIAL_TEXTS.signedOut[language]}"
        data-unsaved="${TRIAL_TEXTS.unsaved[language]}"
      >
        <label for="text">${POLICY_TEXTS.document[language]}</label>
        <textarea id="text" name="text" rows="30" spellcheck="false" wrap="off">${text}</textarea>
        <p class="note">${TRIAL_TEXTS.hint[language]}</p>
        <label for="note">${POLICY_TEXTS.note[language]}</label>
        <input id="note" name="note" maxlength="200" value="${note}" />
        <p><button name="act" value="check">${POLICY_TEXTS.check[language]}</button></p>
        ${replayFields(language)}
      </form>
      ${outcomePart(edited, language)}${publishCard(language)}`,
  });
}

const LASTS = [100, 1_000, 10_000];

function replayFields(language: Language): Html {
  return html`<p class="row">
      <label
        >${TRIAL_TEXTS.span[language]}
        <select name="last">
          ${LASTS.map((count) => html`<option value="${count}" ${count === 1_000 ? 'selected' : ''}>${say(TRIAL_TEXTS.lastLeads, language, { count })}</option>`)}
          <option value="period">${TRIAL_TEXTS.period[language]}</option>
        </select></label
      >
      <label>${TRIAL_TEXTS.from[language]} <input type="date" name="from" /></label>
      <label>${TRIAL_TEXTS.to[language]} <input type="date" name="to" /></label>
      <button name="act" value="replay">${TRIAL_TEXTS.runReplay[language]}</button>
    </p>
    <p class="note">${TRIAL_TEXTS.replayNote[language]}</p>`;
}

/** Below what is known of the text, so that it is seen before. */
function publishCard(language: Language): Html {
  return html`<section class="card trial">
    <p class="row">
      <button class="primary" name="act" value="publish" form="policy-form">
        ${POLICY_TEXTS.publish[language]}
      </button>
      <label
        >${TRIAL_TEXTS.hours[language]}
        <input type="number" name="hours" min="1" max="336" value="24" form="policy-form" /></label
      ><button name="act" value="shadow" form="policy-form">${TRIAL_TEXTS.startShadow[language]}</button>
    </p>
    <p class="note">${TRIAL_TEXTS.shadowNote[language]}</p>
  </section>`;
}
