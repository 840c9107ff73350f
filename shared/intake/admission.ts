import { createHash } from 'node:crypto';
import type { Source } from '#shared/domain/source.ts';
import type { RateLimiter } from '#shared/ports/rate-limiter.ts';
import type { ProviderRequest } from './provider.ts';
import { senderOf } from './sender.ts';

export interface Limited {
  readonly outcome: 'limited';
  readonly limit: 'address' | 'source';
  readonly retryAfterSeconds: number;
}

/**
 * Holds one sender back where anybody may send. A vendor has few addresses and many leads, and proves itself:
 * by a secret, or by the networks its source names.
 */
export async function admitAddress(
  { address, now }: ProviderRequest,
  { id, secrets, addresses, limits }: Source,
  limiter: RateLimiter,
): Promise<Limited | undefined> {
  if (secrets.length > 0 || addresses.length > 0) return undefined;
  const key = `address:${hashOf(id, address)}`;
  const admission = await limiter.admit(key, limits.perAddressPerMinute, now);
  return admission.outcome === 'admitted' ? undefined : limited('address', admission.retryAfterSeconds);
}

/** Holds a source back as a whole, after it has proved to be itself. */
export async function admitSource(
  { now }: ProviderRequest,
  { id, limits }: Source,
  limiter: RateLimiter,
): Promise<Limited | undefined> {
  const admission = await limiter.admit(`source:${id}`, limits.perMinute, now);
  return admission.outcome === 'admitted' ? undefined : limited('source', admission.retryAfterSeconds);
}

/**
 * Whether an address has sent half of what it may within a minute. Counted by itself, because a limiter says only
 * when all is used up.
 */
export async function isNearLimit(
  { address, now }: ProviderRequest,
  { id, limits }: Source,
  limiter: RateLimiter,
): Promise<boolean> {
  const half = Math.ceil(limits.perAddressPerMinute / 2);
  const admission = await limiter.admit(`half:${hashOf(id, address)}`, half, now);
  return admission.outcome === 'too-many';
}

/** Holds back one address that asks us about companies: each question may cost us one to the registry. */
export async function admitQuestion(
  { address, now }: ProviderRequest,
  { id }: Source,
  perMinute: number,
  limiter: RateLimiter,
): Promise<Limited | undefined> {
  const admission = await limiter.admit(`company:${hashOf(id, address)}`, perMinute, now);
  return admission.outcome === 'admitted' ? undefined : limited('address', admission.retryAfterSeconds);
}

/** One sender at one source, without the address being readable: it is personal. */
function hashOf(source: string, address: string): string {
  return createHash('sha256')
    .update(`${source}|${senderOf(address)}`)
    .digest('base64url')
    .slice(0, 22);
}

function limited(limit: Limited['limit'], retryAfterSeconds: number): Limited {
  return { outcome: 'limited', limit, retryAfterSeconds };
}
