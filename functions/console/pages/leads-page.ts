import { html } from 'hono/html';
import type { ProblemField } from '#shared/runtime/problem.ts';
import type { Call } from '../call.ts';
import { STATUS_TEXTS, isLeadStatus } from '../code-texts.ts';
import type { ExplainedLead } from '../rulebooks.ts';
import { CONSOLE_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import { countLeads, countersStrip } from './counters.ts';
import { zoneName, type Format } from './format.ts';
import { document, type Html } from './layout.ts';
import { leadRow } from './lead-row.ts';

/** Browsers without scripts see the news this often. */
const REFRESH_SECONDS = 10;

export interface ListedLeads {
  readonly leads: readonly ExplainedLead[];
  readonly next?: string;
  readonly sources: readonly string[];
  readonly errors: readonly ProblemField[];
}

/** The list of leads, newest first. Its first page keeps itself up to date, older ones stand still. */
export function leadsPage(call: Call, listed: ListedLeads, format: Format): string {
  const { language } = call;
  const isFirst = !call.query.has('cursor') && !call.query.has('q');
  return document({
    title: CONSOLE_TEXTS.title[language],
    call,
    kind: 'console',
    ...(isFirst ? { refreshSeconds: REFRESH_SECONDS } : {}),
    body: html`<div class="heading">
        <h1>${CONSOLE_TEXTS.title[language]}</h1>
        ${isFirst ? liveSign(call) : ''}${searchForm(call)}${filters(call, listed)}
      </div>
      ${selectionNote(call)} ${faultOf(call, listed.errors)}
      <div id="leads" ${isFirst ? html`data-live data-source="/console/leads-fragment"` : ''}>
        ${leadsFragment(call, listed, format)}
      </div>
      <p class="note">${say(CONSOLE_TEXTS.timesIn, language, { zone: zoneName(format) })}</p>`,
  });
}

/** What changes from one moment to the next: the counters, the rows and the way to older leads. */
export function leadsFragment(call: Call, { leads, next }: ListedLeads, format: Format): Html {
  const { language } = call;
  const views = leads.map(({ view }) => view);
  const column = (name: keyof typeof CONSOLE_TEXTS): Html =>
    html`<th scope="col" class="${name}">${CONSOLE_TEXTS[name][language]}</th>`;
  return html`${countersStrip(countLeads(views, format.now, next !== undefined), format)}
    <table class="leads">
      <thead>
        <tr>
          ${(['time', 'who', 'verdict', 'score', 'owner', 'stage', 'handoffTime'] as const).map(column)}
        </tr>
      </thead>
      <tbody data-part="rows">
        ${leads.map((lead) => leadRow(lead, format))}
      </tbody>
    </table>
    <div data-part="empty">${leads.length === 0 ? emptyNote(call) : ''}</div>
    <nav class="pages" data-part="pages">${pageLinks(call, next)}</nav>`;
}

function liveSign({ language }: Call): Html {
  return html`<span
    class="live"
    id="live"
    role="status"
    hidden
    data-live="${CONSOLE_TEXTS.live[language]}"
    data-offline="${CONSOLE_TEXTS.offline[language]}"
  ></span>`;
}

/** Why the list is not the whole one, and whom it does not show. */
function selectionNote({ language, query, role }: Call): Html {
  const reset = html`<a href="/console">${CONSOLE_TEXTS.reset[language]}</a>`;
  return html`${query.get('q') ? html`<p class="note" role="status">${CONSOLE_TEXTS.found[language]} «${query.get('q') ?? ''}». ${reset}</p>` : ''}
  ${query.get('figure') ? html`<p class="note" role="status">${CONSOLE_TEXTS.ofReport[language]} ${reset}</p>` : ''}
  ${role === 'ops' ? html`<p class="note">${CONSOLE_TEXTS.masked[language]}</p>` : ''}`;
}

function searchForm({ language, query }: Call): Html {
  return html`<form class="search" method="get" action="/console" role="search">
    <input
      type="search"
      name="q"
      value="${query.get('q') ?? ''}"
      placeholder="${CONSOLE_TEXTS.search[language]}"
      aria-label="${CONSOLE_TEXTS.search[language]}"
      maxlength="100"
      data-key="/"
    />
    <button>${CONSOLE_TEXTS.find[language]}</button>
  </form>`;
}

function filters(call: Call, { sources }: ListedLeads): Html {
  const { language, query } = call;
  const statuses = Object.entries(STATUS_TEXTS).map(([id, text]) => [id, text[language]] as const);
  return html`<form class="filters" method="get" action="/console">
    ${choice('status', CONSOLE_TEXTS.status[language], statuses, call)}
    ${choice(
      'source',
      CONSOLE_TEXTS.source[language],
      sources.map((id) => [id, id] as const),
      call,
    )}
    <button>${CONSOLE_TEXTS.show[language]}</button>
    ${query.get('status') || query.get('source') ? html`<a href="/console">${CONSOLE_TEXTS.reset[language]}</a>` : ''}
  </form>`;
}

function choice(
  name: 'status' | 'source',
  label: string,
  options: readonly (readonly [string, string])[],
  { query, language }: Call,
): Html {
  const chosen = query.get(name) ?? '';
  return html`<label
    ><span>${label}</span
    ><select name="${name}">
      <option value="">${CONSOLE_TEXTS.any[language]}</option>
      ${options.map(
        ([value, text]) =>
          html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${text}</option>`,
      )}
    </select></label
  >`;
}

function faultOf({ language }: Call, errors: readonly ProblemField[]): Html | undefined {
  if (errors.length === 0) return undefined;
  const fields = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return html`<p class="fault" role="alert">${say(CONSOLE_TEXTS.badFilter, language, { fields })}</p>`;
}

function emptyNote({ language, query }: Call): Html {
  const isFiltered =
    isLeadStatus(query.get('status') ?? '') ||
    ['source', 'q', 'figure'].some((name) => Boolean(query.get(name)));
  if (isFiltered) return html`<p class="empty">${CONSOLE_TEXTS.emptyFiltered[language]}</p>`;
  return html`<p class="empty">
    <b>${CONSOLE_TEXTS.empty[language]}</b><br />${CONSOLE_TEXTS.emptyHint[language]}
  </p>`;
}

function pageLinks({ query, language }: Call, next: string | undefined): Html {
  const older = new URLSearchParams(query);
  const newest = new URLSearchParams(query);
  older.set('cursor', next ?? '');
  newest.delete('cursor');
  return html`${query.has('cursor') ? html`<a href="/console?${newest}">${CONSOLE_TEXTS.newest[language]}</a>` : ''}
  ${next === undefined ? '' : html`<a class="older" href="/console?${older}">${CONSOLE_TEXTS.older[language]}</a>`}`;
}
