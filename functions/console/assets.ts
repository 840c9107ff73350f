import { createHash } from 'node:crypto';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import type { Call } from './call.ts';
import { CONSOLE_STYLES } from './pages/console-styles.ts';
import { LIVE_SCRIPT_TEXT } from './pages/live-script.ts';

/** A file of ours whose address changes with its content, so browsers may keep it for good. */
export interface Asset {
  readonly url: string;
  readonly version: string;
  readonly contentType: string;
  readonly text: string;
}

export const CONSOLE_CSS = asset('/console/console.css', 'text/css; charset=utf-8', CONSOLE_STYLES);
export const LIVE_SCRIPT = asset('/console/live.js', 'text/javascript; charset=utf-8', LIVE_SCRIPT_TEXT);

/** Kept for a year under its versioned address, asked about again under the plain one. */
export function serveAsset({ version, contentType, text }: Asset, call: Call): HttpAnswer {
  const etag = `"${version}"`;
  const isVersioned = call.query.get('v') === version;
  const headers = {
    etag,
    'cache-control': isVersioned ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    'x-content-type-options': 'nosniff',
  };
  if (call.headers['if-none-match'] === etag) return { statusCode: 304, headers };
  return { statusCode: 200, headers: { ...headers, 'content-type': contentType }, body: text };
}

function asset(path: string, contentType: string, text: string): Asset {
  const version = createHash('sha256').update(text).digest('base64url').slice(0, 12);
  return { url: `${path}?v=${version}`, version, contentType, text };
}
