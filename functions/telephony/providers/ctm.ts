import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import type { Source } from '#shared/domain/source.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { unreadable } from '#shared/runtime/body-outcome.ts';
import { toCallSubmission } from './call-submission.ts';
import { parseCallerNumber } from './caller.ts';
import { toFormSubmission } from './form-submission.ts';
import { ToldId, ToldSeconds, ToldText, readJsonBody } from './json-body.ts';

/**
 * CallTrackingMetrics: webhooks at the end of a call, and of a FormReactor form; JSON, the whole call.
 *
 * The source's secrets are the account's webhook secrets; a sub-account's differ from its API key. Which trigger sent a
 * call is not in it: the one for starts, where somebody wants it, is to call `…/start`.
 */
export const ctm: Provider = {
  id: 'ctm',
  isGenuine: isSigned,
  read,
  success: { status: 200, body: '' },
};

const CustomFields = z.array(z.object({ id: ToldText, label: ToldText, value: z.unknown() }));

const Call = z.object({
  id: ToldId,
  direction: ToldText,
  call_status: ToldText,
  dial_status: ToldText,
  talk_time: ToldSeconds,
  caller_number: ToldText,
  caller_number_complete: ToldText,
  tracking_number: ToldText,
  name: ToldText,
  email: ToldText,
  source: ToldText,
  medium: ToldText,
  campaign: ToldText,
  keyword: ToldText,
  form: z.catch(z.optional(z.object({ custom: CustomFields })), undefined),
});

type Call = z.infer<typeof Call>;
type CustomFields = z.infer<typeof CustomFields>;

/** As telephone exchanges of their supplier name a call that is still going on. */
const GOING_ON: readonly string[] = ['queued', 'initiated', 'ringing', 'in-progress', 'in progress'];

/**
 * `X-CTM-Signature` is base64 of HMAC-SHA1 over `X-CTM-Time` and the body as it came.
 *
 * The time is not held against the clock: whether a retry has a time of its own is not published, and refusing late
 * ones would lose calls. What is sent again is a repeat by its id.
 */
function isSigned({ headers, body }: ProviderRequest, _source: Source, secrets: readonly string[]): boolean {
  const time = headers['x-ctm-time'] ?? '';
  if (time === '') return false;
  return isProvedBy(secrets, headers['x-ctm-signature']?.trim(), (secret) =>
    createHmac('sha1', secret).update(time).update(body).digest('base64'),
  );
}

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const body = await readJsonBody(request);
  if (body.outcome === 'unreadable') return body;
  const call = Call.safeParse(body.value);
  if (!call.success) return unreadable(422, 'not-a-call');
  const { direction, call_status: status, form } = call.data;
  // Also when the form then rings our rep and the visitor, which makes an outbound call of it.
  if (form && form.custom.length > 0) return readForm(call.data, form.custom, source);
  if (direction !== 'inbound') return { outcome: 'ignored', because: 'not-inbound' };
  if (request.rest.endsWith('/start') || GOING_ON.includes(status?.toLowerCase() ?? ''))
    return { outcome: 'ignored', because: 'call-in-progress' };
  return readCall(call.data, source);
}

function readCall(call: Call, source: Source): Reading {
  const reading = toCallSubmission({
    source,
    provider: 'ctm',
    eventId: call.id,
    phone: phoneOf(call),
    name: call.name,
    call: {
      // `duration` has the ringing in it, and `dial_status` may be of the last leg: only talk counts.
      missed: call.talk_time === undefined ? call.dial_status !== 'answered' : call.talk_time <= 0,
      talkSeconds: call.talk_time ?? 0,
      trackingNumber: call.tracking_number,
    },
    attribution: marksOf(call),
  });
  if (reading.outcome !== 'submission' || !call.email) return reading;
  const { submission } = reading;
  return { ...reading, submission: { ...submission, fields: { ...submission.fields, email: call.email } } };
}

function readForm(call: Call, custom: CustomFields, source: Source): Reading {
  return toFormSubmission({
    source,
    provider: 'ctm',
    eventId: call.id,
    entries: custom.map(({ id, label, value }) => ({ name: label || id || '', text: toText(value) })),
    person: { phone: phoneOf(call), name: call.name, email: call.email },
    attribution: marksOf(call),
  });
}

/** Of a box with several ticks, all of them. What is no text has nothing to read. */
function toText(value: unknown): string {
  const texts = Array.isArray(value) ? value : [value];
  return texts
    .filter((text) => typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean')
    .join(', ');
}

/**
 * Ten digits are a number of the country the called one is in. Only North America is completed here, where they
 * cannot be anything else; elsewhere the source's region decides.
 */
function phoneOf({ caller_number_complete: complete, caller_number: told, tracking_number: line }: Call) {
  const phone = parseCallerNumber(complete) ?? parseCallerNumber(told);
  const isNorthAmerican = /^\+1\d{10}$/.test(line ?? '') && /^\d{10}$/.test(phone ?? '');
  return isNorthAmerican ? `+1${phone}` : phone;
}

function marksOf({ source, medium, campaign, keyword }: Call) {
  return { utm_source: source, utm_medium: medium, utm_campaign: campaign, utm_term: keyword };
}
