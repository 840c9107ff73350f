import type { SubmissionBody } from './draft.ts';

/** How an attempt to send ended. `unavailable` may have arrived all the same: it is sent again under its key. */
export type Answer =
  | { readonly outcome: 'sent'; readonly leadId?: string }
  | { readonly outcome: 'faulty'; readonly errors: readonly Fault[] }
  | { readonly outcome: 'captcha-required' }
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'limited'; readonly afterSeconds: number }
  | { readonly outcome: 'unavailable' }
  | { readonly outcome: 'refused'; readonly status: number };

export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** A visitor waits no longer; on a bad mobile connection an answer can well take ten seconds. */
const TIMEOUT_MS = 15_000;

/** What is waited when we are told to come later and not when, as a page of another origin may not read it. */
const DEFAULT_RETRY_SECONDS = 60;
const MAX_RETRY_SECONDS = 300;

export async function postSubmission(
  url: string,
  body: SubmissionBody,
  key: string,
  language: string,
): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language, 'idempotency-key': key },
      body: JSON.stringify(body),
      credentials: 'omit',
      keepalive: true,
      signal: abort.signal,
    });
    const told: unknown = await response.json().catch(() => undefined);
    return toAnswer(response.status, told, response.headers.get('retry-after'));
  } catch {
    return { outcome: 'unavailable' };
  } finally {
    clearTimeout(timer);
  }
}

export function toAnswer(status: number, told: unknown, retryAfter: string | null): Answer {
  const { leadId, code, errors } = toTold(told);
  if (status >= 200 && status < 300) return { outcome: 'sent', ...(leadId !== undefined && { leadId }) };
  if (status === 429) return { outcome: 'limited', afterSeconds: toSeconds(retryAfter) };
  if (status >= 500 || status === 408) return { outcome: 'unavailable' };
  if (code === 'captcha-required') return { outcome: 'captcha-required' };
  if (code === 'idempotency-key-reused') return { outcome: 'key-reused' };
  return errors.length > 0 ? { outcome: 'faulty', errors } : { outcome: 'refused', status };
}

interface Told {
  readonly leadId?: string;
  readonly code?: string;
  readonly errors: readonly Fault[];
}

function toTold(value: unknown): Told {
  const { leadId, code, errors } = (value ?? {}) as Partial<Told>;
  return {
    ...(typeof leadId === 'string' && { leadId }),
    ...(typeof code === 'string' && { code }),
    errors: Array.isArray(errors) ? errors : [],
  };
}

function toSeconds(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  if (!(seconds > 0)) return DEFAULT_RETRY_SECONDS;
  return Math.min(MAX_RETRY_SECONDS, Math.ceil(seconds));
}
