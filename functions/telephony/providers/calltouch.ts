import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { toCallSubmission } from './call-submission.ts';
import { parseCallerNumber } from './caller.ts';
import { toFormSubmission } from './form-submission.ts';
import { findTold, pickTold, readToldFields, UTM_MARKS, type ToldFields } from './told-fields.ts';

/**
 * Calltouch: calls and requests from forms, by GET or POST.
 *
 * Nothing is signed: the token is in the address, and the source may name their network, 92.118.66.0/23. The customer
 * ticks which fields are sent, so any may be missing; `id` or `requestId`, `callphase` and `changedFields` belong
 * ticked. Source: calltouch.ru, support article 210564609; values of `callphase` seen are `callconnected`, `calllost`.
 */
export const calltouch: Provider = {
  id: 'calltouch',
  isGenuine: (request, _source, secrets) => hasToken(request, secrets),
  read,
  success: { status: 200, body: '' },
};

/** One of these is in every event, whatever else was ticked. */
const TELLING = ['leadtype', 'id', 'requestId', 'callerphone', 'phonenumber'] as const;

/** `null` written out is what an empty value becomes on its way through an address. */
const NOTHING: readonly (string | undefined)[] = [undefined, 'null', '[]', '{}'];

const MARKS = [...UTM_MARKS, 'source', 'medium', 'sessionId', 'ctClientId', 'yaClientId', 'gcid'] as const;

function read(request: ProviderRequest, source: Source): Reading {
  const reading = readToldFields(request);
  if (reading.outcome === 'unreadable') return reading;
  const { fields } = reading;
  if (findTold(fields, ...TELLING) === undefined)
    return { outcome: 'unreadable', status: 422, code: 'not-a-call' };
  // Somebody has edited or tagged an old lead; whoever it was is known since its first event.
  if (!NOTHING.includes(fields.get('changedFields'))) return { outcome: 'ignored', because: 'update' };
  return isRequest(fields) ? readRequest(fields, source) : readCall(fields, source);
}

function isRequest(fields: ToldFields): boolean {
  const type = fields.get('leadtype');
  return type === undefined ? fields.has('requestId') && !fields.has('callerphone') : type === 'request';
}

function readCall(fields: ToldFields, source: Source): Reading {
  if (fields.get('callphase') === 'callconnected') return { outcome: 'ignored', because: 'call-in-progress' };
  return toCallSubmission({
    source,
    provider: 'calltouch',
    eventId: eventIdOf(fields, 'id', 'callerphone'),
    phone: fields.get('callerphone'),
    name: fields.get('fio'),
    call: {
      missed: isMissed(fields),
      talkSeconds: Number(fields.get('duration') ?? '0'),
      trackingNumber: fields.get('phonenumber'),
    },
    attribution: marksOf(fields),
  });
}

/** Where nothing that would say so was ticked, a call counts as missed: calling back once too often harms less. */
function isMissed(fields: ToldFields): boolean {
  const status = fields.get('status');
  if (fields.get('callphase') === 'calllost' || status === 'unsuccessful') return true;
  return status !== 'successful' && !(Number(fields.get('duration')) > 0);
}

/** Here `phonenumber` is the person, typed by hand, and not our line as it is for a call. */
function readRequest(fields: ToldFields, source: Source): Reading {
  const phone = fields.get('phonenumber');
  const subject = fields.get('subject');
  return toFormSubmission({
    source,
    provider: 'calltouch',
    eventId: eventIdOf(fields, 'requestId', 'phonenumber'),
    entries: subject === undefined ? [] : [{ name: 'message', text: subject }],
    person: { phone: parseCallerNumber(phone) ?? phone, name: fields.get('fio'), email: undefined },
    attribution: marksOf(fields),
  });
}

/** Without its id an event is known by who called where and when; without a moment by its words alone. */
function eventIdOf(fields: ToldFields, id: string, phone: string): string | undefined {
  const told = fields.get(id);
  if (told !== undefined) return told.slice(0, 255);
  const moment = findTold(fields, 'timestamp', 'calltime', 'requestDate');
  if (moment === undefined || !fields.has(phone)) return undefined;
  return [fields.get('siteId') ?? '', fields.get(phone), moment].join(':').slice(0, 255);
}

function marksOf(fields: ToldFields): Readonly<Record<string, string | undefined>> {
  return { ...pickTold(fields, MARKS), page: fields.get('url'), referrer: fields.get('ref') };
}
