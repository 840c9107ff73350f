import { createHmac } from 'node:crypto';
import type { Source } from '#shared/domain/source.ts';
import type { Provider, ProviderAnswer, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { sameText } from '#shared/runtime/constant-time.ts';
import { toCallSubmission, toResponse } from './call-submission.ts';
import { toLineMark } from './caller.ts';
import { findFault, parseSentFields, type SentFields } from './sent-fields.ts';

export const zadarma: Provider = zadarmaNamed('zadarma');

/** Novofon is the same switchboard under another name. */
export const novofon: Provider = zadarmaNamed('novofon');

function zadarmaNamed(id: string): Provider {
  return {
    id,
    greet,
    isGenuine: isSigned,
    read: (request, source) => read(request, source, id),
    // The answer to NOTIFY_START steers the call; an empty one lets it go where it was going.
    success: { status: 200, body: '' },
  };
}

/** The fields that an event's signature is over, joined without a separator. */
const SIGNED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  NOTIFY_START: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_INTERNAL: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_END: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_IVR: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_ANSWER: ['caller_id', 'destination', 'call_start'],
  NOTIFY_OUT_START: ['internal', 'destination', 'call_start'],
  NOTIFY_OUT_END: ['internal', 'destination', 'call_start'],
  NOTIFY_RECORD: ['pbx_call_id', 'call_id_with_rec'],
};

/** The address is checked by a text that must come back as it is. Only what is harmless in an answer does. */
function greet(request: ProviderRequest): ProviderAnswer | undefined {
  const challenge = request.query.get('zd_echo') ?? '';
  if (!/^[\w.~-]{1,200}$/.test(challenge)) return undefined;
  return { status: 200, body: challenge, contentType: 'text/plain; charset=utf-8' };
}

/**
 * `Signature` is base64 of the hex text of HMAC-SHA1, as PHP makes it.
 *
 * It covers neither the event's name nor the outcome nor any time, so a recorded one can be sent again;
 * the call's id makes that a repeat.
 */
function isSigned(request: ProviderRequest, _source: Source, secrets: readonly string[]): boolean {
  const sent = parseSentFields(request);
  const event = sent.get('event') ?? '';
  if (!Object.hasOwn(SIGNED_FIELDS, event)) return false;
  const signed = (SIGNED_FIELDS[event] ?? []).map((field) => sent.get(field) ?? '').join('');
  return secrets.some((secret) => {
    const hex = createHmac('sha1', secret).update(signed).digest('hex');
    return secret !== '' && sameText(request.headers.signature ?? '', Buffer.from(hex).toString('base64'));
  });
}

async function read(request: ProviderRequest, source: Source, provider: string): Promise<Reading> {
  const fault = await findFault(request);
  return fault ?? readEvent(parseSentFields(request), source, provider);
}

function readEvent(sent: SentFields, source: Source, provider: string): Reading {
  const eventId = sent.get('pbx_call_id') ?? '';
  if (sent.get('event') === 'NOTIFY_OUT_END')
    return toResponse({
      phone: sent.get('destination'),
      answered: sent.get('disposition') === 'answered',
      talkSeconds: Number(sent.get('duration') ?? '0'),
    });
  if (sent.get('event') !== 'NOTIFY_END') return { outcome: 'ignored', because: 'not-the-end-of-a-call' };
  if (eventId.startsWith('out_')) return { outcome: 'ignored', because: 'not-inbound' };
  if (eventId === '' || eventId.length > 255)
    return { outcome: 'unreadable', status: 422, code: 'call-id-missing' };
  const line = sent.get('called_did');
  return toCallSubmission({
    source,
    provider,
    eventId,
    phone: sent.get('caller_id'),
    call: {
      missed: sent.get('disposition') !== 'answered',
      talkSeconds: Number(sent.get('duration') ?? '0'),
      trackingNumber: line,
    },
    attribution: { called_did: toLineMark(line, source.region) },
  });
}
