import * as z from 'zod/mini';
import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import type { Provider, ProviderAnswer, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { unreadable } from '#shared/runtime/body-outcome.ts';
import { chooseName } from './choose-name.ts';
import { ForeignId, OptionalId, OptionalText, marksOf, parseUnproved, readJson } from './json-body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * Lead forms of VKontakte, by its Callback API (dev.vk.com/ru/api/callback/getting-started).
 *
 * Signs nothing: the group's secret key is the field `secret`. Options: `confirmation`, the text the group's settings
 * show for this address; `groupId`, the one group it is for. An answer of several choices as a list, and `patronymic_name`,
 * are UNVERIFIED.
 */
export const vk: Provider = {
  id: 'vk',
  greet,
  isGenuine,
  read,
  /** Anything else than these two letters is a failure, and comes again. */
  success: { status: 200, body: 'ok' },
};

const NAME_PARTS = ['first_name', 'patronymic_name', 'last_name'];

const Answer = z.object({
  key: OptionalText,
  question: OptionalText,
  answer: z.catch(z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]), ''),
});

type Answer = z.infer<typeof Answer>;

const Lead = z.object({
  event_id: OptionalId,
  object: z.object({
    lead_id: ForeignId,
    form_id: OptionalId,
    form_name: OptionalText,
    ad_id: OptionalId,
    answers: z.array(Answer),
  }),
});

/** The address is confirmed by a text before anything is sent, and without the secret. */
function greet(request: ProviderRequest, source: Source): ProviderAnswer | undefined {
  const { confirmation = '' } = source.options;
  const asked = z
    .object({ type: z.literal('confirmation'), group_id: ForeignId })
    .safeParse(parseUnproved(request));
  if (!asked.success || confirmation === '' || !isOfGroup(asked.data.group_id, source)) return undefined;
  return { status: 200, body: confirmation, contentType: 'text/plain; charset=utf-8' };
}

function isGenuine(request: ProviderRequest, _source: Source, secrets: readonly string[]): boolean {
  const told = z.object({ secret: z.string() }).safeParse(parseUnproved(request));
  return told.success && isProvedBy(secrets, told.data.secret, (secret) => secret);
}

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const json = await readJson(request);
  if (json.outcome === 'unreadable') return json;
  const event = z.object({ type: z.string(), group_id: OptionalId }).safeParse(json.value);
  if (!event.success) return unreadable(422, 'not-an-event');
  if (event.data.type !== 'lead_forms_new') return { outcome: 'ignored', because: 'not-a-lead-form' };
  if (!isOfGroup(event.data.group_id, source)) return { outcome: 'ignored', because: 'another-group' };
  const lead = Lead.safeParse(json.value);
  if (!lead.success) return unreadable(422, 'not-a-lead-form');
  const { event_id, object } = lead.data;
  const submission = toSubmission({
    source,
    provider: 'vk',
    eventId: event_id ?? object.lead_id,
    entries: [
      ...object.answers.map((answer) => toEntry(answer, source)),
      { name: 'form_name', text: object.form_name ?? '' },
    ],
    attribution: marksOf({ form_id: object.form_id, ad_id: object.ad_id }),
  });
  return { outcome: 'submission', submission };
}

function isOfGroup(group: string | undefined, { options: { groupId } }: Source): boolean {
  return groupId === undefined || groupId === group;
}

/** The form's own questions have the keys `custom_0`, `custom_1` …: what they ask is in their words. */
function toEntry({ key = '', question, answer }: Answer, source: Source): FormEntry {
  const text = [answer].flat().join(', ');
  return { name: NAME_PARTS.includes(key) ? 'name' : chooseName([key, question], source), text };
}
