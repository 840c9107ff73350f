import { createHmac } from 'node:crypto';
import type { AboutEvent } from './about-event.ts';
import type { HttpEvent } from './recorded-events.ts';

type Headers = Readonly<Record<string, string>>;

interface Stamped {
  readonly headers: Headers;
  readonly body: string;
}

/**
 * The recorded request as its sender would send it now.
 *
 * A signature over a moment is worth something for a few minutes, so those are made again, with the same secret
 * over the same words. Every other request stays as it was recorded, to the byte.
 */
export function freshEvent(event: HttpEvent, now: Date): HttpEvent {
  const { about } = event;
  if (about?.now === undefined || about.expect.auth !== 'valid') return event;
  const { headers, body } = stamp(event, about, now);
  return { ...event, headers: { ...event.headers, ...headers }, body, isBase64Encoded: false };
}

function stamp(event: HttpEvent, about: AboutEvent, now: Date): Stamped {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString();
  const secret = about.secret ?? '';
  const seconds = String(Math.floor(now.getTime() / 1000));
  const milliseconds = String(now.getTime());
  const { headers } = event;
  if (headers['webhook-timestamp'] !== undefined)
    return { body, headers: standardWebhook(headers, body, secret, seconds) };
  if (headers['x-webflow-timestamp'] !== undefined)
    return {
      body,
      headers: {
        'x-webflow-timestamp': milliseconds,
        'x-webflow-signature': hmac('sha256', secret, `${milliseconds}:${body}`).toString('hex'),
      },
    };
  if (headers['x-hubspot-request-timestamp'] !== undefined)
    return {
      body,
      headers: {
        'x-hubspot-request-timestamp': milliseconds,
        'x-hubspot-signature-v3': hmac(
          'sha256',
          secret,
          `${event.requestContext.http.method}${about.url ?? ''}${body}${milliseconds}`,
        ).toString('base64'),
      },
    };
  return stampInBody(body, secret, now);
}

/** CallRail says in the body when it sent it, and signs the body. */
function stampInBody(body: string, secret: string, now: Date): Stamped {
  const stamped = body.replace(/"timestamp":"[^"]*"/, `"timestamp":"${now.toISOString()}"`);
  return { body: stamped, headers: { signature: hmac('sha1', secret, stamped).toString('base64') } };
}

/** Standard Webhooks; of several recorded signatures the last is the one made again. */
function standardWebhook(headers: Headers, body: string, secret: string, seconds: string): Headers {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
  const signature = hmac('sha256', key, `${headers['webhook-id'] ?? ''}.${seconds}.${body}`).toString(
    'base64',
  );
  const others = (headers['webhook-signature'] ?? '').split(' ').slice(0, -1);
  return { 'webhook-timestamp': seconds, 'webhook-signature': [...others, `v1,${signature}`].join(' ') };
}

function hmac(algorithm: 'sha1' | 'sha256', secret: string | Buffer, text: string): Buffer {
  return createHmac(algorithm, secret).update(text).digest();
}
