import { html } from 'hono/html';
import type { ExampleResult } from '#shared/contracts/settings/checked-draft.ts';
import type { SettingsFault } from '#shared/contracts/settings/fault.ts';
import type { Language } from '#shared/domain/language.ts';
import type { ReplayState } from '#shared/ports/replay-book.ts';
import { POLICY_TEXTS } from '../policy-texts.ts';
import type { CheckedEdit } from '../settings-desk.ts';
import { TRIAL_TEXTS } from '../trial-texts.ts';
import { say } from '../words.ts';
import type { Html } from './layout.ts';
import { changesCard } from './policy-page.ts';
import { replayPart } from './trial-report.ts';

/** What is known of an edited document, besides the text itself. */
export interface EditOutcome {
  /** The version the editor began from. */
  readonly base: number;
  readonly checked?: CheckedEdit;
  /** Why it could not be published or tried, beside its faults. */
  readonly trouble?: string;
  readonly replay?: ShownReplay;
}

export interface ShownReplay {
  readonly id: string;
  readonly state: ReplayState | undefined;
  /** Of the text that was tried. */
  readonly digest: string;
  /** The text is another one by now. */
  readonly isStale: boolean;
}

/**
 * The part of the page that an answer replaces while the text stays as it is typed.
 *
 * What has to come back with the next question are fields of the form, which stands outside of it.
 */
export function outcomePart(outcome: EditOutcome, language: Language): Html {
  const { base, checked, trouble, replay } = outcome;
  return html`<div id="outcome" aria-live="polite">
    <input type="hidden" name="base" value="${base}" form="policy-form" />
    ${
      replay === undefined
        ? ''
        : html`<input type="hidden" name="replay" value="${replay.id}" form="policy-form" />
            <input type="hidden" name="replayOf" value="${replay.digest}" form="policy-form" />`
    }
    ${trouble === undefined ? '' : html`<p class="attention" role="alert">${trouble}</p>`}
    ${checked === undefined ? '' : checkedCards(checked, language)}${replay === undefined ? '' : replayCard(replay, language)}
  </div>`;
}

function checkedCards({ faults, examples, changes, outcome }: CheckedEdit, language: Language): Html {
  return html`${faultsCard(faults, language)}${examplesCard(examples, language)}
  ${outcome === 'ok' ? changesCard(POLICY_TEXTS.changes[language], changes, language) : ''}`;
}

function faultsCard(faults: readonly SettingsFault[], language: Language): Html {
  if (faults.length === 0) return html`<p class="note" role="status">${POLICY_TEXTS.noFaults[language]}</p>`;
  return html`<section class="card" role="alert">
    <h2>${say(POLICY_TEXTS.faults, language, { count: faults.length })}</h2>
    <ul class="faults">
      ${faults.map(({ line, code, message }) => html`<li data-line="${line}"><b>${say(POLICY_TEXTS.line, language, { line })}</b>: ${message[language]} <code>${code}</code></li>`)}
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

function replayCard({ state, isStale }: ShownReplay, language: Language): Html {
  return html`<section class="card trial">
    <h2>${TRIAL_TEXTS.replayTitle[language]}</h2>
    ${isStale ? html`<p class="attention">${TRIAL_TEXTS.stale[language]}</p>` : ''}${replayPart(state, language)}
  </section>`;
}
