import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import type { Source } from '#shared/domain/source.ts';
import { fromJson } from '#shared/intake/form/form-entries.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import { isWithinWindow } from '#shared/intake/proof/time-window.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { toCallSubmission } from './call-submission.ts';
import { parseCallerNumber } from './caller.ts';
import { toFormSubmission } from './form-submission.ts';
import { ToldId, ToldSeconds, ToldText, readJsonBody } from './json-body.ts';

/**
 * CallRail: calls and form submissions, JSON, told apart by their shape.
 *
 * The source's secrets are signing keys of the company. Source: apidocs.callrail.com, Webhooks.
 */
export const callrail: Provider = {
  id: 'callrail',
  isGenuine: isSigned,
  read,
  success: { status: 200, body: '' },
};

/**
 * How old an event may be. The moment they sign is the beginning of the call, and the event after it may lag 20 minutes
 * (their support pages): minutes would lose long calls, and what is sent again sooner is a repeat by its id.
 */
const WINDOW_SECONDS = 6 * 60 * 60;

const Flag = z.catch(z.optional(z.union([z.boolean(), z.stringbool()])), undefined);

const MARKS = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'gclid'] as const;

const Event = z.object({
  id: ToldId,
  timestamp: ToldText,
  direction: ToldText,
  answered: Flag,
  voicemail: Flag,
  duration: ToldSeconds,
  changes: z.catch(z.optional(z.array(z.unknown())), undefined),
  form_data: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  form_url: ToldText,
  customer_name: ToldText,
  customer_email: ToldText,
  customer_phone_number: ToldText,
  callernum: ToldText,
  tracking_phone_number: ToldText,
  source_name: ToldText,
  landing_page_url: ToldText,
  referring_url: ToldText,
  referrer: ToldText,
  utm_source: ToldText,
  utm_medium: ToldText,
  utm_campaign: ToldText,
  utm_content: ToldText,
  utm_term: ToldText,
  gclid: ToldText,
});

type Event = z.infer<typeof Event>;

/** `Signature` is base64 of HMAC-SHA1 over the body as it came. */
function isSigned({ headers, body }: ProviderRequest, _source: Source, keys: readonly string[]): boolean {
  return isProvedBy(keys, headers.signature, (key) => createHmac('sha1', key).update(body).digest('base64'));
}

/**
 * A webhook that is refused often enough gets switched off, and nothing is ever sent twice (their documentation): what
 * we cannot read of theirs is not refused but left aside, with the reason in the log.
 */
async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const body = await readJsonBody(request);
  if (body.outcome === 'unreadable') return { outcome: 'ignored', because: body.code };
  const event = Event.safeParse(body.value);
  if (!event.success) return { outcome: 'ignored', because: 'not-an-event' };
  return readEvent(event.data, source, request.now);
}

function readEvent(event: Event, source: Source, now: Date): Reading {
  const { timestamp, form_data: form, answered, changes = [], direction } = event;
  if (isStale(timestamp, now)) return { outcome: 'ignored', because: 'too-old' };
  if (form !== undefined) return readForm(event, form, source);
  if (changes.length > 0) return { outcome: 'ignored', because: 'update' };
  if (direction !== 'inbound') return { outcome: 'ignored', because: 'not-inbound' };
  // Only a call that is over says whether it was answered; a ringing one, or a text message, does not.
  if (answered === undefined) return { outcome: 'ignored', because: 'not-the-end-of-a-call' };
  return readCall(event, answered && event.voicemail !== true, source);
}

function isStale(timestamp: string | undefined, now: Date): boolean {
  const signedAt = Date.parse(timestamp ?? '');
  return !Number.isNaN(signedAt) && !isWithinWindow(signedAt, now, WINDOW_SECONDS);
}

function readCall(event: Event, talked: boolean, source: Source): Reading {
  return toCallSubmission({
    source,
    provider: 'callrail',
    eventId: event.id,
    phone: event.customer_phone_number || event.callernum,
    name: event.customer_name,
    call: {
      missed: !talked,
      talkSeconds: event.duration ?? 0,
      trackingNumber: event.tracking_phone_number,
    },
    attribution: { ...marksOf(event), page: event.landing_page_url },
  });
}

function readForm(event: Event, form: unknown, source: Source): Reading {
  return toFormSubmission({
    source,
    provider: 'callrail',
    eventId: event.id,
    entries: fromJson(form) ?? [],
    person: {
      phone: parseCallerNumber(event.customer_phone_number),
      name: event.customer_name,
      email: event.customer_email,
    },
    attribution: { ...marksOf(event), page: event.form_url || event.landing_page_url },
  });
}

function marksOf(event: Event): Readonly<Record<string, string | undefined>> {
  return {
    ...Object.fromEntries(MARKS.map((name) => [name, event[name]])),
    referrer: event.referring_url || event.referrer,
    source_name: event.source_name,
  };
}
