import type { ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { TELEPHONY_LIMITS, unreadable } from '#shared/runtime/body-outcome.ts';
import { parseUrlEncoded } from '#shared/runtime/body-url-encoded.ts';
import { readBody } from '#shared/runtime/body.ts';

/** Fields of a form, exactly as sent; of a field sent twice, the last. */
export type SentFields = ReadonlyMap<string, string>;

/**
 * What a signature is checked over and what is read afterwards: one and the same.
 * Two ways of reading one body would let a field be signed as this and understood as that.
 */
export function parseSentFields({ body }: ProviderRequest): SentFields {
  return new Map(parseUrlEncoded(body, 'utf-8'));
}

/** Why the body is not a form of ours; undefined when it is one. */
export async function findFault({ headers, body }: ProviderRequest): Promise<Reading | undefined> {
  const reading = await readBody(headers['content-type'], body, TELEPHONY_LIMITS);
  if (reading.outcome === 'unreadable') return reading;
  return reading.outcome === 'json' ? unreadable(415, 'content-type-not-supported') : undefined;
}
