import { html } from 'hono/html';
import type { Counterparty } from '#shared/domain/counterparty.ts';
import { faultMessage } from '#shared/domain/field-messages.ts';
import { TIMELINE_WORDS } from '#shared/domain/lead-card-words.ts';
import { regionName } from '#shared/domain/russian-regions.ts';
import { CHECK_TEXTS, COUNTERPARTY_STATUS_TEXTS, FIELD_TEXTS, UNCHECKED_TEXTS } from '../code-texts.ts';
import type { LeadView } from '../lead-view.ts';
import { LEAD_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { clockTime, duration, fullPhone, money, type Format } from './format.ts';
import type { Html } from './layout.ts';

type Line = readonly [label: keyof typeof LEAD_TEXTS, value: Html | string | undefined];

/** What the lead said and what is known of its company: the card, untouched by judgement. */
export function leadFacts(view: LeadView, format: Format): Html {
  return html`${contactCard(view, format)}${needCard(view, format)}${companyCard(view, format)}${faultsCard(view, format)}${originCard(view, format)}`;
}

function contactCard({ contact }: LeadView, format: Format): Html {
  const { language } = format;
  const extension = contact.phoneExtension;
  const phone =
    contact.phone === undefined
      ? undefined
      : html`<a href="tel:${contact.phone}">${fullPhone(contact.phone)}</a
          >${extension === undefined ? '' : ` ${say(LEAD_TEXTS.extension, language, { number: extension })}`}`;
  const email =
    contact.email === undefined ? undefined : html`<a href="mailto:${contact.email}">${contact.email}</a>`;
  return factCard(
    'contact',
    [
      ['name', contact.name],
      ['phone', phone],
      ['email', email],
    ],
    format,
  );
}

function needCard({ need, call }: LeadView, format: Format): Html {
  const { language } = format;
  const talk = call === null ? undefined : duration(call.talkSeconds * 1_000, language);
  return factCard(
    'need',
    [
      ['product', need.product],
      ['budget', need.budget === undefined ? undefined : money(need.budget, language)],
      [
        'timeline',
        need.timeline === undefined
          ? undefined
          : (TIMELINE_WORDS[need.timeline]?.[language] ?? need.timeline),
      ],
      ['role', need.role],
      ['message', need.message === undefined ? undefined : html`<q>${need.message}</q>`],
      ['callLength', talk],
      ['tracking', call?.trackingNumber === undefined ? undefined : fullPhone(call.trackingNumber)],
    ],
    format,
  );
}

function companyCard(view: LeadView, format: Format): Html {
  const { requisites } = view;
  return html`<section class="card">
    <h2>${LEAD_TEXTS.company[format.language]}</h2>
    ${counterpartyNote(view, format)}
    <dl class="facts">
      ${requisiteLine('inn', requisites.inn, format)}${requisiteLine('kpp', requisites.kpp, format)}${requisiteLine('ogrn', requisites.ogrn, format)}
      ${factLines([['companyName', requisites.companyName], ...counterpartyLines(view, format), ...laterLines(view, format)], format)}
    </dl>
  </section>`;
}

function requisiteLine(
  field: 'inn' | 'kpp' | 'ogrn',
  value: string | undefined,
  { language }: Format,
): Html | undefined {
  if (value === undefined) return undefined;
  return html`<dt>${FIELD_TEXTS[field]?.[language] ?? field}</dt>
    <dd>${value}</dd>`;
}

function counterpartyNote({ counterparty }: LeadView, { language }: Format): Html | undefined {
  if (counterparty === null) return html`<p class="note">${LEAD_TEXTS.notCheckedYet[language]}</p>`;
  if (counterparty.outcome === 'not-found')
    return html`<p class="attention">${LEAD_TEXTS.registryNotFound[language]}</p>`;
  if (counterparty.outcome === 'unchecked')
    return html`<p class="attention">${UNCHECKED_TEXTS[counterparty.because][language]}</p>`;
  return undefined;
}

function counterpartyLines({ counterparty }: LeadView, format: Format): readonly Line[] {
  const { language } = format;
  if (counterparty?.outcome !== 'found') return [];
  const { region, employees, revenueRub, stale } = counterparty;
  const checked = clockTime(counterparty.checkedAt, format, 'seconds');
  return [
    ['registryName', counterparty.name],
    ['state', COUNTERPARTY_STATUS_TEXTS[counterparty.status][language]],
    ['region', region === undefined ? undefined : regionName(region)[language]],
    ['activity', counterparty.okved],
    ['employees', employees === undefined ? undefined : String(employees)],
    ['revenue', revenueRub === undefined ? undefined : money(revenueRub, language)],
    ['registeredOn', counterparty.registeredOn],
    ['checkedAt', stale ? `${checked} (${LEAD_TEXTS.stale[language]})` : checked],
  ];
}

/** Beside what the lead was judged by: what is still to be asked, or what was heard when it could be. */
function laterLines({ check, laterCheck }: LeadView, format: Format): readonly Line[] {
  const { language } = format;
  if (check !== null) {
    const time = clockTime(check.nextAt, format, 'minutes');
    return [['nextCheck', say(LEAD_TEXTS.checkTries, language, { time, attempts: check.attempts })]];
  }
  if (laterCheck === null) return [];
  const { counterparty, verdict, at } = laterCheck;
  const registry = counterparty.outcome === 'found' ? counterparty.registry : undefined;
  const because = verdict.because ?? '';
  return [
    ['laterState', CHECK_TEXTS[stateOf(counterparty)]?.[language]],
    [
      'checkedLater',
      [clockTime(at, format, 'seconds'), ...(registry === undefined ? [] : [registry])].join(', '),
    ],
    [
      'laterVerdict',
      verdict.outcome === 'rejected' ? say(LEAD_TEXTS.wouldBeRejected, language, { because }) : undefined,
    ],
  ];
}

function stateOf(counterparty: Counterparty): string {
  return counterparty.outcome === 'found' ? counterparty.status : counterparty.outcome;
}

function originCard({ attribution, consent }: LeadView, format: Format): Html {
  const { language } = format;
  return html`<section class="card">
    <h2>${LEAD_TEXTS.origin[language]}</h2>
    <dl class="facts">
      ${Object.entries(attribution).map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
      ${factLines(
        [
          [
            'consent',
            consent === null
              ? undefined
              : `${consent.textVersion}, ${clockTime(consent.at, format, 'seconds')}`,
          ],
        ],
        format,
      )}
    </dl>
  </section>`;
}

function faultsCard({ faults }: LeadView, { language }: Format): Html | undefined {
  if (faults.length === 0) return undefined;
  return html`<section class="card">
    <h2>${LEAD_TEXTS.faults[language]}</h2>
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">${LEAD_TEXTS.field[language]}</th>
          <th scope="col">${LEAD_TEXTS.fault[language]}</th>
          <th scope="col">${LEAD_TEXTS.typed[language]}</th>
        </tr>
      </thead>
      <tbody>
        ${faults.map(
          ({ field, code, typed }) =>
            html`<tr>
              <td>${FIELD_TEXTS[field]?.[language] ?? field}</td>
              <td>${faultMessage({ field, code, typed }, language)} <code>${code}</code></td>
              <td>${typed ?? ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function factCard(title: keyof typeof LEAD_TEXTS, lines: readonly Line[], format: Format): Html {
  const { language } = format;
  const isEmpty = lines.every(([, value]) => value === undefined);
  return html`<section class="card">
    <h2>${LEAD_TEXTS[title][language]}</h2>
    ${
      isEmpty
        ? html`<p class="note">${LEAD_TEXTS.nothingSaid[language]}</p>`
        : html`<dl class="facts">${factLines(lines, format)}</dl>`
    }
  </section>`;
}

function factLines(lines: readonly Line[], { language }: Format): readonly Html[] {
  return lines.flatMap(([label, value]) =>
    value === undefined
      ? []
      : [
          html`<dt>${LEAD_TEXTS[label][language]}</dt>
            <dd>${value}</dd>`,
        ],
  );
}
