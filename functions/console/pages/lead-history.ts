import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { Offer } from '#shared/domain/lead.ts';
import { CLIENT_KEY_TEXTS, HANDOFF_TEXTS, OFFER_END_TEXTS, OFFER_STATE_TEXTS } from '../code-texts.ts';
import type { LeadView, TimelineView } from '../lead-view.ts';
import type { ExplainedLead } from '../rulebooks.ts';
import { sayDecline } from '../speech.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { countdown } from './countdown.ts';
import { clockTime, duration, type Format } from './format.ts';
import type { Html } from './layout.ts';

type NameOf = (rep: string) => string;

/** What happened, and when: the offers, the attempts to hand over, and every step of the lead's life. */
export function leadHistory({ view, nameOf }: ExplainedLead, format: Format): Html {
  return html`<div class="history">
      ${offersCard(view, nameOf, format)}${handoffsCard(view, nameOf, format)}
    </div>
    ${timelineCard(view, nameOf, format)}`;
}

function offersCard(
  { offer, formerOffers, openOffers, status }: LeadView,
  nameOf: NameOf,
  format: Format,
): Html | undefined {
  const { language } = format;
  const offers = [...formerOffers, ...(openOffers ?? []), ...(offer === null ? [] : [offer])].sort(
    (one, other) => one.attempt - other.attempt,
  );
  if (offers.length === 0) return undefined;
  return html`<section class="card">
    <h2>${LEAD_TEXTS.offers[language]}</h2>
    <table class="plain">
      <thead>
        <tr>
          ${headings(['attempt', 'rep', 'deadline', 'outcome'], format)}
        </tr>
      </thead>
      <tbody>
        ${offers.map(
          (one) =>
            html`<tr>
              <td>${one.attempt}</td>
              <td>${nameOf(one.rep)}</td>
              <td>${deadlineOf(one, status, format)}</td>
              <td>${offerOutcome(one, format)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function deadlineOf({ state, deadlineAt }: Offer, status: LeadView['status'], format: Format): Html | string {
  if (state !== 'open') return clockTime(deadlineAt, format, 'minutes');
  return status === 'escalated' ? '–' : countdown('answer', deadlineAt, format);
}

function offerOutcome({ state, because }: Offer, { language }: Format): string {
  const outcome = OFFER_STATE_TEXTS[state]?.[language] ?? state;
  if (because === undefined) return outcome;
  return `${outcome}: ${sayDecline(because, (code) => OFFER_END_TEXTS[code]?.[language] ?? code)}`;
}

function handoffsCard({ handoffs }: LeadView, nameOf: NameOf, format: Format): Html {
  const { language } = format;
  const title = html`<h2>${LEAD_TEXTS.handoffs[language]}</h2>`;
  if (handoffs.length === 0)
    return html`<section class="card">
      ${title}
      <p class="note">${LEAD_TEXTS.noHandoffs[language]}</p>
    </section>`;
  return html`<section class="card">
    ${title}
    <table class="plain">
      <thead>
        <tr>
          ${headings(['destination', 'rep', 'attempt', 'outcome', 'at'], format)}
        </tr>
      </thead>
      <tbody>
        ${handoffs.map(
          (one) =>
            html`<tr>
              <td>
                ${one.destination}${one.touch === undefined ? '' : html`<small>${LEAD_TEXTS.aboutTouch[language]} ${leadLink(one.touch)}</small>`}${one.notice === undefined ? '' : html`<small>${LEAD_TEXTS.aboutNotice[language]} <code>${one.notice}</code></small>`}
              </td>
              <td>${nameOf(one.rep)}</td>
              <td>${one.attempt}</td>
              <td>
                <span class="chip handoff-${one.outcome}"
                  >${HANDOFF_TEXTS[one.outcome]?.[language] ?? one.outcome}</span
                >
                ${one.externalId === undefined ? '' : html`<code>${one.externalId}</code>`}${one.reason === undefined ? '' : html`<small>${one.reason}</small>`}
              </td>
              <td>${one.at === undefined ? '–' : clockTime(one.at, format, 'seconds')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function timelineCard({ timeline, receivedAt }: LeadView, nameOf: NameOf, format: Format): Html {
  const { language } = format;
  return html`<section class="card">
    <h2>${LEAD_TEXTS.timelineTitle[language]}</h2>
    <ol class="timeline">
      ${timeline.map(
        (entry) =>
          html`<li class="event-${familyOf(entry)}">
            <time datetime="${entry.at}">${clockTime(entry.at, format, 'seconds')}</time
            ><span class="since">+${duration(Date.parse(entry.at) - Date.parse(receivedAt), language)}</span>
            <span class="what"
              ><b>${entry.text}</b
              >${entry.by === undefined ? '' : html` <span class="by">${byText(entry.event, entry.by, nameOf, language)}</span>`}${entry.because === undefined ? '' : html`<small>${isAboutLead(entry) ? leadLink(entry.because) : entry.because}</small>`}</span
            >
          </li>`,
      )}
    </ol>
  </section>`;
}

/** Who or what brought a change about: a person, a part of the system, or what two leads have in common. */
function byText(event: string, by: string, nameOf: NameOf, language: Language): string {
  if (event !== 'lead.duplicate') return nameOf(by);
  return by
    .split(', ')
    .map((key) => CLIENT_KEY_TEXTS[key]?.[language] ?? key)
    .join(', ');
}

/** Events whose reason is another lead. */
function isAboutLead({ event }: TimelineView): boolean {
  return /^lead\.(duplicate|touched|touch-removed|parted)$/.test(event);
}

function leadLink(id: string): Html {
  return html`<a href="/console/leads/${id}">${id}</a>`;
}

/** Good, bad or neither, for the colour of its mark. */
function familyOf({ event }: TimelineView): 'good' | 'bad' | 'plain' {
  if (/\.(accepted|delivered|won)$/.test(event)) return 'good';
  return /\.(rejected|declined|expired|unavailable|uncertain|escalated|lost)$/.test(event) ? 'bad' : 'plain';
}

function headings(names: readonly (keyof typeof LEAD_TEXTS)[], { language }: Format): readonly Html[] {
  return names.map((name) => html`<th scope="col">${LEAD_TEXTS[name][language]}</th>`);
}
