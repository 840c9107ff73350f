import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { TELEPHONY_LIMITS } from '#shared/runtime/body-outcome.ts';
import { decodeBytes, detectCharset } from '#shared/runtime/charset.ts';
import { cleanText } from '#shared/runtime/clean-text.ts';
import { toCallSubmission } from './call-submission.ts';
import { findElement, parseXml, type XmlElement } from './xml.ts';

/**
 * Beeline's cloud switchboard: events of BroadSoft's Xsi in XML, the token in the address of the subscription.
 *
 * The elements were seen in use, the envelope around them was not: so they are found by local name at any depth.
 * A subscription (`BASIC_CALL`) ends by itself and is renewed from outside.
 */
export const beeline: Provider = {
  id: 'beeline',
  isGenuine: (request, _source, secrets) => hasToken(request, secrets),
  read,
  success: { status: 200, body: '' },
};

function read({ body }: ProviderRequest, source: Source): Reading {
  if (body.length > TELEPHONY_LIMITS.maxBytes)
    return { outcome: 'unreadable', status: 413, code: 'body-too-large' };
  const document = parseXml(decodeBytes(body, detectCharset(body)));
  if (document === undefined) return { outcome: 'unreadable', status: 422, code: 'malformed-xml' };
  const event = findElement(document, 'eventData');
  // Nothing comes any more until somebody subscribes anew.
  if ([document.type, event?.type].includes('SubscriptionTerminatedEvent'))
    return { outcome: 'ignored', because: 'subscription-ended' };
  if (event === undefined) return { outcome: 'unreadable', status: 422, code: 'not-a-call' };
  return readEvent(event, source);
}

function readEvent(event: XmlElement, source: Source): Reading {
  if (event.type !== 'CallReleasedEvent') return { outcome: 'ignored', because: 'not-the-end-of-a-call' };
  if (!isInbound(event)) return { outcome: 'ignored', because: 'not-inbound' };
  // Every phone that rings is a leg with a `callId` of its own; what they share is the tracking id.
  const eventId = textOf(event, 'extTrackingId') || textOf(event, 'callId');
  if (eventId === '' || eventId.length > 255)
    return { outcome: 'unreadable', status: 422, code: 'call-id-missing' };
  return readCall(event, eventId, source);
}

/** A group's call is one colleague's to another. */
function isInbound(event: XmlElement): boolean {
  const isFromColleague = textOf(findElement(event, 'remoteParty'), 'callType') === 'Group';
  return textOf(event, 'personality') === 'Terminator' && !isFromColleague;
}

function readCall(event: XmlElement, eventId: string, source: Source): Reading {
  const answeredAtMs = Number(textOf(event, 'answerTime'));
  return toCallSubmission({
    source,
    provider: 'beeline',
    eventId,
    phone: numberOf(findElement(event, 'remoteParty')),
    call: {
      missed: !(answeredAtMs > 0),
      talkSeconds: (Number(textOf(event, 'releaseTime')) - answeredAtMs) / 1000,
      trackingNumber: numberOf(findElement(event, 'redirections')?.children.at(-1)),
    },
  });
}

function textOf(element: XmlElement | undefined, name: string): string {
  return cleanText(findElement(element, name)?.text ?? '').trim();
}

/** The number of an address such as `tel:+74950000101`; the name of one that has none. */
function numberOf(party: XmlElement | undefined): string {
  return textOf(party, 'address')
    .replace(/^(?:tel|sips?):/i, '')
    .replace(/[@;].*$/s, '');
}
