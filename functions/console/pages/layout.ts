import { html } from 'hono/html';
import { CONNECTOR_TEXTS } from '../connector-texts.ts';
import { POLICY_TEXTS } from '../policy-texts.ts';
import { REPORT_TEXTS } from '../report-texts.ts';
import { TEAM_TEXTS } from '../team-texts.ts';
import { CONSOLE_TEXTS } from '../texts.ts';
import type { Call } from '../call.ts';
import { CONSOLE_CSS, LIVE_SCRIPT } from '../assets.ts';

/** A piece of markup whose values have been escaped. */
export type Html = ReturnType<typeof html>;

export interface Layout {
  readonly title: string;
  readonly call: Pick<Call, 'path' | 'query' | 'language'>;
  readonly body: Html;
  readonly kind: 'console' | 'sign-in' | 'offer' | 'docs';
  /** Seconds after which a browser without scripts loads the page again. */
  readonly refreshSeconds?: number;
  /** Addresses of what this page alone needs. */
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
}

/** The whole document. Scripts are served by us, and only to pages of the console. */
export function document({
  title,
  call,
  body,
  kind,
  refreshSeconds,
  scripts = [],
  styles = [],
}: Layout): string {
  const { language } = call;
  return String(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex, nofollow" />
          <title>${title} · Lead Relay</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="${CONSOLE_CSS.url}" />
          ${styles.map((url) => html`<link rel="stylesheet" href="${url}" />`)}
          ${refreshSeconds === undefined ? '' : html`<noscript><meta http-equiv="refresh" content="${refreshSeconds}" /></noscript>`}
          ${kind === 'console' ? html`<script src="${LIVE_SCRIPT.url}" defer></script>` : ''}
          ${scripts.map((url) => html`<script src="${url}" defer></script>`)}
        </head>
        <body class="${kind}">
          <a class="skip" href="#content">${CONSOLE_TEXTS.skip[language]}</a>
          ${topBar(call, kind)}
          <main id="content">${body}</main>
        </body>
      </html>`,
  );
}

function topBar(call: Layout['call'], kind: Layout['kind']): Html {
  const { language } = call;
  return html`<header class="top">
    <span class="mark"
      >${logo()}${kind === 'offer' ? html`<b>Lead Relay</b>` : html`<a href="/console"><b>Lead Relay</b></a>`}</span
    >
    <nav>
      ${kind === 'console' ? html`<a href="/console/reports">${REPORT_TEXTS.title[language]}</a>` : ''}
      ${kind === 'console' ? html`<a href="/console/connectors">${CONNECTOR_TEXTS.title[language]}</a>` : ''}
      ${kind === 'console' ? html`<a href="/console/team">${TEAM_TEXTS.title[language]}</a>` : ''}
      ${kind === 'console' ? html`<a href="/console/policy">${POLICY_TEXTS.title[language]}</a>` : ''}
      <a href="${otherLanguageUrl(call)}" hreflang="${language === 'ru' ? 'en' : 'ru'}"
        >${CONSOLE_TEXTS.otherLanguage[language]}</a
      >
      ${
        kind === 'console'
          ? html`<form method="post" action="/console/sign-out">
              <button class="quiet">${CONSOLE_TEXTS.signOut[language]}</button>
            </form>`
          : ''
      }
    </nav>
  </header>`;
}

function logo(): Html {
  return html`<svg class="logo" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
    <circle cx="5" cy="12" r="3" />
    <circle cx="19" cy="12" r="3" />
    <path d="M8.5 12h3M13.5 9.5 16 12l-2.5 2.5" />
  </svg>`;
}

function otherLanguageUrl({ path, query, language }: Layout['call']): string {
  const search = new URLSearchParams(query);
  search.set('lang', language === 'ru' ? 'en' : 'ru');
  return `${path}?${search}`;
}
