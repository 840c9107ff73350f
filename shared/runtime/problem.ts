import { STATUS_CODES } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** One field at fault. `code` is stable, `message` is for the person who filled it in. */
export interface ProblemField {
  readonly field: string;
  readonly code: string;
  readonly message: string;
  /** Of a document, counted from 1. */
  readonly line?: number;
  /** Of that line, counted from 1. */
  readonly column?: number;
}

export interface ProblemDetails {
  readonly detail?: string;
  readonly errors?: readonly ProblemField[];
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An answer that something is wrong, as RFC 9457 has it.
 *
 * `type` stays `about:blank`, so `title` is the status in words; `code` is the stable name to switch over.
 */
export function problem(
  status: number,
  code: string,
  { detail, errors, headers }: ProblemDetails = {},
): APIGatewayProxyStructuredResultV2 {
  const title = STATUS_CODES[status] ?? 'Error';
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: JSON.stringify({ type: 'about:blank', title, status, detail, code, errors }),
  };
}

/** Asks to come again later. A page of another origin may read when. */
export function tooManyRequests(
  retryAfterSeconds: number,
  detail?: string,
): APIGatewayProxyStructuredResultV2 {
  const headers = {
    'retry-after': String(retryAfterSeconds),
    'access-control-expose-headers': 'retry-after',
  };
  return problem(429, 'too-many-requests', { detail, headers });
}
