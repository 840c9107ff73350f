import * as z from 'zod/mini';
import type { Call } from './call.ts';

/** Enough to say why; a longer story belongs into the document's own comments. */
const MAX_NOTE_CHARACTERS = 200;

/** The number of a version, from 1, as an address says it. */
export const VersionText = z.string().check(z.regex(/^[1-9]\d{0,7}$/));

export const NoteText = z.string().check(z.maxLength(MAX_NOTE_CHARACTERS));

export function parseVersion(text: string | undefined | null): number | undefined {
  const { data } = VersionText.safeParse(text);
  return data === undefined ? undefined : Number(data);
}

/** Nothing when it is empty. Control characters do not get into a list that people read. */
export function parseNote(text: string | null): { readonly note?: string } | 'too-long' {
  const note = (text ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  if ([...note].length > MAX_NOTE_CHARACTERS) return 'too-long';
  return note === '' ? {} : { note };
}

/**
 * The version an edit began from, as `If-Match: "3"` or `?base=3`; nothing when the sender does not mind which.
 *
 * A proxy that compresses may have made the tag a weak one.
 */
export function parseBase({
  headers,
  query,
}: Pick<Call, 'headers' | 'query'>): { readonly base?: number } | 'unreadable' {
  const tag = headers['if-match']?.trim();
  const written = tag === undefined ? query.get('base') : /^(?:W\/)?"(\d+)"$/.exec(tag)?.[1];
  if (tag === '*' || written === null) return {};
  const base = parseVersion(written);
  return base === undefined ? 'unreadable' : { base };
}
