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
import { say } from '../words.ts';
import { clockTime, type Format } from './format.ts';
import { document, type Html } from './layout.ts';

export interface ShownPolicy {
  readonly policy: Policy;
  readonly history: SettingsHistory;
  /** Against the version in force; empty where it is that. */
  readonly changes: readonly SettingsChange[];
}

/** One version of the rules as tables, and all versions below it. */
export function policyPage(call: Call, { policy, history, changes }: ShownPolicy, format: Format): string {
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
      <p><a href="/console/policy/edit?from=${policy.version}">${POLICY_TEXTS.edit[language]}</a></p>
      ${isInForce ? '' : changesCard(POLICY_TEXTS.changesSince[language], changes, language)}
      ${rejectionsCard(policy, language)}${scoreCard(policy, language)}${historyCard(history, format)}`,
  });
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

function historyRow({ version, publishedAt, by, note, inForce }: ListedVersion, format: Format): Html {
  const { language } = format;
  return html`<tr>
    <td><a href="/console/policy/versions/${version}">${version}</a></td>
    <td>${clockTime(publishedAt, format, 'minutes')}</td>
    <td>${by}</td>
    <td>${note ?? ''}</td>
    <td>
      ${
        inForce
          ? html`<span class="chip status-accepted">${POLICY_TEXTS.inForce[language]}</span>`
          : html`<form method="post" action="/console/policy/rollback">
              <input type="hidden" name="version" value="${version}" /><button class="quiet">
                ${POLICY_TEXTS.rollBack[language]}
              </button>
            </form>`
      }
    </td>
  </tr>`;
}
