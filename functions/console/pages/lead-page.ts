import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Call } from '../call.ts';
import type { LeadView } from '../lead-view.ts';
import type { FullyExplainedLead } from '../rulebooks.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { gradeBadge, handoffTime, kindText, statusChip } from './chips.ts';
import { clockTime, zoneName, type Format } from './format.ts';
import { document, type Html } from './layout.ts';
import { leadFacts } from './lead-facts.ts';
import { leadHistory } from './lead-history.ts';
import { leadReasons } from './lead-reasons.ts';
import { splitForm, touchesCard } from './lead-touches.ts';
import { stageProgress } from './stages.ts';
import { CONSOLE_TEXTS } from '../texts.ts';

/** One lead with everything that was decided about it, and why. */
export function leadPage(
  call: Call,
  lead: FullyExplainedLead,
  touched: readonly Lead[],
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
        ${waitingNote(view, format)}${duplicateNote(view, language)}
      </header>
      ${touchesCard(view, touched, format)}
      <div class="lead-body">
        <div class="main-column">${leadReasons(lead, format)}</div>
        <div class="side-column">${leadFacts(view, format)}</div>
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

function titleOf({ counterparty, requisites, contact }: LeadView, language: Language): string {
  const registered = counterparty?.outcome === 'found' ? counterparty.name : undefined;
  return registered ?? requisites.companyName ?? contact.name ?? CONSOLE_TEXTS.nobody[language];
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
