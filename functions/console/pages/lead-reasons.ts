import { html } from 'hono/html';
import { RULE_RESULT_TEXTS, TERM_TEXTS } from '../code-texts.ts';
import type { LeadView, TermView, VerdictView } from '../lead-view.ts';
import type { ExplainedLead } from '../rulebooks.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { gradeBadge } from './chips.ts';
import type { Format } from './format.ts';
import type { Html } from './layout.ts';

/** The three decisions with their reasons: good or not, how good, and whose. */
export function leadReasons({ view, nameOf }: ExplainedLead, format: Format): Html {
  return html`${verdictCard(view.verdict, format)}${scoreCard(view, format)}${assignmentCard(view, nameOf, format)}`;
}

function verdictCard(verdict: VerdictView | null, { language }: Format): Html {
  const title = html`<h2>${LEAD_TEXTS.verdict[language]}</h2>`;
  if (verdict === null)
    return html`<section class="card">
      ${title}
      <p class="note">${LEAD_TEXTS.notJudged[language]}</p>
    </section>`;
  const counts = {
    tried: verdict.rules.length,
    unknown: verdict.rules.filter(({ result }) => result === 'unknown').length,
  };
  return html`<section class="card">
    ${title}
    <p class="say ${verdict.outcome}">
      <b>${LEAD_TEXTS[verdict.outcome][language]}</b>${verdict.because === null ? '' : `: ${verdict.because}`}
      <small>${say(LEAD_TEXTS.byPolicy, language, { version: verdict.policyVersion })}</small>
    </p>
    ${
      verdict.rules.length === 0
        ? ''
        : html`<details ${counts.unknown > 0 || verdict.outcome === 'rejected' ? 'open' : ''}>
            <summary>${say(LEAD_TEXTS.rules, language, counts)}</summary>
            <ul class="rules">
              ${verdict.rules.map((rule) => html`<li class="${rule.result}"><span>${RULE_RESULT_TEXTS[rule.result]?.[language] ?? rule.result}</span> ${rule.because} <code>${rule.code}</code></li>`)}
            </ul>
          </details>`
    }
  </section>`;
}

function scoreCard({ score }: LeadView, { language }: Format): Html {
  const title = html`<h2>${LEAD_TEXTS.score[language]}</h2>`;
  if (score === null)
    return html`<section class="card">
      ${title}
      <p class="note">${LEAD_TEXTS.noScore[language]}</p>
    </section>`;
  const most = score.terms.reduce((sum, { of }) => sum + of, 0);
  return html`<section class="card">
    ${title} ${stackedBar(score.terms, most)}
    <table class="terms">
      <tbody>
        ${score.terms.map(
          (term) =>
            html`<tr>
              <th scope="row">
                <i class="dot term-${term.code}"></i>${TERM_TEXTS[term.code]?.[language] ?? term.code}
              </th>
              <td class="points"><b>${term.points}</b> / ${term.of}</td>
              <td class="bar">${bar(term)}</td>
              <td class="because">${term.because}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${LEAD_TEXTS.total[language]}</th>
          <td class="points"><b>${score.total}</b> / ${most}</td>
          <td>${gradeBadge(score.grade)}</td>
          <td></td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}

/** Drawn as SVG: its widths are attributes, and the page allows no inline styles. */
function stackedBar(terms: readonly TermView[], most: number): Html {
  const starts = terms.map((_, index) => terms.slice(0, index).reduce((sum, { points }) => sum + points, 0));
  return html`<svg
    class="stack"
    viewBox="0 0 ${Math.max(most, 1)} 4"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="rest" width="100%" height="4" />
    ${terms.map(
      ({ code, points }, index) =>
        html`<rect class="term-${code}" x="${starts[index] ?? 0}" width="${points}" height="4" />`,
    )}
  </svg>`;
}

function bar({ code, points, of }: TermView): Html {
  return html`<svg viewBox="0 0 ${Math.max(of, 1)} 4" preserveAspectRatio="none" aria-hidden="true">
    <rect class="rest" width="100%" height="4" />
    <rect class="term-${code}" width="${points}" height="4" />
  </svg>`;
}

function assignmentCard(view: LeadView, nameOf: (rep: string) => string, { language }: Format): Html {
  const { assignment, owner } = view;
  const title = html`<h2>${LEAD_TEXTS.why[language]}</h2>`;
  if (assignment === null)
    return html`<section class="card">
      ${title}
      <p class="note">${LEAD_TEXTS.notAssigned[language]}</p>
    </section>`;
  const values = { pool: assignment.pool, because: assignment.because, version: assignment.teamVersion };
  const chosen =
    [...view.formerOffers, ...(view.offer === null ? [] : [view.offer])].findLast(
      ({ offeredAt }) => offeredAt === assignment.at,
    )?.rep ?? owner;
  return html`<section class="card">
    ${title}
    <p>${chosen === null ? '' : html`<b>${nameOf(chosen)}</b>. `}${say(LEAD_TEXTS.pool, language, values)}</p>
    <table class="plain candidates">
      <thead>
        <tr>
          <th scope="col">${LEAD_TEXTS.rep[language]}</th>
          <th scope="col">${LEAD_TEXTS.could[language]}</th>
          <th scope="col">${LEAD_TEXTS.because[language]}</th>
        </tr>
      </thead>
      <tbody>
        ${assignment.candidates.map(
          ({ rep, name, eligible, because }) =>
            html`<tr class="${rep === chosen ? 'chosen' : ''}">
              <td>
                ${name}${rep === chosen ? html` <span class="chip status-accepted">${LEAD_TEXTS.chosen[language]}</span>` : ''}
              </td>
              <td>${eligible ? LEAD_TEXTS.yes[language] : LEAD_TEXTS.no[language]}</td>
              <td>${because}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
