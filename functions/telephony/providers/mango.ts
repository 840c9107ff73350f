import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Source } from '#shared/domain/source.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { parseJson } from '#shared/runtime/body-json.ts';
import { sameText } from '#shared/runtime/constant-time.ts';
import { toCallSubmission, toResponse } from './call-submission.ts';
import { parseLineNumber, toLineMark } from './caller.ts';
import { findFault, parseSentFields } from './sent-fields.ts';

/**
 * Mango Office virtual switchboard, VPBX API 1.9.
 *
 * Three fields: `vpbx_api_key`, `sign`, `json`. The source's secrets are salts, its option `apiKey` is the key.
 * Only the HTTP status of the answer counts.
 */
export const mango: Provider = {
  id: 'mango',
  isGenuine: isSigned,
  read,
  success: { status: 200, body: '' },
};

const INBOUND = 1;
const OUTBOUND = 2;

/** Unix seconds; 0 or absent for what never happened. */
const UnixSeconds = z.catch(z.coerce.number().check(z.nonnegative()), 0);

const EntryId = z.string().check(z.minLength(1), z.maxLength(255));

const Summary = z.object({
  entry_id: EntryId,
  call_direction: z.coerce.number(),
  /** Without a number when the caller hides it. */
  from: z.nullish(z.object({ number: z.nullish(z.coerce.string()) })),
  /** Of a call of ours, whom it went to. */
  to: z.catch(z.nullish(z.object({ number: z.nullish(z.coerce.string()) })), undefined),
  line_number: z.nullish(z.coerce.string()),
  talk_time: UnixSeconds,
  end_time: UnixSeconds,
});

/** `type` is 1 for a number shown to one visitor, 2 for one shown to all. */
const Progress = z.object({
  entry_id: EntryId,
  dct: z.object({ number: z.coerce.string(), type: z.nullish(z.coerce.string().check(z.maxLength(20))) }),
});

/** `sign` is sha256(key + json + salt) in lower-case hex, over the json text as it came. */
function isSigned(request: ProviderRequest, { options }: Source, salts: readonly string[]): boolean {
  const sent = parseSentFields(request);
  const key = options.apiKey ?? '';
  if (key === '' || !sameText(sent.get('vpbx_api_key') ?? '', key)) return false;
  return salts.some((salt) => {
    const expected = createHash('sha256')
      .update(`${key}${sent.get('json') ?? ''}${salt}`)
      .digest('hex');
    return salt !== '' && sameText(sent.get('sign') ?? '', expected);
  });
}

/**
 * The event is in the path: Mango appends it to the address it was given.
 * A call is told by its summary; everything before that is the same call still going on.
 */
async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const fault = await findFault(request);
  if (fault !== undefined) return fault;
  const readEvent = EVENTS.find(([path]) => request.rest.endsWith(path))?.[1];
  if (readEvent === undefined) return { outcome: 'ignored', because: 'not-a-call' };
  const json = parseJson(parseSentFields(request).get('json') ?? '');
  return json.outcome === 'unreadable' ? json : readEvent(json.value, source);
}

const EVENTS: readonly (readonly [string, (value: unknown, source: Source) => Reading])[] = [
  ['/events/call', readProgress],
  ['/events/summary', readSummary],
];

/** Only here is the dynamic number that the caller saw, so it is remembered for the summary. */
function readProgress(value: unknown, { region }: Source): Reading {
  const progress = Progress.safeParse(value);
  const dct_number = parseLineNumber(progress.data?.dct.number, region);
  if (!progress.success || dct_number === undefined)
    return { outcome: 'ignored', because: 'call-in-progress' };
  const { entry_id, dct } = progress.data;
  return {
    outcome: 'note',
    callId: entry_id,
    marks: { dct_number, ...(dct.type ? { dct_type: dct.type } : {}) },
  };
}

function readSummary(value: unknown, source: Source): Reading {
  const summary = Summary.safeParse(value);
  if (!summary.success) return { outcome: 'unreadable', status: 422, code: 'not-a-call-summary' };
  const { call_direction, entry_id, from, to, line_number, talk_time, end_time } = summary.data;
  if (call_direction === OUTBOUND)
    return toResponse({ phone: to?.number, answered: talk_time > 0, talkSeconds: end_time - talk_time });
  if (call_direction !== INBOUND) return { outcome: 'ignored', because: 'not-inbound' };
  return toCallSubmission({
    source,
    provider: 'mango',
    eventId: entry_id,
    callId: entry_id,
    phone: from?.number,
    // `entry_result` is 1 also for a caller who was lost in the voice menu: only talk counts.
    call: { missed: talk_time === 0, talkSeconds: end_time - talk_time, trackingNumber: line_number },
    attribution: { line_number: toLineMark(line_number, source.region) },
  });
}
