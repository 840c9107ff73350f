import { html } from 'hono/html';
import type { JudgementView, TermExplanation, TriedStepView } from '../judgement-view.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { gradeBadge } from './chips.ts';
import type { Format } from './format.ts';
import type { Html } from './layout.ts';
import { valuesList } from './verdict-card.ts';

/** How good: the terms with the steps that gave their points, and the sum they make. */
export function scoreCard(explanation: JudgementView | null, { language }: Format): Html {
  const title = html`<h2>${LEAD_TEXTS.score[language]}</h2>`;
  const score = explanation?.score ?? null;
  if (score === null)
    return html`<section class="card">
      ${title}
      <p class="note">${LEAD_TEXTS.noScore[language]}</p>
    </section>`;
  const { total, of, grade, band, arithmetic, terms } = score;
  return html`<section class="card">
    ${title} ${stackedBar(terms, of)}
    <table class="terms">
      <tbody>
        ${terms.map((term) => termRow(term, { language }))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${LEAD_TEXTS.total[language]}</th>
          <td class="points"><b>${total}</b> / ${of}</td>
          <td>${gradeBadge(grade)}</td>
          <td class="sum">
            ${arithmetic}${band === null ? '' : html` <small>${say(LEAD_TEXTS.gradeBand, language, { grade, ...band })}</small>`}
          </td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}

function termRow(term: TermExplanation, { language }: Pick<Format, 'language'>): Html {
  return html`<tr>
    <th scope="row"><i class="dot term-${term.code}"></i>${term.name}</th>
    <td class="points"><b>${term.points}</b> / ${term.of}</td>
    <td class="bar">${bar(term)}</td>
    <td class="because">
      ${
        term.condition === null && term.tried.length === 0
          ? term.text
          : html`<details>
              <summary>${term.text}</summary>
              <div class="decided">
                ${term.condition === null ? '' : html`<p>${say(LEAD_TEXTS.pointsWhen, language, { condition: term.condition })}</p>`}
                ${valuesList(term.values)} ${triedSteps(term.tried, { language })}
              </div>
            </details>`
      }
    </td>
  </tr>`;
}

function triedSteps(
  tried: readonly TriedStepView[],
  { language }: Pick<Format, 'language'>,
): Html | undefined {
  if (tried.length === 0) return undefined;
  return html`<p>${LEAD_TEXTS.triedBefore[language]}</p>
    <ul class="steps">
      ${tried.map(({ points, condition, because }) => html`<li><b>${points}</b> ${condition} <small>${because}</small></li>`)}
    </ul>`;
}

/** Drawn as SVG: its widths are attributes, and the page allows no inline styles. */
function stackedBar(terms: readonly TermExplanation[], most: number): Html {
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

function bar({ code, points, of }: TermExplanation): Html {
  return html`<svg viewBox="0 0 ${Math.max(of, 1)} 4" preserveAspectRatio="none" aria-hidden="true">
    <rect class="rest" width="100%" height="4" />
    <rect class="term-${code}" width="${points}" height="4" />
  </svg>`;
}
