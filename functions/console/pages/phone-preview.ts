import { html } from 'hono/html';
import type { Lead, Offer } from '#shared/domain/lead.ts';
import { offerCard } from '../offer-card.ts';
import { standingOf, type OfferStanding } from '../offer-standing.ts';
import { LEAD_TEXTS, OFFER_TEXTS } from '../texts.ts';
import { gradeBadge } from './chips.ts';
import { countdown } from './countdown.ts';
import type { Format } from './format.ts';
import type { Html } from './layout.ts';

/** The card as the rep's phone shows it at this moment; a picture of it, with nothing to press. */
export function phonePreview(lead: Lead, format: Format): Html | undefined {
  const { language, now } = format;
  const offer = lead.offer ?? lead.openOffers?.[0];
  const stands = offer === undefined ? undefined : standingFor(lead, offer, now);
  const isShown = stands?.standing === 'open' || stands?.standing === 'already-accepted';
  if (offer === undefined || stands === undefined || !isShown) return undefined;
  const isAccepted = stands.standing === 'already-accepted';
  return html`<section class="card">
    <h2>${LEAD_TEXTS.onPhone[language]}</h2>
    <div class="phone" role="img" aria-label="${LEAD_TEXTS.onPhone[language]}">
      <p class="phone-title">
        <b>${OFFER_TEXTS[isAccepted ? 'accepted' : 'title'][language]}</b>
        ${lead.score === undefined ? '' : gradeBadge(lead.score.grade)}
      </p>
      <p class="due">${isAccepted ? OFFER_TEXTS.acceptedNote[language] : dueOf(lead, offer, format)}</p>
      <dl class="facts">
        ${offerCard(lead, stands, language).map(
          ({ label, value }) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      ${isAccepted ? '' : html`<span class="button primary big">${OFFER_TEXTS.accept[language]}</span>`}
      ${isAccepted || lead.status === 'escalated' ? '' : html`<span class="button big">${OFFER_TEXTS.decline[language]}</span>`}
    </div>
  </section>`;
}

/** Those who are asked at once all see the same card. */
function standingFor(lead: Lead, offer: Offer, now: Date): OfferStanding | undefined {
  const isOneOfSeveral = lead.offer === undefined && offer.deadlineAt > now.toISOString();
  return isOneOfSeveral
    ? { standing: 'open', offer, canDecline: true }
    : standingOf(lead, offer.attempt, now);
}

function dueOf({ status }: Lead, { deadlineAt }: Offer, format: Format): Html | string {
  if (status === 'escalated') return OFFER_TEXTS.noDeadline[format.language];
  return countdown('answer', deadlineAt, format);
}
