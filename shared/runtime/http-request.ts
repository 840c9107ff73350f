import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A request as it arrived, before anything was parsed. Header names are lower-case. */
export interface HttpRequest {
  readonly method: string;
  readonly rest: string;
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Network address of the sender, as API Gateway saw it. */
  readonly address: string;
  readonly now: Date;
}

/**
 * The request behind an API Gateway event, its body as the very bytes that were sent.
 *
 * `publicUrl` is the origin senders know us by; without it the Host header is taken, which a proxy may have
 * changed and a stranger may choose.
 */
export function toProviderRequest(event: APIGatewayProxyEventV2, now: Date, publicUrl?: string): HttpRequest {
  const headers = lowerCaseNames(event.headers);
  const origin =
    publicUrl?.replace(/\/+$/, '') ?? `https://${headers.host ?? event.requestContext.domainName}`;
  const search = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  return {
    method: event.requestContext.http.method.toUpperCase(),
    rest: restOf(event.rawPath),
    url: `${origin}${event.rawPath}${search}`,
    query: new URLSearchParams(event.rawQueryString),
    headers,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    address: event.requestContext.http.sourceIp,
    now,
  };
}

/** What follows the source: `/events/summary` in `/v1/calls/mango/events/summary`. */
function restOf(path: string): string {
  return /\/v1\/(?:forms|calls)\/[^/]+(\/.*)$/.exec(path)?.[1] ?? '';
}

function lowerCaseNames(
  headers: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
