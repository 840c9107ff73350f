import { createHash } from 'node:crypto';
import { buildDocument } from './document.ts';
import type { BuiltDocument } from './find-document.ts';

/** The document as it is served. */
export function buildText(): BuiltDocument {
  const text = JSON.stringify(buildDocument());
  return { version: createHash('sha256').update(text).digest('base64url').slice(0, 12), text };
}
