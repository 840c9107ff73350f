import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';
import type { DetailsAnswer } from '#shared/ports/submission-details.ts';
import type { Addresses } from '../http-client/address-guard.ts';
import { request } from '../http-client/http-client.ts';

/** A lead with all its fields filled is a few kilobytes, a contact with long texts a few dozen. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** With less time than this left, a question could only come back as a time-out. */
const MIN_QUESTION_MS = 20;

/** What every system is asked by. */
export interface DetailsQuestion {
  readonly source: Source;
  /** Of the system, without a slash at its end. */
  readonly baseUrl: string;
  readonly token: string;
  /** Digits only. */
  readonly ref: string;
  readonly leftMs: () => number;
  readonly addresses: Addresses;
}

export type Unavailable = Extract<DetailsAnswer, { outcome: 'unavailable' }>;

export type Told =
  /** JSON, whatever its status; what it means is the system's own matter. */
  { readonly outcome: 'told'; readonly status: number; readonly value: unknown } | Unavailable;

/** One question to a system. Reading twice does no harm, so a connection found dead is tried again. */
export async function ask(
  { leftMs, addresses }: DetailsQuestion,
  wanted: { readonly url: string; readonly bearer?: string; readonly body?: unknown },
): Promise<Told> {
  if (leftMs() < MIN_QUESTION_MS) return unavailable('slow');
  const { url, bearer, body } = wanted;
  const result = await request({
    method: body === undefined ? 'GET' : 'POST',
    url,
    headers: {
      accept: 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    timeoutMs: leftMs(),
    maxBytes: MAX_ANSWER_BYTES,
    addresses,
    repeatable: true,
  });
  if (result.outcome !== 'answered') return unavailable(/timeout$/.test(result.reason) ? 'slow' : 'down');
  const value = parseJson(result.body);
  if (value !== undefined) return { outcome: 'told', status: result.status, value };
  return unavailableBy(result.status) ?? unavailable('garbage');
}

/** What a status says by itself, in every system. */
export function unavailableBy(status: number): Unavailable | undefined {
  if (status === 401 || status === 403) return unavailable('refused');
  return status === 429 || status >= 500 ? unavailable('down') : undefined;
}

export function unavailable(
  because: 'slow' | 'down' | 'refused' | 'no-token' | 'not-configured' | 'garbage',
): Unavailable {
  return { outcome: 'unavailable', because };
}

/** Entries that say something. */
export function entriesOf(
  texts: readonly (readonly [name: string, text: string | undefined])[],
): readonly FormEntry[] {
  return texts.flatMap(([name, text]) => (text === undefined || text.trim() === '' ? [] : [{ name, text }]));
}

/** Marks that say something. */
export function marksOf(
  texts: readonly (readonly [name: string, text: string | undefined])[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(entriesOf(texts).map(({ name, text }) => [name, text.slice(0, MAX_MARK_CHARS)]));
}

/** Longer addresses and marks only serve to be cut in reports. */
const MAX_MARK_CHARS = 1_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
