import type { Source } from '#shared/domain/source.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { unreadable } from '#shared/runtime/body-outcome.ts';
import { toCallSubmission, toResponse } from './call-submission.ts';
import { parseCallerNumber } from './caller.ts';
import { findFault, parseSentFields, type SentFields } from './sent-fields.ts';

/**
 * Bitrix24: events of a portal, by an outgoing webhook: calls of its telephony, and leads that were added to it.
 *
 * The source's secrets are application tokens. An event of a lead has its id and nothing else; the lead is fetched from
 * the source's `details`. Nothing is sent twice, and a handler that is slow is called less often.
 * Source: bitrix24/b24restdocs, `api-reference/events`.
 */
export const bitrix24: Provider = {
  id: 'bitrix24',
  isGenuine: hasApplicationToken,
  read,
  success: { status: 200, body: '' },
};

/** `CALL_TYPE` of a call from outside, and of one that was passed on. */
const INBOUND: readonly (string | undefined)[] = ['2', '3'];

/** `CALL_TYPE` of a call of ours, and of one that a client has asked for. */
const OUTBOUND: readonly (string | undefined)[] = ['1', '4'];

/** `CALL_FAILED_CODE` of a call that was answered; 304 is one that was missed, others say why it came to nothing. */
const ANSWERED = '200';

/** The token comes among the fields; nothing is signed. */
function hasApplicationToken(request: ProviderRequest, _source: Source, tokens: readonly string[]): boolean {
  const told = parseSentFields(request).get('auth[application_token]');
  return isProvedBy(tokens, told, (token) => token);
}

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const fault = await findFault(request);
  if (fault !== undefined) return fault;
  const sent = parseSentFields(request);
  switch (sent.get('event')?.toUpperCase()) {
    case 'ONVOXIMPLANTCALLEND':
      return readCall(sent, source);
    case 'ONCRMLEADADD':
      return readLead(sent);
    case undefined:
      return unreadable(422, 'event-missing');
    default:
      return { outcome: 'ignored', because: 'not-a-lead' };
  }
}

function readCall(sent: SentFields, source: Source): Reading {
  const eventId = sent.get('data[CALL_ID]') ?? '';
  if (eventId === '' || eventId.length > 255) return unreadable(422, 'call-id-missing');
  if (OUTBOUND.includes(sent.get('data[CALL_TYPE]')))
    return toResponse({
      phone: sent.get('data[PHONE_NUMBER]'),
      answered: !isMissed(sent),
      talkSeconds: Number(sent.get('data[CALL_DURATION]') ?? '0'),
    });
  if (!INBOUND.includes(sent.get('data[CALL_TYPE]'))) return { outcome: 'ignored', because: 'not-inbound' };
  const line = sent.get('data[PORTAL_NUMBER]');
  return toCallSubmission({
    source,
    provider: 'bitrix24',
    eventId,
    phone: sent.get('data[PHONE_NUMBER]'),
    call: {
      missed: isMissed(sent),
      talkSeconds: Number(sent.get('data[CALL_DURATION]') ?? '0'),
      trackingNumber: line,
    },
    // A connected line has a name of the portal's, `reg12345`, in place of its number.
    attribution: parseCallerNumber(line) === undefined ? { portal_number: line } : {},
  });
}

function isMissed(sent: SentFields): boolean {
  const code = sent.get('data[CALL_FAILED_CODE]');
  return code ? code !== ANSWERED : !(Number(sent.get('data[CALL_DURATION]')) > 0);
}

function readLead(sent: SentFields): Reading {
  const id = sent.get('data[FIELDS][ID]') ?? '';
  if (!/^[1-9]\d{0,17}$/.test(id)) return unreadable(422, 'lead-id-missing');
  return { outcome: 'pointers', pointers: [{ eventId: `ONCRMLEADADD:${id}`, ref: id, attribution: {} }] };
}
