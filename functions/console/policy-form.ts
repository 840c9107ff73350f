import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import type { Call } from './call.ts';

/** A form writes each byte of Cyrillic as three characters; the desk itself knows how large a document may be. */
const LIMITS: BodyLimits = { maxBytes: 512 * 1024, maxMultipartBytes: 512 * 1024 };

export type Fields = ReadonlyMap<string, readonly string[]>;

export async function readPolicyFields(call: Call): Promise<Fields> {
  const reading = await readBody(call.headers['content-type'], call.body, LIMITS);
  return reading.outcome === 'fields' ? reading.fields : new Map();
}

export function toVersion(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
