import { createHash } from 'node:crypto';
import type { Submission } from '#shared/domain/submission.ts';

/** 96 bits: two of a billion leads share an id once in a hundred million tries. */
const ID_CHARACTERS = 24;
const HASH_CHARACTERS = 16;

/**
 * The lead's id, made from the sender's own id of the event: the same event is the same lead,
 * so that the table can refuse the second one without a lookup.
 */
export function leadIdOf(source: string, eventId: string): string {
  return hash('event', source, eventId).slice(0, ID_CHARACTERS);
}

/** What a submission says, as a short hash: same words, same hash. */
export function contentHashOf({ kind, fields, extra, call }: Submission): string {
  return hash(kind, sorted(fields), sorted(extra), JSON.stringify(call ?? null)).slice(0, HASH_CHARACTERS);
}

/** Under which a submission without an id of its own is recognized for a while. */
export function repeatKeyOf(source: string, contentHash: string): string {
  return hash('repeat', source, contentHash).slice(0, ID_CHARACTERS);
}

function sorted(fields: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function hash(...parts: readonly string[]): string {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(`${part.length}:`).update(part);
  return sha.digest('hex');
}
