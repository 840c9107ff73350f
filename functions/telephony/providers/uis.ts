import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { toCallSubmission, toResponse } from './call-submission.ts';
import { toLineMark } from './caller.ts';
import { findTold, pickTold, UTM_MARKS, type ToldFields } from './told-fields.ts';
import { readFilledTemplate } from './uis-template.ts';

/**
 * UIS, CoMagic and CallGear: notifications whose body the customer writes.
 *
 * This is the body to write, as a form by POST, in one line; the token is one of the source's secrets. It goes into the
 * notification of a lost call as it is, and into that of a finished call with `event=finished`:
 *
 *     call_session_id={{call_session_id}}&event=lost&direction={{direction}}&phone={{contact_phone_number}}
 *     &line={{virtual_phone_number}}&talk={{talk_time_duration}}&ts={{notification_timestamp}}&token=…
 *
 * A form, because values are put in without quotes or escapes, and an empty number or a quotation mark in a name
 * breaks JSON. JSON under the names of their variables is read all the same, broken or not. Their mnemonics
 * of events are not published, so an event is the end of a call unless its name says otherwise.
 */
export const uis: Provider = {
  id: 'uis',
  isGenuine: isFromTemplate,
  read,
  success: { status: 200, body: '' },
};

/** Ringing, one leg of a talk, a recording, our own calls. */
const NOT_THE_END = /incoming|wait|talk|start|outbound|record|internal|tag/i;
const THE_END = /lost|missed/i;

const YES: readonly (string | undefined)[] = ['true', '1', 'yes'];

const MARKS = [...UTM_MARKS, 'page', 'referrer', 'scenario_name'] as const;

function isFromTemplate(request: ProviderRequest, _source: Source, secrets: readonly string[]): boolean {
  if (hasToken(request, secrets)) return true;
  const reading = readFilledTemplate(request);
  return reading.outcome === 'fields' && hasToken(request, secrets, reading.fields.get('token') ?? '');
}

function read(request: ProviderRequest, source: Source): Reading {
  const reading = readFilledTemplate(request);
  if (reading.outcome === 'unreadable') return reading;
  const { fields } = reading;
  if (findTold(fields, 'call_session_id', ...PHONE) === undefined)
    return { outcome: 'unreadable', status: 422, code: 'not-a-call' };
  if (!isTheEnd(fields)) return { outcome: 'ignored', because: 'not-the-end-of-a-call' };
  if (YES.includes(fields.get('is_internal'))) return { outcome: 'ignored', because: 'not-inbound' };
  const isInbound = (fields.get('direction') ?? 'in') === 'in';
  return isInbound ? readCall(fields, source) : readCallOfOurs(fields);
}

/** By our template's name, then by theirs. */
const PHONE = ['phone', 'contact_phone_number', 'calling_phone_number'] as const;

function isTheEnd(fields: ToldFields): boolean {
  const event = findTold(fields, 'event', 'notification_mnemonic') ?? '';
  return THE_END.test(event) || !NOT_THE_END.test(event);
}

/** `direction` is `out`, and the contact is whom we called. */
function readCallOfOurs(fields: ToldFields): Reading {
  const talkSeconds = talkSecondsOf(fields);
  const phone = findTold(fields, 'phone', 'contact_phone_number');
  return toResponse({ phone, answered: talkSeconds > 0, talkSeconds });
}

function talkSecondsOf(fields: ToldFields): number {
  return Number(findTold(fields, 'talk', 'talk_time_duration') ?? '0');
}

function readCall(fields: ToldFields, source: Source): Reading {
  const talkSeconds = talkSecondsOf(fields);
  const line = findTold(fields, 'line', 'virtual_phone_number', 'called_phone_number');
  return toCallSubmission({
    source,
    provider: 'uis',
    eventId: eventIdOf(fields),
    phone: findTold(fields, ...PHONE),
    name: findTold(fields, 'name', 'contact_full_name'),
    call: { missed: !(talkSeconds > 0), talkSeconds, trackingNumber: line },
    attribution: { ...pickTold(fields, MARKS), virtual_phone_number: toLineMark(line, source.region) },
  });
}

/** Where the customer left the session out, the moment and the caller tell calls apart. */
function eventIdOf(fields: ToldFields): string | undefined {
  const moment = findTold(fields, 'ts', 'notification_timestamp', 'notification_time');
  const phone = findTold(fields, ...PHONE);
  const made = moment === undefined || phone === undefined ? undefined : `${phone}:${moment}`;
  return (fields.get('call_session_id') ?? made)?.slice(0, 255);
}
