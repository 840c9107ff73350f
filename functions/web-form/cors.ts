import type { Source } from '#shared/domain/source.ts';

type Headers = Readonly<Record<string, string>>;

const PREFLIGHT_SECONDS = '600';

/** Whether a page of this origin may post here. Requests that are no browser's have none. */
export function mayPost({ origins }: Source, origin: string | undefined): boolean {
  return origin === undefined || origins.length === 0 || origins.includes(origin);
}

/** What lets the page of a listed origin read our answer. */
export function corsHeaders({ origins }: Source, origin: string | undefined): Headers {
  if (origin === undefined || !origins.includes(origin)) return {};
  return { 'access-control-allow-origin': origin, vary: 'origin' };
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
