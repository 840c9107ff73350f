import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import type { Call } from './call.ts';
import { findEditorScript } from './editor-script.ts';
import { CONSOLE_STYLES } from './pages/console-styles.ts';
import { LIVE_SCRIPT_TEXT } from './pages/live-script.ts';

/** A file of ours whose address changes with its content, so browsers may keep it for good. */
export interface Asset {
  readonly url: string;
  readonly version: string;
  readonly contentType: string;
  readonly text: string;
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';

export const CONSOLE_CSS = asset('/console/console.css', 'text/css; charset=utf-8', CONSOLE_STYLES);
export const LIVE_SCRIPT = asset('/console/live.js', JAVASCRIPT, LIVE_SCRIPT_TEXT);

/** Where this release's script of the policy editor is to be had. */
export function editorScriptUrl(): string {
  return `/console/policy-editor.js?v=${findEditorScript().version}`;
}

export function serveAsset({ version, contentType, text }: Asset, call: Call): HttpAnswer {
  const headers = headersOf(version, call);
  if (call.headers['if-none-match'] === headers.etag) return { statusCode: 304, headers };
  return { statusCode: 200, headers: { ...headers, 'content-type': contentType }, body: text };
}

/**
 * The one large file, compressed here, because API Gateway does not.
 *
 * The ETag is weak, as it names the script and not its bytes.
 */
export async function serveEditorScript(call: Call): Promise<HttpAnswer> {
  const { version, readText } = findEditorScript();
  const known = headersOf(version, call);
  const headers = { ...known, etag: `W/${known.etag}`, vary: 'accept-encoding' };
  if (call.headers['if-none-match'] === headers.etag) return { statusCode: 304, headers };
  const typed = { ...headers, 'content-type': JAVASCRIPT };
  if (!acceptsGzip(call)) return { statusCode: 200, headers: typed, body: await readText() };
  compressed ??= gzipSync(await readText(), { level: 9 }).toString('base64');
  return {
    statusCode: 200,
    headers: { ...typed, 'content-encoding': 'gzip' },
    body: compressed,
    isBase64Encoded: true,
  };
}

/** In base64, as API Gateway wants bytes. Compressing takes longer than everything else here. */
let compressed: string | undefined;

export function acceptsGzip({ headers }: Call): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(headers['accept-encoding'] ?? '');
}

/** Kept for a year under its versioned address, asked about again under the plain one. */
function headersOf(version: string, call: Call) {
  const isVersioned = call.query.get('v') === version;
  return {
    etag: `"${version}"`,
    'cache-control': isVersioned ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    'x-content-type-options': 'nosniff',
  };
}

function asset(path: string, contentType: string, text: string): Asset {
  const version = createHash('sha256').update(text).digest('base64url').slice(0, 12);
  return { url: `${path}?v=${version}`, version, contentType, text };
}
