import type { Source } from '#shared/domain/source.ts';

type Headers = Readonly<Record<string, string>>;
type RequestHeaders = Readonly<Record<string, string | undefined>>;

const PREFLIGHT_SECONDS = '600';

/** Whether a page of this origin may post here. Requests that are no browser's have none. */
export function mayPost({ origins }: Source, headers: RequestHeaders): boolean {
  const { origin } = headers;
  if (origin === undefined || origins.length === 0 || origins.includes(origin)) return true;
  return isOwnPage(headers);
}

/** What lets the page of a listed origin read our answer. */
export function corsHeaders({ origins }: Source, origin: string | undefined): Headers {
  if (origin === undefined || !origins.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    // How long to wait before sending again, which a page may not read otherwise.
    'access-control-expose-headers': 'retry-after',
    vary: 'origin',
  };
}

export function preflightHeaders(source: Source, origin: string | undefined): Headers {
  const allowed = corsHeaders(source, origin);
  if (Object.keys(allowed).length === 0) return {};
  return {
    ...allowed,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'content-type, idempotency-key',
    'access-control-max-age': PREFLIGHT_SECONDS,
  };
}

/**
 * The form on a page of ours. No page can make a browser say either of these about another site; the host is for
 * browsers that do not say `Sec-Fetch-Site` yet.
 */
function isOwnPage(headers: RequestHeaders): boolean {
  if (headers['sec-fetch-site'] !== undefined) return headers['sec-fetch-site'] === 'same-origin';
  const { host, origin } = headers;
  return host !== undefined && URL.parse(origin ?? '')?.host === host;
}
