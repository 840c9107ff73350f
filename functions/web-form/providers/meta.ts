import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import type { Source } from '#shared/domain/source.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import type { Pointer, Provider, ProviderAnswer, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { BATCH_LIMITS, unreadable } from '#shared/runtime/body-outcome.ts';
import { ForeignId, OptionalId, marksOf, readJson } from './json-body.ts';

/**
 * Lead ads of Facebook and Instagram (developers.facebook.com/docs/graph-api/webhooks, …/marketing-api/guides/lead-ads).
 *
 * An event says only which lead there is. The source's secrets are the app secret, which signs, and the verify token,
 * which greets; the latter must be as long and random, since either would do for the other. That it tries again for
 * 36 hours and joins up to 1 000 events in a request is UNVERIFIED. No options.
 */
export const meta: Provider = {
  id: 'meta',
  greet,
  isGenuine,
  read,
  success: { status: 200, body: '' },
};

/** An id of Meta's: it becomes a part of the address it is fetched from. */
const NumericId = ForeignId.check(z.regex(/^\d{1,30}$/));

const Lead = z.object({
  leadgen_id: NumericId,
  form_id: OptionalId,
  ad_id: OptionalId,
  adgroup_id: OptionalId,
  page_id: OptionalId,
});

const Change = z.object({ field: z.string(), value: z.optional(z.unknown()) });

const Event = z.object({
  object: z.string(),
  entry: z.array(z.object({ changes: z.optional(z.array(Change)) })),
});

/** The address is checked by a text that must come back, if whoever asks knows the token. Only a harmless one does. */
function greet(
  { method, query }: ProviderRequest,
  _source: Source,
  secrets: readonly string[],
): ProviderAnswer | undefined {
  if (method !== 'GET' || query.get('hub.mode') !== 'subscribe') return undefined;
  const challenge = query.get('hub.challenge') ?? '';
  if (!/^[\w.~-]{1,200}$/.test(challenge)) return undefined;
  if (!isProvedBy(secrets, query.get('hub.verify_token') ?? '', (secret) => secret)) return undefined;
  return { status: 200, body: challenge, contentType: 'text/plain; charset=utf-8' };
}

/** `X-Hub-Signature-256` is `sha256=` and the hex of HMAC-SHA256 over the body as it came, escapes and all. */
function isGenuine({ headers, body }: ProviderRequest, _source: Source, secrets: readonly string[]): boolean {
  return isProvedBy(
    secrets,
    headers['x-hub-signature-256'],
    (secret) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  );
}

async function read(request: ProviderRequest): Promise<Reading> {
  const json = await readJson(request, BATCH_LIMITS);
  if (json.outcome === 'unreadable') return json;
  const event = Event.safeParse(json.value);
  if (!event.success) return unreadable(422, 'not-an-event');
  const changes = event.data.entry.flatMap((entry) => entry.changes ?? []);
  const told = changes.filter(({ field }) => field === 'leadgen').map(({ value }) => value);
  if (event.data.object !== 'page' || told.length === 0) return { outcome: 'ignored', because: 'not-a-lead' };
  const leads = z.array(Lead).safeParse(told);
  if (!leads.success) return unreadable(422, 'not-a-leadgen-change');
  return { outcome: 'pointers', pointers: leads.data.map(toPointer) };
}

function toPointer({ leadgen_id, ...marks }: z.infer<typeof Lead>): Pointer {
  return { eventId: leadgen_id, ref: leadgen_id, attribution: marksOf(marks) };
}
