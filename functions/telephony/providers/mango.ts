import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { parseJson } from '#shared/runtime/body-json.ts';
import { sameText } from '#shared/runtime/constant-time.ts';
import { parseCallerNumber } from './caller.ts';
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

/** Unix seconds; 0 or absent for what never happened. */
const UnixSeconds = z.catch(z.coerce.number().check(z.nonnegative()), 0);

const Summary = z.object({
  entry_id: z.string().check(z.minLength(1), z.maxLength(255)),
  call_direction: z.coerce.number(),
  /** Without a number when the caller hides it. */
  from: z.nullish(z.object({ number: z.nullish(z.coerce.string()) })),
  line_number: z.nullish(z.coerce.string()),
  talk_time: UnixSeconds,
  end_time: UnixSeconds,
});

type Summary = z.infer<typeof Summary>;

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
  if (request.rest.endsWith('/events/call')) return { outcome: 'ignored', because: 'call-in-progress' };
  if (!request.rest.endsWith('/events/summary')) return { outcome: 'ignored', because: 'not-a-call' };
  const json = parseJson(parseSentFields(request).get('json') ?? '');
  return json.outcome === 'unreadable' ? json : readSummary(json.value, source);
}

function readSummary(value: unknown, source: Source): Reading {
  const summary = Summary.safeParse(value);
  if (!summary.success) return { outcome: 'unreadable', status: 422, code: 'not-a-call-summary' };
  if (summary.data.call_direction !== INBOUND) return { outcome: 'ignored', because: 'not-inbound' };
  const phone = parseCallerNumber(summary.data.from?.number);
  if (phone === undefined) return { outcome: 'ignored', because: 'hidden-caller' };
  return { outcome: 'submission', submission: toSubmission(summary.data, phone, source) };
}

function toSubmission(summary: Summary, phone: string, source: Source): Submission {
  const trackingNumber = parseCallerNumber(summary.line_number);
  return {
    kind: 'call',
    source: source.id,
    provider: 'mango',
    language: source.language,
    eventId: summary.entry_id,
    fields: { phone },
    attribution: {},
    extra: {},
    suspicions: [],
    call: {
      // `entry_result` is 1 also for a caller who was lost in the voice menu: only talk counts.
      missed: summary.talk_time === 0,
      talkSeconds: summary.talk_time === 0 ? 0 : Math.max(0, summary.end_time - summary.talk_time),
      ...(trackingNumber === undefined ? {} : { trackingNumber }),
    },
  };
}
