import * as z from 'zod/mini';
import type { DetailsAnswer } from '#shared/ports/submission-details.ts';
import {
  ask,
  entriesOf,
  marksOf,
  unavailable,
  unavailableBy,
  type DetailsQuestion,
} from './details-question.ts';

/** What a page token alone may read; names of campaigns and ads need rights of the advertisement account. */
const FIELDS = 'field_data,created_time,platform';

/** Meta's names of its ready-made questions. A question of one's own has the name its author gave it. */
const OUR_NAMES: Readonly<Record<string, string>> = {
  full_name: 'name',
  phone_number: 'phone',
  work_phone_number: 'phone',
  work_email: 'email',
  company_name: 'company',
  job_title: 'role',
};

const PLATFORMS: Readonly<Record<string, string>> = { fb: 'facebook', ig: 'instagram', msg: 'messenger' };

/** Of more than this a lead form does not consist. */
const MAX_FIELDS = 100;

const Lead = z.object({
  field_data: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  platform: z.catch(z.optional(z.string()), undefined),
});

const Refusal = z.object({ error: z.object({ code: z.catch(z.optional(z.number()), undefined) }) });

/** A name that nothing has. The likes of it for a number is 100, which also stands for «you may not see it». */
const NO_SUCH_NAME = 803;

/** Limits of calls: of the application, the user, the page, the business. */
const OVERLOADED: readonly number[] = [1, 2, 4, 17, 32, 341, 368, 613, 80_005];

/**
 * A lead of Meta Lead Ads, by the Graph API: `{baseUrl}/{leadgen_id}`, with the page's token.
 *
 * The token goes in a header, although most examples have it in the address, where proxies write it down.
 * Source: developers.facebook.com, Marketing API, Retrieving Leads.
 */
export async function fetchMetaLead(question: DetailsQuestion): Promise<DetailsAnswer> {
  const { baseUrl, ref, token } = question;
  const told = await ask(question, { url: `${baseUrl}/${ref}?fields=${FIELDS}`, bearer: token });
  if (told.outcome !== 'told') return told;
  if (told.status !== 200) return ofRefusal(told.status, told.value);
  const lead = Lead.safeParse(told.value);
  return lead.success ? toAnswer(lead.data) : unavailable('garbage');
}

/**
 * By its code: the status is 400 for nearly everything. Whether a lead is gone or the token may not see it, Graph does
 * not tell apart (code 100, «does not exist, cannot be loaded due to missing permissions»); we are told of a lead the
 * moment it is made, so it is the token, and the lead is not given up.
 */
function ofRefusal(status: number, value: unknown): DetailsAnswer {
  const code = Refusal.safeParse(value).data?.error.code;
  if (status === 404 || code === NO_SUCH_NAME) return { outcome: 'gone' };
  if (code !== undefined && OVERLOADED.includes(code)) return unavailable('down');
  return unavailableBy(status) ?? unavailable(code === undefined ? 'garbage' : 'refused');
}

function toAnswer({ field_data, platform }: z.infer<typeof Lead>): DetailsAnswer {
  const fields = field_data
    .slice(0, MAX_FIELDS)
    .map(({ name, values }) => [name, values.join(', ')] as const);
  const told = new Map(fields);
  const halves = ['first_name', 'last_name'] as const;
  const name = told.has('full_name') ? '' : halves.map((half) => told.get(half) ?? '').join(' ');
  const named = fields
    .filter(([field]) => !halves.some((half) => half === field))
    .map(([field, text]) => [ownName(field), text] as const);
  // A form may ask for the advertisement's marks in hidden fields; those know better than we do.
  const origin = told.has('utm_source') ? undefined : PLATFORMS[platform ?? ''];
  return {
    outcome: 'found',
    entries: entriesOf([['name', name], ...named]),
    attribution: marksOf([['utm_source', origin]]),
  };
}

function ownName(field: string): string {
  return Object.hasOwn(OUR_NAMES, field) ? (OUR_NAMES[field] ?? field) : field;
}
