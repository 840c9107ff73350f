import { html, raw } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { FORM_STYLES, FORM_STYLES_HASH } from './form-styles.ts';

/** A piece of markup whose values have been escaped. */
export type Html = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  readonly language: Language;
  readonly body: Html;
  /** Sites that may show the page in a frame; any site when nothing is said. */
  readonly framedBy?: readonly string[];
  /** Sites a form on the page may lead to, after it was sent to us. */
  readonly leadsTo?: readonly string[];
  /** A script of somebody else's the page cannot do without. */
  readonly script?: string | undefined;
}

/** A page for visitors. It is framed by sites, and so has no power: no cookie, no script of ours. */
export function pageAnswer(status: number, page: Page): HttpAnswer {
  return {
    statusCode: status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy(page),
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      // Without an address of ours the browser would say its form comes from nowhere.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
    body: toDocument(page),
  };
}

/** A captcha's widget styles itself, which no hash can foresee. */
function contentSecurityPolicy({ framedBy = [], leadsTo = [], script }: Page): string {
  const outside = script === undefined ? undefined : new URL(script).origin;
  return [
    "default-src 'none'",
    ...(outside === undefined
      ? [`style-src ${FORM_STYLES_HASH}`]
      : [
          "style-src 'unsafe-inline'",
          ...['script-src', 'frame-src', 'connect-src'].map((directive) => `${directive} ${outside}`),
        ]),
    ['img-src data:', ...(outside === undefined ? [] : [outside])].join(' '),
    ["form-action 'self'", ...leadsTo].join(' '),
    "base-uri 'none'",
    framedBy.length === 0 ? 'frame-ancestors *' : ["frame-ancestors 'self'", ...framedBy].join(' '),
  ].join('; ');
}

function toDocument({ title, language, body, script }: Page): string {
  return String(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <link rel="icon" href="data:," />
          ${raw(`<style>${FORM_STYLES}</style>`)}
          ${script === undefined ? '' : html`<script src="${script}" defer></script>`}
        </head>
        <body>
          <main>${body}</main>
        </body>
      </html>`,
  );
}
