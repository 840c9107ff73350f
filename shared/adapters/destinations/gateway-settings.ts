import type { Destination } from '#shared/domain/destination.ts';
import type { HandoffOutcome } from '#shared/domain/handoff.ts';
import type { HandoffRequest } from '#shared/ports/destination-gateway.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import type { Addresses } from '../http-client/address-guard.ts';

/** The slowest CRM answers in a few seconds; past this the attempt is over and the next one is planned. */
export const ATTEMPT_TIMEOUT_MS = 10_000;

/** What every gateway is given. */
export interface GatewaySettings {
  readonly secrets: Secrets;
  readonly addresses: Addresses;
  readonly now?: () => Date;
  /** Whole attempt, whatever number of requests it takes. */
  readonly timeoutMs?: number;
}

/** A handoff whose destination is known to be of one type. */
export type HandoffTo<T extends Destination['type']> = HandoffRequest & {
  readonly destination: Extract<Destination, { type: T }>;
};

/** Credentials refused: nothing but a person can mend it, so it is tried rarely and long. */
export const UNAUTHORIZED_RETRY_MS = 15 * 60_000;

/** Milliseconds left of an attempt, asked before each of its requests. */
export function startBudget(timeoutMs: number): () => number {
  const deadline = performance.now() + timeoutMs;
  return () => Math.max(0, deadline - performance.now());
}

/**
 * A destination's secret, or how the attempt ends without it. Neither a secret nobody stored nor a
 * store that does not answer is the lead's fault: it is tried again.
 */
export async function readSecret(
  secrets: Secrets,
  name: string,
): Promise<string | Extract<HandoffOutcome, { outcome: 'unavailable' }>> {
  try {
    return (await secrets.find(name)) ?? { outcome: 'unavailable', reason: 'no-secret' };
  } catch {
    return { outcome: 'unavailable', reason: 'secrets-unavailable' };
  }
}
