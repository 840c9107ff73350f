import { createHash } from 'node:crypto';
import { buildDocument } from './document.ts';

/** The document of the API: too large, and too slow to make, to be a part of what is loaded on every cold start. */
export interface BuiltDocument {
  readonly version: string;
  readonly text: string;
}

/** The document as it is served. */
export function buildText(): BuiltDocument {
  const text = JSON.stringify(buildDocument());
  return { version: createHash('sha256').update(text).digest('base64url').slice(0, 12), text };
}
