import { html } from 'hono/html';
import type { ExampleResult } from '#shared/contracts/settings/checked-draft.ts';
import type { SettingsFault } from '#shared/contracts/settings/fault.ts';
import type { Language } from '#shared/domain/language.ts';
import { editorScriptUrl } from '../assets.ts';
import type { Call } from '../call.ts';
import { POLICY_TEXTS } from '../policy-texts.ts';
import type { CheckedEdit } from '../settings-desk.ts';
import { say } from '../words.ts';
import { document, type Html } from './layout.ts';
import { changesCard } from './policy-page.ts';

export interface EditedPolicy {
  readonly text: string;
  readonly note: string;
  /** The version the editor began from. */
  readonly base: number;
  readonly checked?: CheckedEdit;
  /** Why it could not be published, beside its faults. */
  readonly trouble?: string;
}

/** The rules as a document to be changed: checked, compared and published by plain forms. */
export function policyEditPage(call: Call, edited: EditedPolicy): string {
  const { language } = call;
  const { text, note, base, checked, trouble } = edited;
  const title = say(POLICY_TEXTS.editing, language, { version: base });
  return document({
    title,
    call,
    kind: 'console',
    scripts: [editorScriptUrl()],
    body: html`<p class="back"><a href="/console/policy">${POLICY_TEXTS.back[language]}</a></p>
      <h1>${title}</h1>
      ${trouble === undefined ? '' : html`<p class="attention" role="alert">${trouble}</p>`}
      ${checked === undefined ? '' : checkedCards(checked, language)}
      <form class="card policy-edit" method="post" action="/console/policy/edit">
        <input type="hidden" name="base" value="${base}" />
        <label for="text">${POLICY_TEXTS.document[language]}</label>
        <textarea id="text" name="text" rows="30" spellcheck="false" wrap="off">${text}</textarea>
        <label for="note">${POLICY_TEXTS.note[language]}</label>
        <input id="note" name="note" maxlength="200" value="${note}" />
        <p>
          <button name="act" value="check">${POLICY_TEXTS.check[language]}</button>
          <button name="act" value="publish">${POLICY_TEXTS.publish[language]}</button>
        </p>
      </form>`,
  });
}

function checkedCards({ faults, examples, changes, outcome }: CheckedEdit, language: Language): Html {
  return html`${faultsCard(faults, language)}${examplesCard(examples, language)}
  ${outcome === 'ok' ? changesCard(POLICY_TEXTS.changes[language], changes, language) : ''}`;
}

function faultsCard(faults: readonly SettingsFault[], language: Language): Html {
  if (faults.length === 0) return html`<p class="note" role="status">${POLICY_TEXTS.noFaults[language]}</p>`;
  return html`<section class="card" role="alert">
    <h2>${say(POLICY_TEXTS.faults, language, { count: faults.length })}</h2>
    <ul>
      ${faults.map(({ line, code, message }) => html`<li><b>${say(POLICY_TEXTS.line, language, { line })}</b>: ${message[language]} <code>${code}</code></li>`)}
    </ul>
  </section>`;
}

function examplesCard(examples: readonly ExampleResult[], language: Language): Html {
  if (examples.length === 0) return html``;
  const right = examples.filter(({ asExpected }) => asExpected).length;
  return html`<details class="card" ${right < examples.length ? 'open' : ''}>
    <summary>${say(POLICY_TEXTS.examples, language, { right, all: examples.length })}</summary>
    <ul>
      ${examples.map(({ name, asExpected, message }) => html`<li>${asExpected ? '✓' : '✗'} ${name}${message === undefined ? '' : `: ${message[language]}`}</li>`)}
    </ul>
  </details>`;
}
