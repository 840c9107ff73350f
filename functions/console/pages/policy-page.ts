import { html } from 'hono/html';
import { conditionWords } from '#shared/domain/condition-words.ts';
import { toCel } from '#shared/domain/condition-text.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Policy, ScoreTerm } from '#shared/domain/policy.ts';
import type { SettingsChange } from '#shared/domain/settings-change.ts';
import type { Call } from '../call.ts';
import { TERM_TEXTS } from '../code-texts.ts';
import { POLICY_TEXTS } from '../policy-texts.ts';
import type { ListedVersion, SettingsHistory } from '../settings-history.ts';
import { TRIAL_TEXTS } from '../trial-texts.ts';
import { say } from '../words.ts';
import { clockTime, type Format } from './format.ts';
import { document, type Html } from './layout.ts';
import { shadowCard, type ShownTrial } from './shadow-card.ts';

export interface ShownPolicy {
  readonly policy: Policy;
  readonly history: SettingsHistory;
  /** Against the version in force; empty where it is that. */
  readonly changes: readonly SettingsChange[];
  /** The trial started last. */
  readonly trial?: ShownTrial;
  /** The version that has just come into force, and the one it replaced. */
  readonly published?: { readonly version: number; readonly instead?: number };
}

/** One version of the rules as tables, and all versions below it. */
export function policyPage(call: Call, shown: ShownPolicy, format: Format): string {
  const { policy, history, changes, trial, published } = shown;
  const { language } = format;
  const isInForce = policy.version === history.inForce;
  const title = say(POLICY_TEXTS.version, language, { version: policy.version });
  return document({
    title,
    call,
    kind: 'console',
    body: html`<h1>
        ${title}${isInForce ? html` <span class="chip status-accepted">${POLICY_TEXTS.inForce[language]}</span>` : ''}
      </h1>
      ${published === undefined ? '' : publishedNote(published, language)}
      <p><a href="/console/policy/edit?from=${policy.version}">${POLICY_TEXTS.edit[language]}</a></p>
      ${trial === undefined ? '' : shadowCard(trial, format)}
      ${isInForce ? '' : changesCard(POLICY_TEXTS.changesSince[language], changes, language)}
      ${rejectionsCard(policy, language)}${scoreCard(policy, language)}${historyCard(history, format)}`,
  });
}

/** It is in force; one click undoes it. */
function publishedNote(
  { version, instead }: NonNullable<ShownPolicy['published']>,
  language: Language,
): Html {
  return html`<div class="attention" role="status">
    <span
      >${say(TRIAL_TEXTS.published, language, { version })} ${TRIAL_TEXTS.everywhere[language]}
      ${instead === undefined ? '' : html`<a href="/console/policy/compare?from=${instead}&to=${version}">${TRIAL_TEXTS.compare[language]}</a>`}</span
    >
    ${instead === undefined ? '' : rollBackForm(instead, say(TRIAL_TEXTS.rollBackTo, language, { version: instead }))}
  </div>`;
}

function rollBackForm(version: number, label: string): Html {
  return html`<form method="post" action="/console/policy/rollback">
    <input type="hidden" name="version" value="${version}" /><button class="quiet">${label}</button>
  </form>`;
}

export function noPolicyPage(call: Call): string {
  const text = POLICY_TEXTS.none[call.language];
  return document({ title: text, call, kind: 'console', body: html`<p class="empty">${text}</p>` });
}

export function changesCard(title: string, changes: readonly SettingsChange[], language: Language): Html {
  return html`<section class="card">
    <h2>${title}</h2>
    ${
      changes.length === 0
        ? html`<p class="note">${POLICY_TEXTS.noChanges[language]}</p>`
        : html`<ul>
            ${changes.map(({ sentence }) => html`<li>${sentence[language]}</li>`)}
          </ul>`
    }
  </section>`;
}

function rejectionsCard({ rejections }: Policy, language: Language): Html {
  return html`<section class="card touches">
    <h2>${POLICY_TEXTS.rejections[language]}</h2>
    <p class="note">${POLICY_TEXTS.rejectionsNote[language]}</p>
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">№</th>
          <th scope="col">${POLICY_TEXTS.rule[language]}</th>
          <th scope="col">${POLICY_TEXTS.condition[language]}</th>
        </tr>
      </thead>
      <tbody>
        ${rejections.map(
          ({ code, text, when }, index) =>
            html`<tr>
              <td>${index + 1}</td>
              <td>${text[language]}<br /><code>${code}</code></td>
              <td>${conditionCell(when, language)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function scoreCard({ score, grades }: Policy, language: Language): Html {
  const bands = grades.map(({ grade, from }) => say(POLICY_TEXTS.grade, language, { grade, from }));
  return html`<section class="card touches">
    <h2>${POLICY_TEXTS.scoring[language]}</h2>
    <p class="note">${POLICY_TEXTS.scoringNote[language]}</p>
    ${score.map((term) => termTable(term, language))}
    <p>${bands.join(' · ')}</p>
  </section>`;
}

function termTable({ code, cap, steps }: ScoreTerm, language: Language): Html {
  const term = TERM_TEXTS[code]?.[language] ?? code;
  return html`<h3>${say(POLICY_TEXTS.upTo, language, { term, cap })}</h3>
    <table class="plain">
      <tbody>
        ${steps.map(
          (step) =>
            html`<tr>
              <td><b>${step.points}</b></td>
              <td>${step.text[language]}<br /><code>${step.code}</code></td>
              <td>${conditionCell(step.when, language)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function conditionCell(condition: Condition, language: Language): Html {
  return html`${conditionWords(condition, language)}
    <details>
      <summary>CEL</summary>
      <code>${toCel(condition)}</code>
    </details>`;
}

function historyCard({ versions }: SettingsHistory, format: Format): Html {
  const { language } = format;
  return html`<section class="card touches">
    <h2>${POLICY_TEXTS.history[language]}</h2>
    ${versions.length < 2 ? '' : compareForm(versions, language)}
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">№</th>
          <th scope="col">${POLICY_TEXTS.at[language]}</th>
          <th scope="col">${POLICY_TEXTS.by[language]}</th>
          <th scope="col">${POLICY_TEXTS.note[language]}</th>
          <th scope="col"></th>
        </tr>
      </thead>
      <tbody>
        ${versions.map((version) => historyRow(version, format))}
      </tbody>
    </table>
  </section>`;
}

/** Any two of them. */
function compareForm(versions: readonly ListedVersion[], language: Language): Html {
  const [latest, before] = versions;
  const choice = (name: string, chosen: number | undefined) =>
    html`<select name="${name}" aria-label="${TRIAL_TEXTS[name === 'from' ? 'before' : 'after'][language]}">
      ${versions.map(({ version }) => html`<option ${version === chosen ? 'selected' : ''}>${version}</option>`)}
    </select>`;
  return html`<form class="row" action="/console/policy/compare">
    ${choice('from', before?.version)} → ${choice('to', latest?.version)}
    <button class="quiet">${TRIAL_TEXTS.compare[language]}</button>
  </form>`;
}

function historyRow({ version, publishedAt, by, note, inForce }: ListedVersion, format: Format): Html {
  const { language } = format;
  return html`<tr>
    <td>
      <a href="/console/policy/versions/${version}">${version}</a>
      ${version === 1 ? '' : html`<small><a href="/console/policy/compare?from=${version - 1}&to=${version}">${TRIAL_TEXTS.compare[language]}</a></small>`}
    </td>
    <td>${clockTime(publishedAt, format, 'minutes')}</td>
    <td>${by}</td>
    <td>${note ?? ''}</td>
    <td>
      ${
        inForce
          ? html`<span class="chip status-accepted">${POLICY_TEXTS.inForce[language]}</span>`
          : rollBackForm(version, POLICY_TEXTS.rollBack[language])
      }
    </td>
  </tr>`;
}
