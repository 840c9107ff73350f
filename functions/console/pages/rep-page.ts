import { html } from 'hono/html';
import type { Lead, Offer } from '#shared/domain/lead.ts';
import type { Rep, RepState } from '#shared/domain/team.ts';
import type { Call } from '../call.ts';
import { offerCard } from '../offer-card.ts';
import { REP_TEXTS } from '../rep-texts.ts';
import { say } from '../words.ts';
import { gradeBadge } from './chips.ts';
import { countdown } from './countdown.ts';
import { clockTime, type Format } from './format.ts';
import { document, type Html } from './layout.ts';

export interface RepLead {
  readonly lead: Lead;
  readonly offer: Offer | undefined;
  /** Of the page where it is answered, or where the client's phone is. */
  readonly url: string;
}

export interface ShownRep {
  readonly rep: Rep;
  readonly state: RepState | undefined;
  readonly offers: readonly RepLead[];
  readonly yours: readonly RepLead[];
  /** Leads of shared pools that the rep may take. */
  readonly free: readonly Lead[];
}

/** What waits for a rep, on a phone: offers first, then clients to be reached, then what lies free. */
export function repPage(call: Call, shown: ShownRep, format: Format): string {
  const { language } = call;
  const { rep, offers, yours, free } = shown;
  const title = say(REP_TEXTS.hello, language, { name: rep.name });
  return document({
    title,
    call,
    kind: 'offer',
    refreshSeconds: 60,
    body: html`<h1>${title}</h1>
      ${saidNote(call)}${dutyCard(call, shown)}
      ${section(
        REP_TEXTS.offers[language],
        offers.map((one) => offerItem(one, format)),
        format,
      )}
      ${section(
        REP_TEXTS.yours[language],
        yours.map((one) => ownItem(call, one, format)),
        format,
      )}
      ${
        free.length === 0
          ? ''
          : section(
              REP_TEXTS.pool[language],
              free.map((lead) => freeItem(call, lead, format)),
              format,
            )
      }
      ${awayNote(shown, format)}`,
  });
}

export function noRepPage(call: Call): string {
  const title = REP_TEXTS.notFound[call.language];
  return document({
    title,
    call,
    kind: 'offer',
    body: html`<section class="card offer-card">
      <h1>${title}</h1>
      <p>${REP_TEXTS.notFoundNote[call.language]}</p>
    </section>`,
  });
}

function saidNote({ query, language }: Call): Html | string {
  const said = query.get('said');
  const sentence = Object.entries(REP_TEXTS).find(([code]) => code === said)?.[1];
  return sentence === undefined ? '' : html`<p class="attention" role="status">${sentence[language]}</p>`;
}

function dutyCard({ path, language }: Call, { state }: ShownRep): Html {
  const isOff = state?.onDuty === false;
  return html`<section class="card offer-card">
    <p class="due">${REP_TEXTS[isOff ? 'offDuty' : 'onDuty'][language]}</p>
    <form method="post" action="${path}">
      <input type="hidden" name="act" value="duty" />
      <button class="big" name="onDuty" value="${String(isOff)}">
        ${REP_TEXTS[isOff ? 'comeBack' : 'goHome'][language]}
      </button>
    </form>
    ${isOff ? '' : html`<p class="note">${REP_TEXTS.goHomeNote[language]}</p>`}
  </section>`;
}

function section(title: string, items: readonly Html[], { language }: Format): Html {
  return html`<h2>${title} · ${items.length}</h2>
    ${items.length === 0 ? html`<p class="note">${REP_TEXTS.nothing[language]}</p>` : items}`;
}

/** Who the client is stays out of it until the rep has accepted. */
function offerItem({ lead, offer, url }: RepLead, format: Format): Html {
  if (offer === undefined) return html``;
  return html`<article class="card offer-card">
    <p class="due">${countdown('answer', offer.deadlineAt, format)} ${badge(lead)}</p>
    ${facts(lead, offer, format)}
    <a class="button primary big" href="${url}">${REP_TEXTS.open[format.language]}</a>
  </article>`;
}

function ownItem({ path }: Call, { lead, offer, url }: RepLead, format: Format): Html {
  const { language } = format;
  const { firstResponse, responseDue, contact } = lead;
  const due =
    firstResponse === undefined
      ? responseDue && countdown('response', responseDue.at, format)
      : say(REP_TEXTS.reachedAt, language, { time: clockTime(firstResponse.at, format, 'minutes') });
  const isOpen = offer?.state === 'open';
  return html`<article class="card offer-card">
    <p class="due">${due ?? ''} ${badge(lead)}</p>
    ${isOpen || contact.name === undefined ? '' : html`<p class="person">${contact.name}</p>`}
    <a class="button big" href="${url}">${REP_TEXTS.open[language]}</a>
    ${
      firstResponse !== undefined
        ? ''
        : html`<form method="post" action="${path}">
            <input type="hidden" name="act" value="reached" />
            <button class="big primary" name="lead" value="${lead.id}">${REP_TEXTS.reach[language]}</button>
          </form>`
    }
  </article>`;
}

function freeItem({ path }: Call, lead: Lead, format: Format): Html {
  const at = lead.nextActionAt;
  const offer: Offer = { rep: '', state: 'open', offeredAt: '', deadlineAt: at ?? '', attempt: 0 };
  return html`<article class="card offer-card">
    <p class="due">${at === undefined ? '' : countdown('giving-out', at, format)} ${badge(lead)}</p>
    ${facts(lead, offer, format)}
    <form method="post" action="${path}">
      <input type="hidden" name="act" value="take" />
      <button class="primary big" name="lead" value="${lead.id}">${REP_TEXTS.take[format.language]}</button>
    </form>
  </article>`;
}

function facts(lead: Lead, offer: Offer, { language }: Format): Html {
  const lines = offerCard(lead, { standing: 'open', offer, canDecline: true }, language);
  return html`<dl class="facts">
    ${lines.map(
      ({ label, value }) =>
        html`<dt>${label}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function badge({ score }: Lead): Html | string {
  return score === undefined ? '' : gradeBadge(score.grade);
}

function awayNote({ rep, state }: ShownRep, { language }: Format): Html | string {
  const spans = [...(rep.hours.away ?? []), ...(state?.away ?? [])];
  if (spans.length === 0) return '';
  const texts = spans.map(({ from, to }) => (from === to ? from : `${from} – ${to}`));
  return html`<p class="note">${REP_TEXTS.away[language]}: ${texts.join(', ')}</p>`;
}
