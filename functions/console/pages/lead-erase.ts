import { html } from 'hono/html';
import type { Erased } from '#shared/domain/lead.ts';
import type { LeadView } from '../lead-view.ts';
import { ERASURE_TEXTS } from '../erasure-texts.ts';
import { say } from '../words.ts';
import { clockTime, type Format } from './format.ts';
import type { Html } from './layout.ts';

/** The way to erase a person from their lead; the page behind it asks once more. */
export function eraseOffer(
  { id, erased }: Pick<LeadView, 'id' | 'erased'>,
  { language }: Format,
): Html | undefined {
  if (erased !== null) return undefined;
  return html`<details class="card" id="erase">
    <summary>${ERASURE_TEXTS.title[language]}</summary>
    <p class="note">${ERASURE_TEXTS.offer[language]}</p>
    <p><a href="/console/leads/${id}/erase">${ERASURE_TEXTS.toForm[language]}</a></p>
  </details>`;
}

/** Says why a lead tells nothing any more. */
export function erasedNote(erased: Erased | null, format: Format): Html | undefined {
  if (erased === null) return undefined;
  const { language } = format;
  const time = clockTime(erased.at, format, 'minutes');
  return html`<p class="attention">
    ${say(ERASURE_TEXTS.erasedNote, language, { time })}
    <a href="/console/erasures/${erased.erasure}">${ERASURE_TEXTS.receipt[language]}</a>
  </p>`;
}
