import { html } from 'hono/html';
import type { Team } from '#shared/domain/team.ts';
import type { Call } from '../call.ts';
import type { LeadView } from '../lead-view.ts';
import { REASSIGN_TEXTS } from '../reassign-texts.ts';
import type { Html } from './layout.ts';

const OPEN = new Set<LeadView['status']>(['qualified', 'waiting', 'offered', 'accepted', 'escalated']);

/** Gives the lead to another rep by hand; closed leads are nobody's to give. */
export function reassignForm({ id, status, owner }: LeadView, { reps }: Team, call: Call): Html | undefined {
  if (!OPEN.has(status)) return undefined;
  const { language } = call;
  const others = reps.filter((rep) => rep.active && (rep.id !== owner || status !== 'accepted'));
  const refused = refusalOf(call);
  return html`<details class="card" id="reassign" ${refused === undefined ? '' : 'open'}>
    <summary>${REASSIGN_TEXTS.title[language]}</summary>
    <form method="post" action="/console/leads/${id}/reassign">
      ${refused === undefined ? '' : html`<p class="fault" role="alert">${refused}</p>`}
      <label for="reassign-rep">${REASSIGN_TEXTS.rep[language]}</label>
      <select id="reassign-rep" name="rep" required>
        ${others.map((rep) => html`<option value="${rep.id}">${rep.name}</option>`)}
      </select>
      <label for="reassign-reason">${REASSIGN_TEXTS.reason[language]}</label>
      <input id="reassign-reason" name="reason" required minlength="3" maxlength="200" />
      <p class="note">${REASSIGN_TEXTS.note[language]}</p>
      <button>${REASSIGN_TEXTS.give[language]}</button>
    </form>
  </details>`;
}

function refusalOf({ query, language }: Call): string | undefined {
  const code = query.get('refused');
  const sentence = Object.entries(REASSIGN_TEXTS).find(([key]) => key === code)?.[1];
  return sentence?.[language];
}
