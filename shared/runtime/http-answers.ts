import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type HttpAnswer = APIGatewayProxyStructuredResultV2;

/** Our pages load nothing from anywhere else, run no inline script and are framed by nobody. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export interface AnswerExtras {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

export function json(status: number, body: unknown, { headers, cookies }: AnswerExtras = {}): HttpAnswer {
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    ...withCookies(cookies),
    body: JSON.stringify(body),
  };
}

/** An answer in the words of whoever asked: plain text unless said otherwise. */
export function plain({
  status,
  body,
  contentType = 'text/plain; charset=utf-8',
}: {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}): HttpAnswer {
  return { statusCode: status, headers: { 'content-type': contentType }, body };
}

/** A page of HTML with the headers that keep it to itself. */
export function page(status: number, html: string, { headers, cookies }: AnswerExtras = {}): HttpAnswer {
  return {
    statusCode: status,
    headers: { ...PAGE_HEADERS, ...headers },
    ...withCookies(cookies),
    body: html,
  };
}

/** `303` after a POST makes the browser GET what it is sent to; `302` otherwise. */
export function redirect(status: 302 | 303, location: string, { cookies }: AnswerExtras = {}): HttpAnswer {
  return {
    statusCode: status,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    ...withCookies(cookies),
    body: '',
  };
}

function withCookies(cookies: readonly string[] | undefined): { cookies?: string[] } {
  return cookies === undefined || cookies.length === 0 ? {} : { cookies: [...cookies] };
}
