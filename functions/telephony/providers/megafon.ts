import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { toCallSubmission, toResponse } from './call-submission.ts';
import { toLineMark } from './caller.ts';
import { readToldFields, type ToldFields } from './told-fields.ts';

/**
 * MegaFon's virtual switchboard (ВАТС): commands to a CRM, proved by the token in `crm_token`.
 *
 * `contact` asks for the caller's card and takes an empty answer for «unknown», so nothing of a client is ever told.
 */
export const megafon: Provider = {
  id: 'megafon',
  isGenuine: hasCrmToken,
  read,
  success: { status: 200, body: '' },
};

function hasCrmToken(request: ProviderRequest, _source: Source, secrets: readonly string[]): boolean {
  const reading = readToldFields(request);
  return reading.outcome === 'fields' && hasToken(request, secrets, reading.fields.get('crm_token') ?? '');
}

function read(request: ProviderRequest, source: Source): Reading {
  const reading = readToldFields(request);
  if (reading.outcome === 'unreadable') return reading;
  const { fields } = reading;
  const command = fields.get('cmd');
  if (command === undefined) return { outcome: 'unreadable', status: 422, code: 'not-a-call' };
  if (command === 'event') return { outcome: 'ignored', because: 'call-in-progress' };
  if (command !== 'history') return { outcome: 'ignored', because: 'not-a-call' };
  const eventId = fields.get('callid') ?? '';
  if (eventId === '' || eventId.length > 255)
    return { outcome: 'unreadable', status: 422, code: 'call-id-missing' };
  if (fields.get('type') === 'out')
    return toResponse({
      phone: fields.get('phone'),
      answered: isAnswered(fields),
      talkSeconds: Number(fields.get('duration') ?? '0'),
    });
  if (fields.get('type') !== 'in') return { outcome: 'ignored', because: 'not-inbound' };
  return readCall(fields, eventId, source);
}

function readCall(fields: ToldFields, eventId: string, source: Source): Reading {
  // The number that was dialled: all there is of where the caller came from.
  const line = fields.get('diversion');
  return toCallSubmission({
    source,
    provider: 'megafon',
    eventId,
    phone: fields.get('phone'),
    call: {
      missed: !isAnswered(fields),
      talkSeconds: Number(fields.get('duration') ?? '0'),
      trackingNumber: line,
    },
    attribution: { diversion: toLineMark(line, source.region) },
  });
}

/** The one status in lower case is `missed`; Cancel, Busy and the like were not talked either. */
function isAnswered(fields: ToldFields): boolean {
  return fields.get('status')?.toLowerCase() === 'success';
}
