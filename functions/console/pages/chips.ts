import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { LeadStatus } from '#shared/domain/lead.ts';
import type { Grade } from '#shared/domain/policy.ts';
import { STATUS_TEXTS } from '../code-texts.ts';
import { CONSOLE_TEXTS } from '../texts.ts';
import type { LeadView } from '../lead-view.ts';
import { say } from '../words.ts';
import { duration, handoffSpeed, type Format } from './format.ts';
import type { Html } from './layout.ts';

export function statusChip(status: LeadStatus, language: Language): Html {
  return html`<span class="chip status-${status}">${STATUS_TEXTS[status][language]}</span>`;
}

export function gradeBadge(grade: Grade): Html {
  return html`<span class="grade grade-${grade.toLowerCase()}">${grade}</span>`;
}

export function kindText({ kind, call }: LeadView, language: Language): string {
  if (kind === 'form') return CONSOLE_TEXTS.form[language];
  return call?.missed === true ? CONSOLE_TEXTS.missedCall[language] : CONSOLE_TEXTS.call[language];
}

/** Time until a destination had the lead; for one still on its way, the time it has taken so far. */
export function handoffTime(view: LeadView, format: Format): Html | undefined {
  const { language, now } = format;
  const { deliveredMs } = view.timings;
  if (deliveredMs !== null) {
    return html`<span class="speed ${handoffSpeed(deliveredMs)}">${duration(deliveredMs, language)}</span>`;
  }
  if (view.owner === null || view.handoffs.length === 0) return undefined;
  if (view.handoffs.every(({ outcome }) => outcome === 'rejected')) {
    return html`<span class="speed late">${CONSOLE_TEXTS.undelivered[language]}</span>`;
  }
  const soFarMs = now.getTime() - Date.parse(view.receivedAt);
  const text = say(CONSOLE_TEXTS.pendingFor, language, { time: duration(soFarMs, language) });
  return html`<span class="speed pending ${handoffSpeed(soFarMs)}">${text}</span>`;
}
