import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Team } from '#shared/domain/team.ts';
import type { Call } from '../call.ts';
import { ERASURE_TEXTS } from '../erasure-texts.ts';
import type { LeadView } from '../lead-view.ts';
import type { FullyExplainedLead } from '../rulebooks.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { gradeBadge, handoffTime, kindText, statusChip } from './chips.ts';
import { clockTime, zoneName, type Format } from './format.ts';
import { document, type Html } from './layout.ts';
import { eraseOffer, erasedNote } from './lead-erase.ts';
import { leadFacts } from './lead-facts.ts';
import { leadHistory } from './lead-history.ts';
import { statusNotes } from './lead-notes.ts';
import { leadReasons } from './lead-reasons.ts';
import { splitForm, touchesCard } from './lead-touches.ts';
import { reassignForm } from './lead-reassign.ts';
import { phonePreview } from './phone-preview.ts';
import { stageProgress } from './stages.ts';
import { CONSOLE_TEXTS } from '../texts.ts';

/** The lead as it is kept, and what the same client has sent since. */
export interface LeadRecord {
  readonly record: Lead;
  readonly touched: readonly Lead[];
  /** Who could have it instead. */
  readonly team: Team;
}

/** One lead with everything that was decided about it, and why. */
export function leadPage(
  call: Call,
  lead: FullyExplainedLead,
  { record, touched, team }: LeadRecord,
  format: Format,
): string {
  const { language } = call;
  const { view } = lead;
  const title = titleOf(view, language);
  return document({
    title,
    call,
    kind: 'console',
    body: html`<p class="back"><a href="/console">${LEAD_TEXTS.back[language]}</a></p>
      <header class="lead-head">
        <h1>${title}</h1>
        <p>
          ${statusChip(view.status, language)} ${view.score === null ? '' : gradeBadge(view.score.grade)}
          ${stageProgress(view, language)} ${handoffTime(view, format)}
        </p>
        <p class="note">
          ${kindText(view, language)} · ${view.source} · ${clockTime(view.receivedAt, format, 'seconds')} ·
          ${zoneName(format)} · <code>${view.id}</code>
        </p>
        ${waitingNote(view, format)}${duplicateNote(view, language)}${erasedNote(view.erased, format)}${statusNotes(lead, format)}
      </header>
      ${touchesCard(view, touched, format)}
      <div class="lead-body">
        <div class="main-column">${leadReasons(lead, format)}${phonePreview(record, format)}</div>
        <div class="side-column">
          ${leadFacts(view, format)}${reassignForm(view, team, call)}${eraseOffer(view, format)}
        </div>
      </div>
      ${leadHistory(lead, format)}`,
  });
}

export function noLeadPage(call: Call): string {
  const { language } = call;
  return document({
    title: LEAD_TEXTS.notFound[language],
    call,
    kind: 'console',
    body: html`<p class="back"><a href="/console">${LEAD_TEXTS.back[language]}</a></p>
      <p class="empty">${LEAD_TEXTS.notFound[language]}</p>`,
  });
}

function titleOf({ counterparty, requisites, contact, erased }: LeadView, language: Language): string {
  const registered = counterparty?.outcome === 'found' ? counterparty.name || undefined : undefined;
  return (
    registered ??
    requisites.companyName ??
    contact.name ??
    (erased === null ? CONSOLE_TEXTS.nobody : ERASURE_TEXTS.erasedTitle)[language]
  );
}

function waitingNote({ waiting }: LeadView, format: Format): Html | undefined {
  if (waiting === null) return undefined;
  const time = waiting.nextActionAt === null ? '–' : clockTime(waiting.nextActionAt, format, 'minutes');
  return html`<p class="attention">
    ${say(LEAD_TEXTS.waitsUntil, format.language, { because: waiting.because, time })}
  </p>`;
}

function duplicateNote({ id, duplicateOf }: LeadView, language: Language): Html | undefined {
  if (duplicateOf === null) return undefined;
  return html`<div class="attention touch-of">
    <span>${LEAD_TEXTS.touchOf[language]} <a href="/console/leads/${duplicateOf}">${duplicateOf}</a></span
    >${splitForm(id, language)}
  </div>`;
}
