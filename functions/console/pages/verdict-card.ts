import { html } from 'hono/html';
import { RULE_RESULT_TEXTS } from '../code-texts.ts';
import type { JudgementView, RuleExplanation } from '../judgement-view.ts';
import type { FactValueView } from '../fact-values.ts';
import type { FullLeadView } from '../lead-view.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import type { Format } from './format.ts';
import type { Html } from './layout.ts';

/** Good or not, by which rules, and on which values each of them was decided. */
export function verdictCard({ verdict, explanation }: FullLeadView, { language }: Format): Html {
  const title = html`<h2>${LEAD_TEXTS.verdict[language]}</h2>`;
  if (verdict === null || explanation === null)
    return html`<section class="card">
      ${title}
      <p class="note">${LEAD_TEXTS.notJudged[language]}</p>
    </section>`;
  return html`<section class="card">
    ${title}
    <p class="say ${verdict.outcome}">
      <b>${LEAD_TEXTS[verdict.outcome][language]}</b>${verdict.because === null ? '' : `: ${verdict.because}`}
      <small>${policyLink(explanation, { language })}</small>
    </p>
    ${explanation.rules.length === 0 ? '' : rulesList(explanation, { language })}
  </section>`;
}

function policyLink(
  { policyVersion, policyUrl }: JudgementView,
  { language }: Pick<Format, 'language'>,
): Html {
  const text = say(LEAD_TEXTS.byPolicy, language, { version: policyVersion ?? '–' });
  return policyUrl === null ? html`${text}` : html`<a href="${policyUrl}">${text}</a>`;
}

function rulesList({ rules, outcome }: JudgementView, { language }: Pick<Format, 'language'>): Html {
  const unknown = rules.filter(({ result }) => result === 'unknown').length;
  return html`<details class="tried" ${unknown > 0 || outcome === 'rejected' ? 'open' : ''}>
    <summary>${say(LEAD_TEXTS.rules, language, { tried: rules.length, unknown })}</summary>
    <ul class="rules">
      ${rules.map((rule) => ruleLine(rule, { language }))}
    </ul>
  </details>`;
}

/** What fired is open at once; the others open on a press. */
function ruleLine(rule: RuleExplanation, { language }: Pick<Format, 'language'>): Html {
  const result = RULE_RESULT_TEXTS[rule.result]?.[language] ?? rule.result;
  const lacking =
    rule.result === 'unknown' && rule.missing.length > 0
      ? html` <small
          >${say(LEAD_TEXTS.unknownFacts, language, { facts: rule.missing.map(({ label }) => label).join(', ') })}</small
        >`
      : '';
  if (rule.condition === null)
    return html`<li class="${rule.result}">
      <p><span class="result">${result}</span> ${rule.text} <code>${rule.code}</code>${lacking}</p>
    </li>`;
  return html`<li class="${rule.result}">
    <details ${rule.result === 'fired' ? 'open' : ''}>
      <summary><span class="result">${result}</span> ${rule.text}${lacking}</summary>
      <div class="decided">
        <p>${say(LEAD_TEXTS.firesWhen, language, { condition: rule.condition })} <code>${rule.code}</code></p>
        ${valuesList(rule.values)}
      </div>
    </details>
  </li>`;
}

export function valuesList(values: readonly FactValueView[]): Html | undefined {
  if (values.length === 0) return undefined;
  return html`<dl class="facts">
    ${values.map(
      ({ label, text, value }) =>
        html`<dt>${label.split(', ')[0] ?? label}</dt>
          <dd class="${value === null ? 'lacking' : ''}">${text}</dd>`,
    )}
  </dl>`;
}
