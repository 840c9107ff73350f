import { html } from 'hono/html';
import type { CardLine } from '#shared/domain/lead-card.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { ProblemField } from '#shared/runtime/problem.ts';
import type { Call } from '../call.ts';
import { DECLINE_TEXTS } from '../code-texts.ts';
import { offerCard, touchCards } from '../offer-card.ts';
import type { OfferStanding } from '../offer-standing.ts';
import { MAX_REASON_CHARACTERS } from '../offer-submission.ts';
import { OFFER_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { gradeBadge } from './chips.ts';
import { clockTime, fullPhone, type Format } from './format.ts';
import { document, type Html } from './layout.ts';

export interface ShownOffer<S extends OfferStanding = OfferStanding> {
  readonly lead: Lead;
  /** What the same client has sent since. */
  readonly touches: readonly Lead[];
  readonly stands: S;
  /** Why the answer just given could not be taken. */
  readonly trouble?: string;
}

/** The rep's page: what the lead is about, and two buttons; or what has become of it. */
export function offerPage(call: Call, shown: ShownOffer, zone: string): string {
  const { lead, touches, stands, trouble } = shown;
  const { language } = call;
  const format = { language, zone, now: call.now };
  switch (stands.standing) {
    case 'open':
      return offerDocument(
        call,
        OFFER_TEXTS.title[language],
        openOffer(call, { lead, touches, stands, ...(trouble === undefined ? {} : { trouble }) }, format),
      );
    case 'already-accepted':
      return offerDocument(
        call,
        OFFER_TEXTS.accepted[language],
        acceptedOffer(call, { lead, touches, stands }),
      );
    case 'already-declined':
    case 'expired':
    case 'withdrawn':
    case 'accepted-by-other': {
      const time = clockTime(stands.offer.deadlineAt, format, 'minutes');
      const note = say(OFFER_TEXTS[`${stands.standing}-note`], language, { time });
      return offerDocument(
        call,
        OFFER_TEXTS[stands.standing][language],
        endedOffer(OFFER_TEXTS[stands.standing][language], note),
      );
    }
  }
}

export function noOfferPage(call: Call): string {
  const title = OFFER_TEXTS.notFound[call.language];
  return offerDocument(call, title, endedOffer(title, OFFER_TEXTS['notFound-note'][call.language]));
}

/** Only a form that is not ours gets here: ours cannot be sent like that. */
export function badAnswerPage(call: Call, errors: readonly ProblemField[]): string {
  const title = OFFER_TEXTS.title[call.language];
  return offerDocument(
    call,
    title,
    html`<section class="card offer-card">
      ${errors.map(({ field, message }) => html`<p class="fault" role="alert">${field}: ${message}</p>`)}
      <p><a href="${call.path}">${title}</a></p>
    </section>`,
  );
}

function offerDocument(call: Call, title: string, body: Html): string {
  return document({ title, call, kind: 'offer', body });
}

function openOffer(
  call: Call,
  shown: ShownOffer<Extract<OfferStanding, { standing: 'open' }>>,
  format: Format,
): Html {
  const { language } = call;
  const { lead, stands, trouble } = shown;
  const due = stands.canDecline
    ? say(OFFER_TEXTS.answerBy, language, { time: clockTime(stands.offer.deadlineAt, format, 'minutes') })
    : OFFER_TEXTS.noDeadline[language];
  return html`<section class="card offer-card">
    <header>
      <h1>${OFFER_TEXTS.title[language]}</h1>
      ${lead.score === undefined ? '' : gradeBadge(lead.score.grade)}
    </header>
    ${trouble === undefined ? '' : html`<p class="fault" role="alert">${trouble}</p>`}
    <p class="due">${due}</p>
    ${cardLines(offerCard(lead, stands, language))}${furtherTouches(shown, language)}
    <p class="note">${OFFER_TEXTS.contactLater[language]}</p>
    <form method="post" action="${call.path}">
      <button class="primary big" name="answer" value="accept">${OFFER_TEXTS.accept[language]}</button>
    </form>
    ${stands.canDecline ? declineForm(call) : html`<p class="note">${OFFER_TEXTS.lastInLine[language]}</p>`}
  </section>`;
}

/** The second button opens the question why, without any script. */
function declineForm({ language, path }: Call): Html {
  return html`<details class="decline">
    <summary class="big">${OFFER_TEXTS.decline[language]}</summary>
    <form method="post" action="${path}">
      <label for="reason">${OFFER_TEXTS.reason[language]}</label>
      <select id="reason" name="reason">
        ${Object.entries(DECLINE_TEXTS).map(([code, text]) => html`<option value="${code}">${text[language]}</option>`)}
      </select>
      <label for="comment"
        >${OFFER_TEXTS.comment[language]} <small>${OFFER_TEXTS.optional[language]}</small></label
      >
      <textarea id="comment" name="comment" rows="2" maxlength="${MAX_REASON_CHARACTERS}"></textarea>
      <button class="big" name="answer" value="decline">${OFFER_TEXTS.sendDecline[language]}</button>
    </form>
  </details>`;
}

function acceptedOffer({ language }: Call, shown: ShownOffer): Html {
  const { lead, stands } = shown;
  const { name, phone, phoneExtension, email } = lead.contact;
  const onButtons = phoneExtension === undefined ? ['name', 'phone', 'email'] : ['name', 'email'];
  const lines = offerCard(lead, stands, language).filter(({ code }) => !onButtons.includes(code));
  return html`<section class="card offer-card">
    <header>
      <h1>${OFFER_TEXTS.accepted[language]}</h1>
      ${lead.score === undefined ? '' : gradeBadge(lead.score.grade)}
    </header>
    <p class="due">${OFFER_TEXTS.acceptedNote[language]}</p>
    ${name === undefined ? '' : html`<p class="person">${name}</p>`}
    ${phone === undefined ? '' : html`<a class="button primary big" href="tel:${phone}">${OFFER_TEXTS.call[language]} ${fullPhone(phone)}</a>`}
    ${email === undefined ? '' : html`<a class="button big" href="mailto:${email}">${OFFER_TEXTS.write[language]} ${email}</a>`}
    ${cardLines(lines)}${furtherTouches(shown, language)}
  </section>`;
}

function furtherTouches({ lead, touches, stands }: ShownOffer, language: Language): readonly Html[] {
  return touchCards(lead, touches, stands, language).map(
    ({ title, lines }) =>
      html`<h2>${title}</h2>
        ${cardLines(lines)}`,
  );
}

function endedOffer(title: string, note: string): Html {
  return html`<section class="card offer-card">
    <h1>${title}</h1>
    <p>${note}</p>
  </section>`;
}

function cardLines(lines: readonly CardLine[]): Html {
  return html`<dl class="facts">
    ${lines.map(
      ({ code, label, value }) =>
        html`<dt>${label}</dt>
          <dd>${code === 'message' ? html`<q>${value}</q>` : value}</dd>`,
    )}
  </dl>`;
}
