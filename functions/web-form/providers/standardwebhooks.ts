import * as z from 'zod/mini';
import type { Source } from '#shared/domain/source.ts';
import { fromJson } from '#shared/intake/form/form-entries.ts';
import { isStandardWebhook } from '#shared/intake/proof/standard-webhook.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { unreadable } from '#shared/runtime/body-outcome.ts';
import { OptionalText, readJson } from './json-body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * Our generic signed intake, for whoever writes the sending side: Standard Webhooks 1.0 (www.standardwebhooks.com).
 *
 * The body is `{"type": "lead.created", "timestamp": …, "data": {…}}`, the fields of the lead are in `data` under our
 * names, `webhook-id` is the event's id. The option `types`, separated by spaces, says which types tell of a lead;
 * without it every event with `data` does.
 */
export const standardwebhooks: Provider = {
  id: 'standardwebhooks',
  isGenuine: (request, _source, secrets) => isStandardWebhook(request, secrets),
  read,
  success: { status: 200, body: '' },
};

const Event = z.object({ type: OptionalText, data: z.optional(z.unknown()) });

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const json = await readJson(request);
  if (json.outcome === 'unreadable') return json;
  const event = Event.safeParse(json.value);
  if (!event.success) return unreadable(422, 'not-an-object');
  const { type, data } = event.data;
  if (!tellsOfLead(type, source)) return { outcome: 'ignored', because: 'other-type' };
  if (data === undefined) return { outcome: 'ignored', because: 'no-lead' };
  const entries = fromJson(data);
  if (entries === undefined) return unreadable(422, 'data-not-an-object');
  const eventId = request.headers['webhook-id'];
  return {
    outcome: 'submission',
    submission: toSubmission({ source, provider: 'standardwebhooks', eventId, entries }),
  };
}

function tellsOfLead(type: string | undefined, { options }: Source): boolean {
  const types = (options.types ?? '').split(/\s+/).filter((one) => one !== '');
  return types.length === 0 || types.includes(type ?? '');
}
