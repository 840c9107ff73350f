import { html } from 'hono/html';
import type { Call } from '../call.ts';
import type { ErasureReceipt } from '../erasure-receipt.ts';
import { ERASED_KIND_TEXTS, ERASURE_TEXTS } from '../erasure-texts.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { clockTime, type Format } from './format.ts';
import { document, type Html } from './layout.ts';

/** What is going to be erased, before it is. */
export interface ErasurePreview {
  readonly leadId: string;
  /** Leads of the person, as far as they are known without looking at all there are. */
  readonly leads: readonly string[];
  readonly refused?: 'not-confirmed' | 'bad-reason';
}

/** Asks once more: what is erased does not come back. */
export function confirmErasurePage(call: Call, { leadId, leads, refused }: ErasurePreview): string {
  const { language } = call;
  const title = ERASURE_TEXTS.title[language];
  return document({
    title,
    call,
    kind: 'console',
    body: html`<p class="back"><a href="/console/leads/${leadId}">${ERASURE_TEXTS.cancel[language]}</a></p>
      <section class="card">
        <h1>${title}</h1>
        ${refused === undefined ? '' : html`<p class="fault" role="alert">${ERASURE_TEXTS[refused][language]}</p>`}
        <p>${ERASURE_TEXTS.what[language]}</p>
        <p>${ERASURE_TEXTS.elsewhereNote[language]}</p>
        <p>${say(ERASURE_TEXTS.found, language, { leads: leads.length })}</p>
        ${leadLinks(leads)}
        <form method="post" action="/console/leads/${leadId}/erase">
          <label for="erase-reason">${ERASURE_TEXTS.reason[language]}</label>
          <input id="erase-reason" name="reason" maxlength="200" />
          <p>
            <label
              ><input type="checkbox" name="sure" value="yes" required />
              ${ERASURE_TEXTS.sure[language]}</label
            >
          </p>
          <button>${ERASURE_TEXTS.erase[language]}</button>
        </form>
      </section>`,
  });
}

/** The receipt, and a button to go on where it is not finished. */
export function erasurePage(call: Call, receipt: ErasureReceipt, format: Format): string {
  const { language } = call;
  const title = ERASURE_TEXTS.receiptTitle[language];
  return document({
    title,
    call,
    kind: 'console',
    body: html`<p class="back"><a href="/console">${LEAD_TEXTS.back[language]}</a></p>
      <section class="card">
        <h1>${title}</h1>
        <p class="${receipt.state === 'done' ? 'good' : 'attention'}" role="status">${receipt.text}</p>
        ${receipt.state === 'done' ? '' : goOnForm(receipt, call)} ${facts(receipt, format)}
      </section>
      ${elsewhereCard(receipt, call)}
      <section class="card">
        <h2>${ERASURE_TEXTS.remains[language]}</h2>
        <ul>
          ${receipt.remains.map(({ text, until }) => html`<li>${text} ${untilText(until, format)}</li>`)}
        </ul>
      </section>`,
  });
}

export function noErasurePage(call: Call): string {
  const title = ERASURE_TEXTS.notFound[call.language];
  const body = html`<p class="empty">${title}</p>`;
  return document({ title, call, kind: 'console', body });
}

function goOnForm({ id }: ErasureReceipt, { language }: Call): Html {
  return html`<form method="post" action="/console/erasures/${id}">
    <button>${ERASURE_TEXTS.goOn[language]}</button>
  </form>`;
}

function facts({ id, at, doneAt, by, reason, leads, erased }: ErasureReceipt, format: Format): Html {
  const { language } = format;
  const lines: readonly (readonly [keyof typeof ERASURE_TEXTS, Html | string | null])[] = [
    ['at', clockTime(at, format, 'seconds')],
    ['doneAt', doneAt === null ? null : clockTime(doneAt, format, 'seconds')],
    ['by', by],
    ['reason', reason],
    ['leads', leadLinks(leads)],
    ['counted', countList(erased, format)],
  ];
  return html`<p class="note"><code>${id}</code></p>
    <dl class="facts">
      ${lines.map(([label, value]) =>
        value === null
          ? ''
          : html`<dt>${ERASURE_TEXTS[label][language]}</dt>
              <dd>${value}</dd>`,
      )}
    </dl>`;
}

function countList(erased: ErasureReceipt['erased'], { language }: Format): Html {
  const kinds = Object.entries(ERASED_KIND_TEXTS).flatMap(([kind, text]) => {
    const count = Object.entries(erased).find(([one]) => one === kind)?.[1] ?? 0;
    return count === 0 ? [] : [`${text[language]}: ${count}`];
  });
  return html`${kinds.join('; ')}`;
}

function elsewhereCard({ elsewhere }: ErasureReceipt, { language }: Call): Html | undefined {
  if (elsewhere.length === 0) return undefined;
  return html`<section class="card">
    <h2>${ERASURE_TEXTS.elsewhere[language]}</h2>
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">${ERASURE_TEXTS.destination[language]}</th>
          <th scope="col">${ERASURE_TEXTS.externalId[language]}</th>
          <th scope="col">${LEAD_TEXTS.lead[language]}</th>
        </tr>
      </thead>
      <tbody>
        ${elsewhere.map(
          ({ destination, externalId, lead }) =>
            html`<tr>
              <td>${destination}</td>
              <td>${externalId ?? ERASURE_TEXTS.lookFor[language]}</td>
              <td>${leadLinks([lead])}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function leadLinks(leads: readonly string[]): Html {
  return html`${leads.map((id) => html`<a href="/console/leads/${id}"><code>${id}</code></a> `)}`;
}

function untilText(until: string | null, format: Format): string {
  const { language } = format;
  if (until === null) return `(${ERASURE_TEXTS.byHand[language]})`;
  return `(${say(ERASURE_TEXTS.until, language, { time: clockTime(until, format, 'minutes') })})`;
}
