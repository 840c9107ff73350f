import { createHash, createHmac } from 'node:crypto';
import type { Source } from '#shared/domain/source.ts';
import { publicUrlsOf } from '#shared/intake/proof/public-url.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { parseUrlEncoded, type FormPairs } from '#shared/runtime/body-url-encoded.ts';
import { sameText } from '#shared/runtime/constant-time.ts';
import { toAttribution, toCallSubmission } from './call-submission.ts';
import { toLineMark } from './caller.ts';
import { findFault, parseSentFields, type SentFields } from './sent-fields.ts';
import { readToldFields } from './told-fields.ts';

/**
 * Twilio Programmable Voice: status callbacks of a number.
 *
 * The source's secrets are auth tokens. What is signed begins with the address Twilio was given, so behind a proxy
 * or another domain it stands in the option `publicUrls`. Source: twilio-node, `src/webhooks/webhooks.ts`.
 */
export const twilio: Provider = {
  id: 'twilio',
  isGenuine: isSigned,
  read,
  // Twilio runs what it is answered as TwiML where the callback is a number's voice URL; nothing is no instruction.
  success: { status: 200, body: '' },
};

const MISSED: readonly string[] = ['busy', 'failed', 'no-answer', 'canceled'];

const OVER: readonly string[] = ['completed', ...MISSED];

/**
 * `X-Twilio-Signature` is base64 of HMAC-SHA1 over the address and the sorted fields. A body that is no form is
 * covered by its digest in the address. There is no moment in it, so a recorded request can be sent again;
 * the call's id makes that a repeat.
 */
function isSigned(request: ProviderRequest, source: Source, tokens: readonly string[]): boolean {
  const fields = signedFields(request);
  if (fields === undefined) return false;
  const told = request.headers['x-twilio-signature'];
  return addressesOf(request, source).some((address) =>
    isProvedBy(tokens, told, (token) =>
      createHmac('sha1', token).update(`${address}${fields}`).digest('base64'),
    ),
  );
}

/** Undefined when the body is not what the address says, or more than anybody sends. */
function signedFields({ method, query, body }: ProviderRequest): string | undefined {
  const bodyDigest = query.get('bodySHA256');
  if (bodyDigest !== null)
    return sameText(bodyDigest.toLowerCase(), createHash('sha256').update(body).digest('hex'))
      ? ''
      : undefined;
  if (method === 'GET') return '';
  const pairs = parseUrlEncoded(body, 'utf-8');
  return pairs && joinSorted(pairs);
}

/** Name and value without a separator, sorted by name; of a name sent twice each different value, sorted. */
function joinSorted(pairs: FormPairs): string {
  const valuesByName = new Map<string, Set<string>>();
  for (const [name, value] of pairs)
    valuesByName.set(name, (valuesByName.get(name) ?? new Set<string>()).add(value));
  return [...valuesByName]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, values]) => [...values].sort().map((value) => `${name}${value}`))
    .join('');
}

/** Twilio signs the port in some products and leaves it out in others. */
function addressesOf(request: ProviderRequest, source: Source): readonly string[] {
  return publicUrlsOf(request, source).flatMap((address) => [
    address,
    address.replace(/^(https?:\/\/[^/?#:]+):\d+/, '$1'),
    address.replace(/^(https?:\/\/[^/?#:]+)(?=[/?#]|$)/, address.startsWith('https') ? '$1:443' : '$1:80'),
  ]);
}

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  if (request.method === 'GET' || request.query.has('bodySHA256')) {
    const told = readToldFields(request);
    return told.outcome === 'unreadable' ? told : readEvent(told.fields, source);
  }
  return (await findFault(request)) ?? readEvent(parseSentFields(request), source);
}

/** Only a status callback says how a call ended; anything else of Twilio's may be pointed at us as well. */
function readEvent(fields: SentFields, source: Source): Reading {
  const eventId = fields.get('CallSid');
  if (eventId === undefined || eventId.length > 255)
    return { outcome: 'unreadable', status: 422, code: 'call-id-missing' };
  const status = fields.get('CallStatus') ?? '';
  if (!OVER.includes(status)) return { outcome: 'ignored', because: 'call-in-progress' };
  if (fields.get('Direction') !== 'inbound') return { outcome: 'ignored', because: 'not-inbound' };
  return toCallSubmission({
    source,
    provider: 'twilio',
    eventId,
    phone: fields.get('From'),
    attribution: toAttribution({ To: toLineMark(fields.get('To'), source.region) }),
    call: {
      missed: isMissed(status, fields),
      talkSeconds: Number(fields.get('CallDuration') ?? '0'),
      trackingNumber: fields.get('To'),
    },
  });
}

/** A call our own menu picked up is `completed`; where the leg to a person is told, that one counts. */
function isMissed(status: string, fields: SentFields): boolean {
  return MISSED.includes(fields.get('DialCallStatus') ?? status) || MISSED.includes(status);
}
