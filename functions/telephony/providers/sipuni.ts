import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { toCallSubmission } from './call-submission.ts';
import { toLineMark } from './caller.ts';
import { readToldFields, type ToldFields } from './told-fields.ts';

/**
 * Sipuni: events of a call by GET or POST, the token in the address because nothing is signed.
 * They may stop sending where the answer is not these very words (doc.sipuni.com, articles 626, 636, 640).
 */
export const sipuni: Provider = {
  id: 'sipuni',
  isGenuine: (request, _source, secrets) => hasToken(request, secrets),
  read,
  success: { status: 200, body: '{"success": true}', contentType: 'application/json' },
};

/** The call as a whole is over; 1 is its beginning, 3 an answer, 4 the end of one leg after a transfer. */
const HANGUP = '2';

/** Where the call came from: 1 is outside, 2 inside. */
const OUTSIDE = '1';

function read(request: ProviderRequest, source: Source): Reading {
  const reading = readToldFields(request);
  if (reading.outcome === 'unreadable') return reading;
  const { fields } = reading;
  const eventId = fields.get('call_id') ?? '';
  if (!fields.has('event')) return { outcome: 'unreadable', status: 422, code: 'not-a-call' };
  if (eventId === '' || eventId.length > 255)
    return { outcome: 'unreadable', status: 422, code: 'call-id-missing' };
  if (fields.get('event') !== HANGUP) return { outcome: 'ignored', because: 'not-the-end-of-a-call' };
  if (fields.get('src_type') !== OUTSIDE) return { outcome: 'ignored', because: 'not-inbound' };
  return readCall(fields, eventId, source);
}

function readCall(fields: ToldFields, eventId: string, source: Source): Reading {
  const line = fields.get('pbxdstnum');
  const answeredAt = Number(fields.get('call_answer_timestamp') ?? '0');
  return toCallSubmission({
    source,
    provider: 'sipuni',
    eventId,
    phone: fields.get('src_num'),
    call: {
      missed: !(answeredAt > 0) || (fields.get('status') ?? 'ANSWER') !== 'ANSWER',
      talkSeconds: Number(fields.get('timestamp') ?? '0') - answeredAt,
      trackingNumber: line,
    },
    attribution: { treeName: fields.get('treeName'), pbxdstnum: toLineMark(line, source.region) },
  });
}
