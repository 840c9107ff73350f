import * as z from 'zod/mini';
import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { FieldName, Source } from '#shared/domain/source.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { unreadable } from '#shared/runtime/body-outcome.ts';
import { chooseName } from './choose-name.ts';
import { ForeignId, OptionalId, OptionalText, marksOf, parseUnproved, readJson } from './json-body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * Lead forms of Google Ads (developers.google.com/google-ads/webhook/docs/implementation).
 *
 * Signs nothing: the key the advertiser chose is the field `google_key`. Which statuses make it try again is
 * UNVERIFIED. No options.
 */
export const googleads: Provider = {
  id: 'googleads',
  isGenuine,
  read,
  success: { status: 200, body: '{}', contentType: 'application/json; charset=utf-8' },
};

/**
 * What a column asks, by its id. A second column of the same field says something else than the first one in
 * this order: the address at work comes before the private one.
 */
const FIELD_OF_COLUMN: Readonly<Record<string, FieldName>> = {
  FULL_NAME: 'name',
  GIVEN_NAME: 'name',
  FIRST_NAME: 'name',
  FAMILY_NAME: 'name',
  LAST_NAME: 'name',
  PHONE_NUMBER: 'phone',
  WORK_PHONE: 'phone',
  WORK_EMAIL: 'email',
  EMAIL: 'email',
  COMPANY_NAME: 'company',
  JOB_TITLE: 'role',
};

const Column = z.object({ column_id: OptionalText, column_name: OptionalText, string_value: OptionalText });

type Column = z.infer<typeof Column>;

const Lead = z.object({
  lead_id: ForeignId,
  user_column_data: z.array(Column),
  is_test: z.catch(z.optional(z.boolean()), undefined),
  gcl_id: OptionalId,
  campaign_id: OptionalId,
  form_id: OptionalId,
  adgroup_id: OptionalId,
  creative_id: OptionalId,
  asset_group_id: OptionalId,
});

type Lead = z.infer<typeof Lead>;

function isGenuine(request: ProviderRequest, _source: Source, secrets: readonly string[]): boolean {
  const told = z.object({ google_key: z.string() }).safeParse(parseUnproved(request));
  return told.success && isProvedBy(secrets, told.data.google_key, (secret) => secret);
}

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const json = await readJson(request);
  if (json.outcome === 'unreadable') return json;
  const lead = Lead.safeParse(json.value);
  if (!lead.success) return unreadable(422, 'not-a-lead');
  if (lead.data.is_test === true) return { outcome: 'ignored', because: 'test' };
  const submission = toSubmission({
    source,
    provider: 'googleads',
    eventId: lead.data.lead_id,
    entries: toEntries(lead.data.user_column_data, source),
    attribution: toMarks(lead.data),
  });
  return { outcome: 'submission', submission };
}

function toMarks({ gcl_id: gclid, campaign_id, form_id, adgroup_id, creative_id, asset_group_id }: Lead) {
  return marksOf({ gclid, campaign_id, form_id, adgroup_id, creative_id, asset_group_id });
}

function toEntries(columns: readonly Column[], source: Source): readonly FormEntry[] {
  const known = Object.entries(FIELD_OF_COLUMN).flatMap(([id, field]) =>
    columns.filter(({ column_id }) => column_id === id).map((column) => toEntry(field, column)),
  );
  const others = columns.filter(({ column_id = '' }) => !Object.hasOwn(FIELD_OF_COLUMN, column_id));
  return [
    ...known.map((entry, at) => asFirst(entry, known.slice(0, at))),
    ...others.map((column) => toEntry(chooseName([column.column_id, column.column_name], source), column)),
  ];
}

function toEntry(name: string, { string_value: text = '' }: Column): FormEntry {
  return { name, text };
}

/** A name has two parts; a second phone or address is kept, but beside the field. */
function asFirst(entry: FormEntry, before: readonly FormEntry[]): FormEntry {
  const isSecond = before.some(({ name, text }) => name === entry.name && text.trim() !== '');
  return isSecond && entry.name !== 'name' ? { ...entry, name: `other ${entry.name}` } : entry;
}
