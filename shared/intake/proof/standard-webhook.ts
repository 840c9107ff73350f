import { createHmac } from 'node:crypto';
import type { ProviderRequest } from '../provider.ts';
import { isProvedBy } from './secrets.ts';
import { isWithinWindow } from './time-window.ts';

/** More signatures than a sender who replaces a key needs; each costs a hash for each of our secrets. */
const MAX_SIGNATURES = 5;

/**
 * Proof by Standard Webhooks: `webhook-id`, `webhook-timestamp` (unix seconds, ±5 minutes), `webhook-signature`, a list of
 * `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body` (github.com/standard-webhooks, specification 1.0).
 *
 * Written out here because the library parses the body as JSON and reads the clock by itself. A secret without
 * its `whsec_` is taken as the bytes it is.
 */
export function isStandardWebhook(
  { headers, body, now }: ProviderRequest,
  secrets: readonly string[],
): boolean {
  const id = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (!isWithinWindow(Number(timestamp) * 1000, now)) return false;
  const signatures = (headers['webhook-signature'] ?? '').split(' ', MAX_SIGNATURES);
  return signatures.some((signature) =>
    isProvedBy(secrets, signature, (secret) => `v1,${sign(secret, `${id}.${timestamp}.`, body)}`),
  );
}

function sign(secret: string, prefix: string, body: Buffer): string {
  return createHmac('sha256', keyOf(secret)).update(prefix).update(body).digest('base64');
}

function keyOf(secret: string): Buffer {
  const encoded = /^whsec_(.*)$/.exec(secret)?.[1];
  return encoded === undefined ? Buffer.from(secret) : Buffer.from(encoded, 'base64');
}
