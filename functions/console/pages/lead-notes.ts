import { html } from 'hono/html';
import { OFFER_END_TEXTS } from '../code-texts.ts';
import type { ExplainedLead } from '../rulebooks.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { countdown, dueOf } from './countdown.ts';
import { clockTime, type Format } from './format.ts';
import type { Html } from './layout.ts';

/** What is due now and from whom, what was done about it, and how it ended. */
export function statusNotes(lead: ExplainedLead, format: Format): readonly (Html | undefined)[] {
  return [
    whereItLies(lead, format),
    dueNote(lead, format),
    responseNote(lead, format),
    lostNote(lead, format),
  ];
}

function whereItLies({ view, nameOf }: ExplainedLead, { language }: Format): Html | undefined {
  const { openOffers, sharedPool } = view;
  if (sharedPool !== null)
    return html`<p>${say(LEAD_TEXTS.inSharedPool, language, { pool: sharedPool })}</p>`;
  if (openOffers === null) return undefined;
  const reps = openOffers.map(({ rep }) => nameOf(rep)).join(', ');
  return html`<p>${say(LEAD_TEXTS.severalAsked, language, { reps })}</p>`;
}

function dueNote({ view }: ExplainedLead, format: Format): Html | undefined {
  const due = dueOf(view);
  if (due === undefined) return undefined;
  const step = view.firstResponse === null ? view.responseDue?.step : undefined;
  return html`<p class="due-note">
    <b>${countdown(due.what, due.at, format)}</b>
    ${step === undefined ? '' : LEAD_TEXTS[STEP_TEXTS[step]][format.language]}
  </p>`;
}

const STEP_TEXTS = {
  reminded: 'reminded',
  'supervisor-told': 'supervisorTold',
  'taken-over': 'takenOver',
} as const;

function responseNote({ view, nameOf }: ExplainedLead, format: Format): Html | undefined {
  if (view.firstResponse === null) return undefined;
  const { at, by } = view.firstResponse;
  const values = { time: clockTime(at, format, 'minutes'), by: nameOf(by) };
  return html`<p class="good">${say(LEAD_TEXTS.respondedBy, format.language, values)}</p>`;
}

function lostNote({ view }: ExplainedLead, { language }: Format): Html | undefined {
  if (view.lostBecause === null) return undefined;
  const because = OFFER_END_TEXTS[view.lostBecause]?.[language] ?? view.lostBecause;
  return html`<p class="fault">${say(LEAD_TEXTS.lostBecause, language, { because })}</p>`;
}
