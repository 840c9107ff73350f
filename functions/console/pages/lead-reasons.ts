import { html } from 'hono/html';
import type { LeadView } from '../lead-view.ts';
import type { FullyExplainedLead } from '../rulebooks.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import type { Format } from './format.ts';
import type { Html } from './layout.ts';
import { scoreCard } from './score-card.ts';
import { verdictCard } from './verdict-card.ts';

/** The three decisions with their reasons: good or not, how good, and whose. */
export function leadReasons({ view, nameOf }: FullyExplainedLead, format: Format): Html {
  return html`${verdictCard(view, format)}${scoreCard(view.explanation, format)}${assignmentCard(view, nameOf, format)}`;
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
