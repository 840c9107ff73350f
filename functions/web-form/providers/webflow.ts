import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import type { Source } from '#shared/domain/source.ts';
import { fromJson } from '#shared/intake/form/form-entries.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import { isWithinWindow } from '#shared/intake/proof/time-window.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { unreadable } from '#shared/runtime/body-outcome.ts';
import { ForeignId, OptionalId, OptionalText, marksOf, readJson } from './json-body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * Forms of Webflow (developers.webflow.com/data/docs/working-with-webhooks), version 2 of its events.
 *
 * It waits 30 seconds, and tries three times more ten minutes apart. Events of version 1, which have neither type nor
 * payload, are not read. No options.
 */
export const webflow: Provider = {
  id: 'webflow',
  isGenuine,
  read,
  success: { status: 200, body: '' },
};

const Form = z.object({
  payload: z.object({
    id: ForeignId,
    data: z.record(z.string(), z.unknown()),
    name: OptionalText,
    formId: OptionalId,
  }),
});

/**
 * `x-webflow-signature` is the hex of HMAC-SHA256 over `timestamp:body`, the time in unix milliseconds.
 * A webhook made in the dashboard is not signed: it says a secret in its address instead.
 */
function isGenuine(request: ProviderRequest, _source: Source, secrets: readonly string[]): boolean {
  const { headers, body, now } = request;
  const signature = headers['x-webflow-signature'];
  if (signature === undefined) return hasToken(request, secrets);
  const timestamp = headers['x-webflow-timestamp'] ?? '';
  if (!/^\d{1,15}$/.test(timestamp) || !isWithinWindow(Number(timestamp), now)) return false;
  return isProvedBy(secrets, signature, (secret) =>
    createHmac('sha256', secret).update(`${timestamp}:`).update(body).digest('hex'),
  );
}

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const json = await readJson(request);
  if (json.outcome === 'unreadable') return json;
  const event = z.object({ triggerType: z.string() }).safeParse(json.value);
  if (!event.success) return unreadable(422, 'not-an-event');
  if (event.data.triggerType !== 'form_submission') return { outcome: 'ignored', because: 'not-a-form' };
  const form = Form.safeParse(json.value);
  if (!form.success) return unreadable(422, 'not-a-form-submission');
  const { id: eventId, data, name = '', formId } = form.data.payload;
  const submission = toSubmission({
    source,
    provider: 'webflow',
    eventId,
    entries: [...(fromJson(data) ?? []), { name: 'form_name', text: name }],
    attribution: marksOf({ form_id: formId }),
  });
  return { outcome: 'submission', submission };
}
