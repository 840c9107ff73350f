import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { readEmbedScript } from './embed-script.ts';

interface EmbedFile {
  readonly text: string;
  readonly gzipped: string;
  readonly etag: string;
}

let file: EmbedFile | undefined;

/**
 * The script of the embedded form, for pages of any origin.
 *
 * Compressed here, because API Gateway does not: it is a third of the size, and every visitor waits for it. The ETag
 * is weak, as it names the script and not its bytes.
 */
export function serveEmbed({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): HttpAnswer {
  file ??= makeFile(readEmbedScript());
  const { text, gzipped, etag } = file;
  const answer = {
    etag,
    'cache-control': 'public, max-age=300',
    vary: 'accept-encoding',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  };
  if (isKnown(headers['if-none-match'], etag)) return { statusCode: 304, headers: answer };
  const typed = { ...answer, 'content-type': 'text/javascript; charset=utf-8' };
  return acceptsGzip(headers['accept-encoding'])
    ? {
        statusCode: 200,
        headers: { ...typed, 'content-encoding': 'gzip' },
        body: gzipped,
        isBase64Encoded: true,
      }
    : { statusCode: 200, headers: typed, body: text };
}

function makeFile(text: string): EmbedFile {
  const version = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  return { text, gzipped: gzipSync(text, { level: 9 }).toString('base64'), etag: `W/"${version}"` };
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim());
  return known.includes('*') || known.some((tag) => tag.replace(/^W\//, '') === etag.slice(2));
}

function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(acceptEncoding ?? '');
}
