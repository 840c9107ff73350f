import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { toCallSubmission } from './call-submission.ts';
import { toLineMark } from './caller.ts';
import { pickTold, readToldFields, UTM_MARKS, type ToldFields } from './told-fields.ts';

/**
 * Roistat call tracking: two hooks a call under one `id`, at the ring without a `status` and once it is over.
 * Nothing is signed, so the token is in the address (help.roistat.com, «Webhook-уведомление»).
 */
export const roistat: Provider = {
  id: 'roistat',
  isGenuine: (request, _source, secrets) => hasToken(request, secrets),
  read,
  success: { status: 200, body: '' },
};

/** What the test button of the cabinet sends. */
const TEST_MARKER = 'TEST_DATA';
const TEST_LINE = '74951234567';

/** Most telling first: a lead keeps a limited number of marks. */
const MARKS = [
  ...UTM_MARKS,
  'marker',
  'visit_id',
  'first_visit',
  'source_level_1',
  'source_level_2',
  'source_level_3',
  'google_client_id',
  'metrika_client_id',
] as const;

function read(request: ProviderRequest, source: Source): Reading {
  const reading = readToldFields(request);
  if (reading.outcome === 'unreadable') return reading;
  const { fields } = reading;
  if (fields.get('marker') === TEST_MARKER || fields.get('callee') === TEST_LINE)
    return { outcome: 'ignored', because: 'test' };
  const eventId = fields.get('id') ?? '';
  if (eventId === '' || eventId.length > 255)
    return { outcome: 'unreadable', status: 422, code: 'call-id-missing' };
  if (!fields.has('status')) return { outcome: 'ignored', because: 'call-in-progress' };
  return readCall(fields, eventId, source);
}

function readCall(fields: ToldFields, eventId: string, source: Source): Reading {
  const line = fields.get('callee');
  return toCallSubmission({
    source,
    provider: 'roistat',
    eventId,
    phone: fields.get('caller'),
    call: {
      missed: fields.get('status') !== 'ANSWER',
      talkSeconds: Number(fields.get('duration') ?? '0'),
      trackingNumber: line,
    },
    attribution: {
      ...pickTold(fields, MARKS),
      callee: toLineMark(line, source.region),
      page: fields.get('landing_page'),
      referrer: fields.get('referrer'),
    },
  });
}
