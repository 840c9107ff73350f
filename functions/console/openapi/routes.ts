import { gzipSync } from 'node:zlib';
import { page, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { acceptsGzip } from '../assets.ts';
import { languageCookies, type Call } from '../call.ts';
import type { ApiDocument } from './document.ts';
import { readDocument } from './find-document.ts';
import { docsPage } from './page/docs-page.ts';
import { DOCS_STYLES } from './page/docs-styles.ts';

/** The document for programs. It says nothing secret, so any page may read it. */
export async function serveDocument(call: Call): Promise<HttpAnswer> {
  const { version, text } = await readDocument();
  const headers = {
    etag: `W/"${version}"`,
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
  };
  if (call.headers['if-none-match'] === headers.etag) return { statusCode: 304, headers };
  const typed = { ...headers, 'content-type': 'application/json; charset=utf-8' };
  return compressed({ statusCode: 200, headers: typed, body: text }, call);
}

/** The same for people. */
export async function showDocs(call: Call): Promise<HttpAnswer> {
  const document: ApiDocument = JSON.parse((await readDocument()).text);
  const shown = page(200, docsPage(call, document), { cookies: languageCookies(call) });
  return compressed({ ...shown, headers: { ...shown.headers, vary: 'accept-encoding' } }, call);
}

export async function serveDocsStyles(): Promise<HttpAnswer> {
  const headers = { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' };
  return { statusCode: 200, headers, body: DOCS_STYLES };
}

/** Compressed here, because API Gateway does not: it is a tenth of the size. In base64, as API Gateway wants bytes. */
function compressed(answer: HttpAnswer, call: Call): HttpAnswer {
  if (!acceptsGzip(call)) return answer;
  return {
    ...answer,
    headers: { ...answer.headers, 'content-encoding': 'gzip' },
    body: gzipSync(answer.body ?? '').toString('base64'),
    isBase64Encoded: true,
  };
}
