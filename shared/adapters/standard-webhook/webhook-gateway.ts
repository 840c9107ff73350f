import { Webhook } from 'standardwebhooks';
import type { HandoffOutcome } from '#shared/domain/handoff.ts';
import {
  ATTEMPT_TIMEOUT_MS,
  readSecret,
  type GatewaySettings,
  type HandoffTo,
} from '../destinations/gateway-settings.ts';
import { request, retryAfterMs, type HttpResult } from '../http-client/http-client.ts';
import { toWebhookEvent, toWebhookId } from './webhook-event.ts';

/** Client errors that pass by themselves. */
const TEMPORARY_STATUSES: readonly number[] = [408, 425, 429];

/**
 * Tells any system by a signed webhook (Standard Webhooks). Safe to repeat: the receiver
 * knows a repeated event by its `webhook-id`.
 */
export class WebhookGateway {
  readonly #settings: GatewaySettings;

  constructor(settings: GatewaySettings) {
    this.#settings = settings;
  }

  async deliver(handoff: HandoffTo<'webhook'>): Promise<HandoffOutcome> {
    const { secrets, addresses, timeoutMs = ATTEMPT_TIMEOUT_MS, now = () => new Date() } = this.#settings;
    const secret = await readSecret(secrets, handoff.destination.secret);
    if (typeof secret !== 'string') return secret;
    const id = toWebhookId(handoff);
    const body = JSON.stringify(toWebhookEvent(handoff));
    const attemptedAt = now();
    const signature = signatureOf(secret, id, attemptedAt, body);
    if (signature === undefined) return { outcome: 'unavailable', reason: 'bad-secret' };
    const result = await request({
      method: 'POST',
      url: handoff.destination.url,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(attemptedAt.getTime() / 1_000)),
        'webhook-signature': signature,
      },
      body,
      timeoutMs,
      addresses,
      repeatable: true,
    });
    return toOutcome(result, id, attemptedAt);
  }
}

/**
 * One signature for each secret named, two while one is being rotated: the receiver may
 * know either. Undefined when one is no secret of this kind.
 */
function signatureOf(secret: string, id: string, at: Date, body: string): string | undefined {
  const keys = secret.split(/[\s,]+/).filter((key) => key !== '');
  if (keys.length === 0) return undefined;
  try {
    return keys.map((key) => new Webhook(key).sign(id, at, body)).join(' ');
  } catch {
    return undefined;
  }
}

function toOutcome(result: HttpResult, id: string, now: Date): HandoffOutcome {
  if (result.outcome === 'unreachable') return { outcome: 'unavailable', reason: result.reason };
  if (result.outcome === 'no-answer') return { outcome: 'uncertain', reason: result.reason };
  const { status } = result;
  if (status >= 200 && status < 300) return { outcome: 'delivered', externalId: id };
  if (status === 410) return { outcome: 'rejected', reason: 'gone' };
  const temporary = status < 400 || status >= 500 || TEMPORARY_STATUSES.includes(status);
  if (!temporary) return { outcome: 'rejected', reason: `http-${status}` };
  const asked = retryAfterMs(result, now);
  const pause = asked === undefined ? {} : { retryAfterMs: asked };
  return { outcome: 'unavailable', reason: `http-${status}`, ...pause };
}
