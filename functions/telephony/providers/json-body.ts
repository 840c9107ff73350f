import * as z from 'zod/mini';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { TELEPHONY_LIMITS, unreadable, type UnreadableBody } from '#shared/runtime/body-outcome.ts';
import { readBody } from '#shared/runtime/body.ts';

/** A text that may be missing, null, a number, or of a shape we have not seen: that one is as good as missing. */
export const ToldText = z.catch(
  z.optional(z.union([z.string(), z.pipe(z.number(), z.transform(String))])),
  undefined,
);

/** Seconds, as a number or a text of one. */
export const ToldSeconds = z.catch(
  z.optional(
    z.union([z.number(), z.pipe(z.string().check(z.regex(/^\d{1,9}(?:\.\d+)?$/)), z.transform(Number))]),
  ),
  undefined,
);

/** The sender's id of an event. */
export const ToldId = z.pipe(
  z.union([z.int(), z.string().check(z.minLength(1), z.maxLength(255))]),
  z.transform(String),
);

/** The JSON document of a request, or why there is none; whether it is the provider's is for its file to say. */
export async function readJsonBody({
  headers,
  body,
}: ProviderRequest): Promise<{ readonly outcome: 'json'; readonly value: unknown } | UnreadableBody> {
  const reading = await readBody(headers['content-type'], body, TELEPHONY_LIMITS);
  return reading.outcome === 'fields' ? unreadable(415, 'content-type-not-supported') : reading;
}
