import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import { askedAtOnce, chosenRep } from '../assignment-story.ts';
import type { AssignmentView, LeadView } from '../lead-view.ts';
import type { FullyExplainedLead } from '../rulebooks.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { clockTime, type Format } from './format.ts';
import type { Html } from './layout.ts';
import { scoreCard } from './score-card.ts';
import { verdictCard } from './verdict-card.ts';

/** The three decisions with their reasons: good or not, how good, and whose. */
export function leadReasons({ view, nameOf }: FullyExplainedLead, format: Format): Html {
  return html`${verdictCard(view, format)}${scoreCard(view.explanation, format)}${assignmentCard(view, nameOf, format)}`;
}

function assignmentCard(view: LeadView, nameOf: (rep: string) => string, format: Format): Html {
  const { language } = format;
  const { assignment } = view;
  const title = html`<h2>${LEAD_TEXTS.why[language]}</h2>`;
  if (assignment === null)
    return html`<section class="card">
      ${title}
      <p class="note">${LEAD_TEXTS.notAssigned[language]}</p>
    </section>`;
  const chosen = chosenRep(view, assignment) ?? null;
  const asked = new Set(askedAtOnce(view, assignment));
  return html`<section class="card">
    ${title}
    <p>${chosen === null ? '' : html`<b>${nameOf(chosen)}</b>. `}${assignment.story.join(' ')}</p>
    ${triedBefore(assignment, language)}${earlierLead(view, format)}
    <table class="plain candidates">
      <thead>
        <tr>
          <th scope="col">${LEAD_TEXTS.rep[language]}</th>
          <th scope="col">${LEAD_TEXTS.could[language]}</th>
          <th scope="col">${LEAD_TEXTS.because[language]}</th>
          <th scope="col">${LEAD_TEXTS.numbers[language]}</th>
        </tr>
      </thead>
      <tbody>
        ${assignment.candidates.map(
          ({ rep, name, eligible, because, numbers }) =>
            html`<tr class="${rep === chosen ? 'chosen' : ''}">
              <td>${name}${markOf(rep, chosen, asked, language)}</td>
              <td>${eligible ? LEAD_TEXTS.yes[language] : LEAD_TEXTS.no[language]}</td>
              <td>${because}</td>
              <td>${numbers ?? '–'}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function markOf(
  rep: string,
  chosen: string | null,
  asked: ReadonlySet<string>,
  language: Language,
): Html | undefined {
  if (rep === chosen) return html` <span class="chip status-accepted">${LEAD_TEXTS.chosen[language]}</span>`;
  if (asked.size < 2 || !asked.has(rep)) return undefined;
  return html` <span class="chip status-offered">${LEAD_TEXTS.askedAtOnce[language]}</span>`;
}

/** The rules that wanted the lead and had nobody for it. */
function triedBefore({ rules }: AssignmentView, language: Language): Html | undefined {
  const passed = rules.filter(({ result }) => result === 'passed-on');
  if (passed.length === 0) return undefined;
  return html`<p class="note">${LEAD_TEXTS.rulesBefore[language]}</p>
    <ol class="rules-tried">
      ${passed.map(({ because }) => html`<li>${because}</li>`)}
    </ol>`;
}

/** Where the sticky rule looked, whether or not it decided. */
function earlierLead({ earlierOwner }: LeadView, format: Format): Html | undefined {
  if (earlierOwner === null) return undefined;
  const { leadId, at } = earlierOwner;
  return html`<p class="note">
    ${LEAD_TEXTS.earlierLead[format.language]}
    <a href="/console/leads/${leadId}">${leadId}</a>, ${clockTime(at, format, 'minutes')}
  </p>`;
}
