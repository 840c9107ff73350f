import { MAX_FIELDS, unreadable, type UnreadableBody } from './body-outcome.ts';
import { cleanText } from './clean-text.ts';

const MAX_DEPTH = 20;

/** Keys that change what an object is when somebody copies it carelessly. Nobody honest sends them. */
const REFUSED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export type JsonReading = { readonly outcome: 'json'; readonly value: unknown } | UnreadableBody;

/**
 * Reads a JSON document from outside, measured before it is parsed.
 *
 * Whole numbers that a double cannot hold stay the text they were: they are ids. Of a key given twice the
 * last value counts, as everywhere in JavaScript.
 */
export function parseJson(text: string, maxKeys: number = MAX_FIELDS): JsonReading {
  const document = text.replace(/^\uFEFF/, '');
  if (document.trim() === '') return unreadable(400, 'empty-body');
  const { depth, keys } = measure(document);
  if (depth > MAX_DEPTH) return unreadable(422, 'too-deep');
  if (keys > maxKeys) return unreadable(422, 'too-many-fields');
  return revive(document);
}

function revive(document: string): JsonReading {
  let refused = false;
  try {
    const value: unknown = JSON.parse(
      document,
      (key, found: unknown, context?: { readonly source?: string }) => {
        refused ||= REFUSED_KEYS.has(key);
        if (typeof found === 'string') return cleanText(found);
        return typeof found === 'number' ? exactNumber(found, context?.source) : found;
      },
    );
    return refused ? unreadable(422, 'field-name-not-allowed') : { outcome: 'json', value };
  } catch {
    return unreadable(400, 'malformed-json');
  }
}

function exactNumber(value: number, source: string | undefined): number | string {
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? (source ?? String(value)) : value;
}

/** Depth of brackets and number of keys, in one walk that builds nothing. Strings are stepped over. */
function measure(document: string): { readonly depth: number; readonly keys: number } {
  let open = 0;
  let depth = 0;
  let keys = 0;
  for (let at = 0; at < document.length; at++) {
    const sign = document.charAt(at);
    if (sign === '"') at = endOfString(document, at);
    else if (sign === '[' || sign === '{') depth = Math.max(depth, ++open);
    else if (sign === ']' || sign === '}') open--;
    else if (sign === ':') keys++;
  }
  return { depth, keys };
}

/** Where the string that begins at `start` ends; the end of the document for one that never does. */
function endOfString(document: string, start: number): number {
  let at = start + 1;
  while (at < document.length && document.charAt(at) !== '"') at += document.charAt(at) === '\\' ? 2 : 1;
  return at;
}
