import * as z from 'zod/mini';
import type { HandoffOutcome } from '#shared/domain/handoff.ts';
import { UNAUTHORIZED_RETRY_MS } from '../destinations/gateway-settings.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { request, retryAfterMs, type HttpAnswer, type HttpResult } from '../http-client/http-client.ts';

/** The service counts the requests of one address, 2 a second; more connections would not help. */
const MAX_SOCKETS = 4;

/** A method blocked for its working time is free again when the oldest of ten minutes is forgotten. */
const OPERATION_LIMIT_RETRY_MS = 60_000;

const QUERY_LIMIT_RETRY_MS = 2_000;

/** The empty one is what methods of the timeline say in place of `ACCESS_DENIED`. */
export const UNAUTHORIZED_CODES: readonly string[] = [
  '',
  'NO_AUTH_FOUND',
  'INVALID_CREDENTIALS',
  'insufficient_scope',
  'expired_token',
  'invalid_token',
  'user_access_error',
  'allowed_only_intranet_user',
  'ACCESS_DENIED',
  'ERROR_METHOD_NOT_FOUND',
  'PORTAL_DELETED',
];

const NOT_FOUND_CODES: readonly string[] = ['NOT_FOUND', 'OWNER_NOT_FOUND'];

export const OVERLOADED_CODES: readonly string[] = [
  'QUERY_LIMIT_EXCEEDED',
  'OVERLOAD_LIMIT',
  'OPERATION_TIME_LIMIT',
];

const Answer = z.object({
  result: z.optional(z.unknown()),
  error: z.optional(z.union([z.string(), z.number()])),
  time: z.catch(z.optional(z.object({ operating_reset_at: z.optional(z.number()) })), undefined),
});

export interface Call {
  /** With its secret in it: never to be logged. */
  readonly webhookUrl: string;
  readonly method:
    | 'crm.item.list'
    | 'crm.item.add'
    | 'crm.item.update'
    | 'crm.timeline.comment.list'
    | 'crm.timeline.comment.add';
  readonly parameters: unknown;
  readonly timeoutMs: number;
  readonly addresses: Addresses;
  readonly now: Date;
}

export type CallResult =
  | { readonly outcome: 'done'; readonly result: unknown }
  /** The portal has no such card. */
  | { readonly outcome: 'not-found' }
  | Exclude<HandoffOutcome, { outcome: 'delivered' }>;

/** A method of one portal, with time and secret seen to. */
export type Method = (method: Call['method'], parameters: unknown) => Promise<CallResult>;

/**
 * Calls a REST method. An answer without `error` counts as done; whatever was written and not
 * answered for is `uncertain`, whatever was only asked is `unavailable`.
 */
export async function call(wanted: Call): Promise<CallResult> {
  if (wanted.timeoutMs <= 0) return { outcome: 'unavailable', reason: 'timeout' };
  const reads = wanted.method.endsWith('.list');
  const result = await request({
    method: 'POST',
    url: `${wanted.webhookUrl}/${wanted.method}`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(wanted.parameters),
    timeoutMs: wanted.timeoutMs,
    addresses: wanted.addresses,
    maxSockets: MAX_SOCKETS,
    repeatable: !wanted.method.endsWith('.add'),
  });
  const outcome = toCallResult(result, wanted.now);
  return reads && outcome.outcome === 'uncertain' ? { ...outcome, outcome: 'unavailable' } : outcome;
}

function toCallResult(result: HttpResult, now: Date): CallResult {
  if (result.outcome === 'unreachable') return { outcome: 'unavailable', reason: result.reason };
  if (result.outcome === 'no-answer') return { outcome: 'uncertain', reason: result.reason };
  const answer = Answer.safeParse(parseJson(result.body));
  if (!answer.success) return ofUnreadable(result, now);
  const { error, result: value, time } = answer.data;
  if (error !== undefined) return ofError(String(error), time?.operating_reset_at, result, now);
  if (value === undefined || result.status >= 300) return ofUnreadable(result, now);
  return { outcome: 'done', result: value };
}

/** By its code, for the same status stands for several things. The description is left out: it quotes values. */
function ofError(
  code: string,
  resetAtSeconds: number | undefined,
  answer: HttpAnswer,
  now: Date,
): CallResult {
  if (OVERLOADED_CODES.includes(code) || answer.status === 429) {
    const asked = retryAfterMs(answer, now) ?? overloadRetryMs(code, resetAtSeconds, now);
    return { outcome: 'unavailable', reason: toReason(code), retryAfterMs: asked };
  }
  if (UNAUTHORIZED_CODES.includes(code) || answer.status === 401 || answer.status === 403)
    return { outcome: 'unavailable', reason: 'unauthorized', retryAfterMs: UNAUTHORIZED_RETRY_MS };
  if (answer.status >= 500 || code === 'INTERNAL_SERVER_ERROR' || code === 'ERROR_UNEXPECTED_ANSWER')
    return { outcome: 'unavailable', reason: toReason(code), ...pause(answer, now) };
  if (NOT_FOUND_CODES.includes(code)) return { outcome: 'not-found' };
  return { outcome: 'rejected', reason: toReason(code) };
}

function overloadRetryMs(code: string, resetAtSeconds: number | undefined, now: Date): number {
  if (code !== 'OPERATION_TIME_LIMIT') return QUERY_LIMIT_RETRY_MS;
  if (resetAtSeconds === undefined) return OPERATION_LIMIT_RETRY_MS;
  return Math.max(0, resetAtSeconds * 1_000 - now.getTime());
}

/** Not the REST service itself: a gateway, a closed portal, an address that is something else. */
function ofUnreadable(answer: HttpAnswer, now: Date): CallResult {
  if (answer.status === 401 || answer.status === 403)
    return { outcome: 'unavailable', reason: 'unauthorized', retryAfterMs: UNAUTHORIZED_RETRY_MS };
  if (answer.status >= 200 && answer.status < 300)
    return { outcome: 'uncertain', reason: 'unreadable-answer' };
  return { outcome: 'unavailable', reason: `http-${answer.status}`, ...pause(answer, now) };
}

function pause(answer: HttpAnswer, now: Date): { readonly retryAfterMs?: number } {
  const asked = retryAfterMs(answer, now);
  return asked === undefined ? {} : { retryAfterMs: asked };
}

function toReason(code: string): string {
  const known = /^[\w-]{1,60}$/.test(code) ? code.toLowerCase().replaceAll('_', '-') : 'error';
  return `bitrix24-${known}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
