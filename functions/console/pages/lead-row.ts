import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import { COUNTERPARTY_STATUS_TEXTS } from '../code-texts.ts';
import type { LeadView } from '../lead-view.ts';
import { ERASURE_TEXTS } from '../erasure-texts.ts';
import type { ExplainedLead } from '../rulebooks.ts';
import { CONSOLE_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { gradeBadge, handoffTime, kindText, statusChip } from './chips.ts';
import { countdown, dueOf } from './countdown.ts';
import { maskPhone } from '#shared/domain/mask-person.ts';
import { clockTime, type Format } from './format.ts';
import type { Html } from './layout.ts';
import { stageProgress } from './stages.ts';

/** One lead of the list. Its id lets the live script put news where they belong. */
export function leadRow({ view, nameOf }: ExplainedLead, format: Format): Html {
  const { language } = format;
  const speed = handoffTime(view, format);
  return html`<tr id="lead-${view.id}" data-row>
    <td class="when">
      <time datetime="${view.receivedAt}">${clockTime(view.receivedAt, format, 'seconds')}</time
      ><small>${kindText(view, language)} · ${view.source}</small>
    </td>
    <td class="who">
      <a href="/console/leads/${view.id}">${titleOf(view) ?? nobody(view, language)}</a
      ><small>${contactOf(view)}</small>${touchCount(view, language)}
    </td>
    <td class="verdict">${statusChip(view.status, language)}${reasonOf(view, format)}</td>
    <td class="score">
      ${view.score === null ? dash() : html`${gradeBadge(view.score.grade)}<b>${view.score.total}</b>`}
    </td>
    <td class="owner">${ownerOf(view, nameOf, language) ?? dash()}${deadlineOf(view, format)}</td>
    <td class="stage">${stageProgress(view, language)}</td>
    <td class="handoff">${speed ?? dash()}</td>
  </tr>`;
}

function nobody({ erased }: LeadView, language: Language): string {
  return (erased === null ? CONSOLE_TEXTS.nobody : ERASURE_TEXTS.erasedTitle)[language];
}

function titleOf({ counterparty, requisites, contact }: LeadView): string | undefined {
  const registered = counterparty?.outcome === 'found' ? counterparty.name || undefined : undefined;
  return registered ?? requisites.companyName ?? contact.name ?? (contact.phone && maskPhone(contact.phone));
}

/** The person, unless the title already is them, and a phone nobody could call. */
function contactOf(view: LeadView): string {
  const { name, phone } = view.contact;
  const parts = [name === titleOf(view) ? undefined : name, phone && maskPhone(phone)];
  return parts.filter((part) => part !== undefined && part !== titleOf(view)).join(' · ');
}

function touchCount({ touches }: LeadView, language: Language): Html | undefined {
  if (touches.length === 0) return undefined;
  return html`<small>${say(CONSOLE_TEXTS.touchCount, language, { count: touches.length })}</small>`;
}

function reasonOf(view: LeadView, format: Format): Html {
  if (view.duplicateOf !== null)
    return html`<small
      ><a href="/console/leads/${view.duplicateOf}">${CONSOLE_TEXTS.touchOf[format.language]}</a></small
    >`;
  return html`<small>${reasonText(view, format)}</small>`;
}

function reasonText({ verdict, waiting, counterparty }: LeadView, format: Format): string {
  const { language } = format;
  if (verdict?.because) return verdict.because;
  if (waiting !== null) {
    const next = waiting.nextActionAt;
    const again =
      next === null
        ? ''
        : `, ${say(CONSOLE_TEXTS.nextTry, language, { time: clockTime(next, format, 'minutes') })}`;
    return `${waiting.because}${again}`;
  }
  if (counterparty?.outcome === 'unchecked') return CONSOLE_TEXTS.unchecked[language];
  if (counterparty?.outcome !== 'found' || counterparty.status === 'active') return '';
  return COUNTERPARTY_STATUS_TEXTS[counterparty.status][language];
}

/** Who has it, or who may have it: nobody owns a lead that several are asked about. */
function ownerOf(
  { owner, openOffers, sharedPool }: LeadView,
  nameOf: (rep: string) => string,
  language: Language,
): string | undefined {
  if (owner !== null) return nameOf(owner);
  if (openOffers !== null)
    return say(CONSOLE_TEXTS.askedReps, language, {
      reps: openOffers.map(({ rep }) => nameOf(rep)).join(', '),
    });
  return sharedPool === null ? undefined : say(CONSOLE_TEXTS.pooled, language, { pool: sharedPool });
}

/** What is due next from whoever has the lead, or is asked to take it. */
function deadlineOf(view: LeadView, format: Format): Html | undefined {
  const due = dueOf(view);
  return due === undefined ? undefined : html`<small>${countdown(due.what, due.at, format)}</small>`;
}

function dash(): Html {
  return html`<span class="none" aria-hidden="true">–</span>`;
}
