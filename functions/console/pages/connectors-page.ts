import { html } from 'hono/html';
import type { Call } from '../call.ts';
import type {
  ConnectorHealth,
  ConnectorState,
  DestinationHealth,
  RegistryHealth,
} from '../connector-health.ts';
import { CONNECTOR_TEXTS, STATE_TEXTS } from '../connector-texts.ts';
import { say } from '../words.ts';
import { clockTime, type Format } from './format.ts';
import { document, type Html } from './layout.ts';

/** So that a page left open shows what has come back. */
const REFRESH_SECONDS = 15;

/** Every outside system, and whether it does what it is there for. */
export function connectorsPage(call: Call, health: ConnectorHealth, format: Format): string {
  const { language } = call;
  const { registries, destinations, sources } = health;
  return document({
    title: CONNECTOR_TEXTS.title[language],
    call,
    kind: 'console',
    refreshSeconds: REFRESH_SECONDS,
    body: html`<div class="heading"><h1>${CONNECTOR_TEXTS.title[language]}</h1></div>
      <p class="note">${say(CONNECTOR_TEXTS.note, language, { count: health.lookedAt })}</p>
      ${card(
        'destinations',
        ['name', 'kind', 'state', 'delivered', 'waiting', 'rejected', 'last', 'failure'],
        destinations.map((one) => destinationCells(one, format)),
        format,
      )}
      ${card(
        'registries',
        ['name', 'state', 'failure'],
        registries.map((one) => registryCells(one, format)),
        format,
      )}
      ${card(
        'sources',
        ['name', 'kind', 'state', 'leads', 'last'],
        sources.map(({ id, provider, state, leads, lastLeadAt }) => [
          html`<a href="/console?source=${id}">${id}</a>`,
          provider,
          chip(state, format),
          String(leads),
          timeOf(lastLeadAt, format),
        ]),
        format,
      )}`,
  });
}

type Shown = Html | string;

function card(
  title: keyof typeof CONNECTOR_TEXTS,
  columns: readonly (keyof typeof CONNECTOR_TEXTS)[],
  rows: readonly (readonly Shown[])[],
  { language }: Format,
): Html {
  return html`<section class="card">
    <h2>${CONNECTOR_TEXTS[title][language]}</h2>
    <div class="wide" tabindex="0">
      <table class="figures">
        <thead>
          <tr>
            ${columns.map((code) => html`<th scope="col">${CONNECTOR_TEXTS[code][language]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([first, ...others]) =>
              html`<tr>
                <th scope="row">${first}</th>
                ${others.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function destinationCells(one: DestinationHealth, format: Format): readonly Shown[] {
  const { lastFailure } = one;
  return [
    one.id,
    one.type,
    chip(one.state, format),
    String(one.delivered),
    String(one.waiting),
    String(one.rejected),
    timeOf(one.lastDeliveredAt, format),
    lastFailure === null ? '' : html`${timeOf(lastFailure.at, format)} ${lastFailure.because}`,
  ];
}

function registryCells({ id, state, until, because }: RegistryHealth, format: Format): readonly Shown[] {
  const told =
    until === null
      ? ''
      : say(CONNECTOR_TEXTS.notAsked, format.language, {
          time: clockTime(until, format, 'seconds'),
          because: because ?? '',
        });
  return [id, chip(state, format), told];
}

function chip(state: ConnectorState, { language }: Format): Html {
  return html`<span class="connector is-${state}">${STATE_TEXTS[state][language]}</span>`;
}

function timeOf(at: string | null, format: Format): Shown {
  return at === null ? '–' : html`<time datetime="${at}">${clockTime(at, format, 'seconds')}</time>`;
}
