import * as z from 'zod/mini';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { parseJson, type JsonReading } from '#shared/runtime/body-json.ts';
import { FORM_LIMITS, unreadable, type BodyLimits } from '#shared/runtime/body-outcome.ts';
import { readBody } from '#shared/runtime/body.ts';
import { decodeBytes } from '#shared/runtime/charset.ts';

/** The document of a provider that posts nothing but JSON. */
export async function readJson(
  { headers, body }: ProviderRequest,
  limits: BodyLimits = FORM_LIMITS,
): Promise<JsonReading> {
  const reading = await readBody(headers['content-type'], body, limits);
  return reading.outcome === 'fields' ? unreadable(415, 'content-type-not-supported') : reading;
}

/**
 * The document of a provider whose proof of origin is a field of it; undefined when there is none.
 * Parsed before anything is proved, so within the same limits.
 */
export function parseUnproved({ body }: ProviderRequest): unknown {
  if (body.length > FORM_LIMITS.maxBytes) return undefined;
  const reading = parseJson(decodeBytes(body, 'utf-8'));
  return reading.outcome === 'json' ? reading.value : undefined;
}

/** Longer than any provider's. */
const MAX_ID_CHARS = 500;

/** An id in somebody else's system, as text: it may be a number, also one that a double cannot hold. */
export const ForeignId = z.pipe(
  z.union([z.string().check(z.minLength(1), z.maxLength(MAX_ID_CHARS)), z.number()]),
  z.transform(String),
);

/** One that a lead is no worse for when it is missing or of another shape. */
export const OptionalId = z.catch(z.optional(ForeignId), undefined);

/** A text that a lead is no worse for when it is missing or of another shape. */
export const OptionalText = z.catch(z.optional(z.string()), undefined);

/** The marks that were told. */
export function marksOf(
  marks: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(marks).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}
