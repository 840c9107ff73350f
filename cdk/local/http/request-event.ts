import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ACCOUNT_ID } from '../template/stack.ts';
import type { Match } from './routes.ts';

/** Hop by hop, or told otherwise in the event. */
const LEFT_OUT = new Set(['connection', 'cookie', 'keep-alive', 'transfer-encoding', 'upgrade']);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The event an HTTP API makes of a request, in payload format 2.0. */
export function toRequestEvent(
  request: IncomingMessage,
  body: Buffer,
  { route, pathParameters }: Match,
  { apiId, now }: { readonly apiId: string; readonly now: Date },
) {
  const [rawPath = '/', rawQueryString = ''] = splitOnce(request.url ?? '/', '?');
  const headers = toHeaders(request);
  const cookies = request.headers.cookie?.split(/;\s*/).filter(Boolean);
  const query = toQueryParameters(rawQueryString);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies ? { cookies } : {}),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: { ...toContext(request, rawPath, headers, now), apiId, routeKey: route.routeKey },
    ...(Object.keys(pathParameters).length > 0 ? { pathParameters } : {}),
    ...toBody(body, headers['content-type']),
  };
}

/** Names are lower-case, values of the same header joined by commas. A proxy in front is believed: it is on this machine. */
function toHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values && !LEFT_OUT.has(name)) headers[name] = values.join(',');
  }
  const peer = peerOf(request);
  headers['x-forwarded-for'] = headers['x-forwarded-for'] ? `${headers['x-forwarded-for']}, ${peer}` : peer;
  headers['x-forwarded-proto'] ??= 'http';
  headers['x-forwarded-port'] ??= String(request.socket.localPort ?? '');
  return headers;
}

function toQueryParameters(rawQueryString: string): Record<string, string> | undefined {
  if (rawQueryString === '') return undefined;
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const before = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    Object.defineProperty(parameters, name, {
      value: before === undefined ? value : `${before},${value}`,
      ...{ enumerable: true, configurable: true, writable: true },
    });
  }
  return parameters;
}

function toContext(
  request: IncomingMessage,
  path: string,
  headers: Readonly<Record<string, string>>,
  now: Date,
) {
  const domainName = headers['host'] ?? '';
  return {
    accountId: ACCOUNT_ID,
    domainName,
    domainPrefix: domainName.split('.')[0] ?? '',
    http: {
      method: request.method ?? 'GET',
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: headers['x-forwarded-for']?.split(',')[0]?.trim() ?? peerOf(request),
      userAgent: headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    stage: '$default',
    time: toCommonLogTime(now),
    timeEpoch: now.getTime(),
  };
}

function peerOf(request: IncomingMessage): string {
  return request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1';
}

/** As in a web server's log: `23/Nov/2026:09:00:00 +0000`. */
function toCommonLogTime(now: Date): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1] ?? ''}/${year}:${time.slice(0, 8)} +0000`;
}

/**
 * Only these types travel as text; everything else in Base64, a urlencoded form and an untyped body too.
 * AWS does not document the list; it was measured (ministackorg/ministack #766). Text that is no UTF-8, such as
 * a form in cp1251, travels in Base64 here, so that its bytes and with them its signature stay what they were.
 */
const TEXT_TYPE = /^\s*(text\/|application\/(json|xml|javascript)\s*(;|$))/i;

function toBody(body: Buffer, contentType: string | undefined) {
  if (body.length === 0) return { isBase64Encoded: false };
  const text = contentType !== undefined && TEXT_TYPE.test(contentType) ? decodeUtf8(body) : undefined;
  if (text === undefined) return { body: body.toString('base64'), isBase64Encoded: true };
  return { body: text, isBase64Encoded: false };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(body: Buffer): string | undefined {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
