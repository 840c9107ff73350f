export type IdempotencyKey =
  | { readonly outcome: 'given'; readonly key: string }
  | { readonly outcome: 'none' }
  | { readonly outcome: 'malformed' };

/**
 * Reads the sender's own id of a submission: 1 to 255 visible ASCII characters, bare or in the quotes of the
 * Idempotency-Key draft (draft-ietf-httpapi-idempotency-key-header).
 */
export function parseIdempotencyKey(text: string | undefined): IdempotencyKey {
  if (text === undefined) return { outcome: 'none' };
  const key = text.trim().replace(/^"(.*)"$/, '$1');
  return /^[\x21-\x7E]{1,255}$/.test(key) ? { outcome: 'given', key } : { outcome: 'malformed' };
}
