import type { ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { InvocationResult } from '../functions/invocation.ts';
import { isRecord } from '../template/intrinsics.ts';

const HeaderValue = z.union([z.string(), z.number(), z.boolean()]);

const Structured = z.object({
  statusCode: z.coerce.number().check(z.gte(100), z.lte(599)),
  headers: z.optional(z.record(z.string(), HeaderValue)),
  cookies: z.optional(z.array(z.string())),
  body: z.optional(z.nullable(z.string())),
  isBase64Encoded: z.optional(z.boolean()),
});

/** Gives the caller what a function answered, the way an HTTP API in format 2.0 does. Returns the status. */
export function sendResult(response: ServerResponse, result: InvocationResult): number {
  if (result.outcome === 'failed') return sendMessage(response, 500, 'Internal Server Error');
  if (!isRecord(result.value) || !('statusCode' in result.value)) return sendInferred(response, result.value);
  const structured = z.safeParse(Structured, result.value);
  if (!structured.success) return sendMessage(response, 500, 'Internal Server Error');
  const { statusCode, headers = {}, cookies = [], body, isBase64Encoded = false } = structured.data;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > 0 && !response.hasHeader('content-type')) {
    response.setHeader('content-type', 'text/plain;charset=UTF-8');
  }
  response.setHeader('content-length', bytes.length);
  response.writeHead(statusCode).end(bytes);
  return statusCode;
}

/** The gateway's own answers: `{"message": "Not Found"}`. */
export function sendMessage(response: ServerResponse, status: number, message: string): number {
  return sendJson(response, status, { message });
}

export function sendJson(response: ServerResponse, status: number, value: unknown): number {
  if (response.headersSent) return status;
  const bytes = Buffer.from(JSON.stringify(value));
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length })
    .end(bytes);
  return status;
}

/** A page of ours that runs no script and is put into no frame. */
export function sendHtml(response: ServerResponse, html: string): void {
  const bytes = Buffer.from(html);
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': bytes.length,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
    .end(bytes);
}

/** After a form: the browser gets the page again, and loading that once more sends nothing. */
export function sendSeeOther(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'content-length': 0, 'cache-control': 'no-store' }).end();
}

/** A function that answers with no status means 200, and its whole answer is the body. */
function sendInferred(response: ServerResponse, value: unknown): number {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
  return 200;
}
