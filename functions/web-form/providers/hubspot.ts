import { createHash, createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import type { Source } from '#shared/domain/source.ts';
import { publicUrlsOf } from '#shared/intake/proof/public-url.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import { isWithinWindow } from '#shared/intake/proof/time-window.ts';
import type { Pointer, Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { BATCH_LIMITS, unreadable } from '#shared/runtime/body-outcome.ts';
import { ForeignId, OptionalText, readJson } from './json-body.ts';

/**
 * Contacts that a form of HubSpot made (developers.hubspot.com: Validating requests, Webhooks API).
 *
 * A form has no webhook of its own: a new contact says which system made it, and everything else is fetched. Only a
 * person's first form makes a contact, a later one needs a workflow. The source's secrets are client secrets of the app.
 * Options: `publicUrls`, the addresses HubSpot calls us by; `signature: v3` takes no older one. Whether the source is
 * called `FORM` or `FORMS`, and `eventId` is never used twice, is UNVERIFIED.
 */
export const hubspot: Provider = {
  id: 'hubspot',
  isGenuine,
  read,
  success: { status: 200, body: '' },
};

const MADE_BY_FORM = ['FORM', 'FORMS'];

/** A contact among the kinds of objects. */
const CONTACT_TYPE_ID = '0-1';

const Event = z.looseObject({
  subscriptionType: z.string(),
  objectTypeId: OptionalText,
  changeSource: OptionalText,
});

/** A contact's id becomes a part of the address it is fetched from. */
const Contact = z.object({ eventId: ForeignId, objectId: ForeignId.check(z.regex(/^\d{1,30}$/)) });

/** HubSpot sends every signature it ever had. The newest one there is counts, whatever the others say. */
function isGenuine(request: ProviderRequest, source: Source, secrets: readonly string[]): boolean {
  const { headers, body } = request;
  if (headers['x-hubspot-signature-v3'] !== undefined) return isSignedV3(request, source, secrets);
  if (source.options.signature === 'v3' || headers['x-hubspot-signature-version'] !== 'v1') return false;
  return isProvedBy(secrets, headers['x-hubspot-signature'], (secret) =>
    createHash('sha256').update(secret).update(body).digest('hex'),
  );
}

/** Base64 of HMAC-SHA256 over method, address, body and time, the time in unix milliseconds. */
function isSignedV3(request: ProviderRequest, source: Source, secrets: readonly string[]): boolean {
  const { method, headers, body, now } = request;
  const timestamp = headers['x-hubspot-request-timestamp'] ?? '';
  if (!/^\d{1,15}$/.test(timestamp) || !isWithinWindow(Number(timestamp), now)) return false;
  return publicUrlsOf(request, source).some((url) =>
    isProvedBy(secrets, headers['x-hubspot-signature-v3'], (secret) =>
      createHmac('sha256', secret)
        .update(`${method}${decodeAddress(url)}`)
        .update(body)
        .update(timestamp)
        .digest('base64'),
    ),
  );
}

/** The escapes that HubSpot decodes before it signs, and no others: those of `: / ? @ ! $ ' ( ) * , ;`. */
const DECODED_ESCAPES = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

function decodeAddress(url: string): string {
  return url.replaceAll(DECODED_ESCAPES, decodeURIComponent);
}

async function read(request: ProviderRequest): Promise<Reading> {
  const json = await readJson(request, BATCH_LIMITS);
  if (json.outcome === 'unreadable') return json;
  const events = z.array(Event).safeParse(json.value);
  if (!events.success) return unreadable(422, 'not-a-list-of-events');
  const made = events.data.filter(isContactOfForm);
  if (made.length === 0) return { outcome: 'ignored', because: 'not-made-by-a-form' };
  const contacts = z.array(Contact).safeParse(made);
  if (!contacts.success) return unreadable(422, 'not-a-contact-event');
  return { outcome: 'pointers', pointers: contacts.data.map(toPointer) };
}

/** `contact.creation`, or `object.creation` of a contact, as the newer subscriptions call it. */
function isContactOfForm({
  subscriptionType,
  objectTypeId,
  changeSource = '',
}: z.infer<typeof Event>): boolean {
  const isContact =
    subscriptionType === 'contact.creation' ||
    (subscriptionType === 'object.creation' && objectTypeId === CONTACT_TYPE_ID);
  return isContact && MADE_BY_FORM.includes(changeSource);
}

function toPointer({ eventId, objectId }: z.infer<typeof Contact>): Pointer {
  return { eventId, ref: objectId, attribution: {} };
}
