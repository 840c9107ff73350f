import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { readEmbedScripts } from './embed-script.ts';

type Request = Pick<APIGatewayProxyEventV2, 'headers' | 'rawPath'>;

/** A new release is in every page within five minutes. */
const CACHE = 'public, max-age=300';

const CHECKS_FILE = '/embed-checks.js';

interface EmbedFile {
  readonly text: string;
  /** In base64, as API Gateway wants bytes. */
  readonly gzipped: string;
  readonly etag: string;
}

const files = new Map<string, EmbedFile>();

export function isEmbedPath(path: string): boolean {
  return path.endsWith('/embed.js') || path.endsWith(CHECKS_FILE);
}

/**
 * A script of the embedded form, for pages of any origin.
 *
 * Compressed here, because API Gateway does not: it is a third of the size, and every visitor waits for it. The ETag
 * is weak, as it names the script and not its bytes.
 */
export function serveEmbed({ headers, rawPath }: Request): HttpAnswer {
  const { form, checks } = readEmbedScripts();
  const { text, gzipped, etag } = toFile(rawPath.endsWith(CHECKS_FILE) ? checks : form);
  const always = {
    etag,
    'cache-control': CACHE,
    vary: 'accept-encoding',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  };
  if (isKnown(headers['if-none-match'], etag)) return { statusCode: 304, headers: always };
  const typed = { ...always, 'content-type': 'text/javascript; charset=utf-8' };
  if (!acceptsGzip(headers['accept-encoding'])) return { statusCode: 200, headers: typed, body: text };
  return {
    statusCode: 200,
    headers: { ...typed, 'content-encoding': 'gzip' },
    body: gzipped,
    isBase64Encoded: true,
  };
}

/** Once for each of the two: compressing takes longer than everything else here. */
function toFile(text: string): EmbedFile {
  const known = files.get(text);
  if (known !== undefined) return known;
  const version = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  const gzipped = gzipSync(text, { level: 9 }).toString('base64');
  const file = { text, gzipped, etag: `W/"${version}"` };
  files.set(text, file);
  return file;
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(etag.slice(2));
}

function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(acceptEncoding ?? '');
}
