import type { SubmissionBody } from './draft.ts';
import { fetchJson } from './fetch-json.ts';

/** How an attempt to send ended. `unavailable` may have arrived all the same: it is sent again under its key. */
export type Answer =
  | { readonly outcome: 'sent'; readonly leadId: string | undefined }
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

/** What is waited when we are told to come later and not when, as a page of another origin may not read it. */
const DEFAULT_RETRY_SECONDS = 60;
const MAX_RETRY_SECONDS = 300;

export async function postSubmission(
  url: string,
  body: SubmissionBody,
  key: string,
  language: string,
): Promise<Answer> {
  const answer = await fetchJson(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language, 'idempotency-key': key },
    body: JSON.stringify(body),
    // The page may be left while this is under way.
    keepalive: true,
  });
  if (answer === undefined) return { outcome: 'unavailable' };
  const { response, told } = answer;
  return toAnswer(response.status, told, response.headers.get('retry-after'));
}

export function toAnswer(status: number, told: unknown, retryAfter: string | null): Answer {
  const { leadId, code, errors = [] } = (told ?? {}) as Told;
  if (status >= 200 && status < 300) return { outcome: 'sent', leadId };
  if (status === 429) return { outcome: 'limited', afterSeconds: toSeconds(retryAfter) };
  if (status >= 500 || status === 408) return { outcome: 'unavailable' };
  if (code === 'captcha-required') return { outcome: 'captcha-required' };
  if (code === 'idempotency-key-reused') return { outcome: 'key-reused' };
  return errors.length > 0 ? { outcome: 'faulty', errors } : { outcome: 'refused', status };
}

interface Told {
  readonly leadId?: string;
  readonly code?: string;
  readonly errors?: readonly Fault[];
}

function toSeconds(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  if (!(seconds > 0)) return DEFAULT_RETRY_SECONDS;
  return Math.min(MAX_RETRY_SECONDS, Math.ceil(seconds));
}
