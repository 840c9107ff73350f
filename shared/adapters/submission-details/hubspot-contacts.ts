import * as z from 'zod/mini';
import type { Source } from '#shared/domain/source.ts';
import type { DetailsAnswer } from '#shared/ports/submission-details.ts';
import {
  ask,
  entriesOf,
  marksOf,
  unavailable,
  unavailableBy,
  type DetailsQuestion,
} from './details-question.ts';

/** Properties every account has. One that an account does not have is left out of the answer, without a fault. */
const KNOWN_PROPERTIES = [
  'firstname',
  'lastname',
  'email',
  'phone',
  'mobilephone',
  'company',
  'jobtitle',
  'message',
  'hs_analytics_source',
  'hs_analytics_source_data_1',
  'hs_analytics_source_data_2',
  'hs_analytics_first_url',
  'hs_analytics_first_referrer',
] as const;

/** Properties an account may have made for itself under these very names. */
const OWN_PROPERTIES = [
  'inn',
  'kpp',
  'ogrn',
  'product',
  'budget',
  'timeline',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
] as const;

/** How HubSpot names a property; an alias that is none of these can be no property. */
const PROPERTY_NAME = /^[a-z][a-z0-9_]{0,99}$/;

const Contact = z.object({ properties: z.record(z.string(), z.nullish(z.string())) });

/**
 * A contact of HubSpot, `{baseUrl}/crm/v3/objects/contacts/{id}`, with the token of a private app.
 *
 * Only the properties asked for are told: the usual ones, ours, and those the source's aliases name.
 */
export async function fetchHubspotContact(question: DetailsQuestion): Promise<DetailsAnswer> {
  const { baseUrl, ref, token, source } = question;
  const own = ownProperties(source);
  const properties = new Set<string>([...KNOWN_PROPERTIES, ...own]);
  const query = new URLSearchParams({ properties: [...properties].join(',') });
  const url = `${baseUrl}/crm/v3/objects/contacts/${ref}?${query.toString()}`;
  const told = await ask(question, { url, bearer: token });
  if (told.outcome !== 'told') return told;
  if (told.status === 404) return { outcome: 'gone' };
  const contact = Contact.safeParse(told.value);
  if (told.status === 200 && contact.success) return toAnswer(contact.data.properties, own);
  return unavailableBy(told.status) ?? unavailable('garbage');
}

function ownProperties({ aliases }: Source): readonly string[] {
  const known: readonly string[] = KNOWN_PROPERTIES;
  const named = Object.keys(aliases).filter((alias) => PROPERTY_NAME.test(alias) && !known.includes(alias));
  return [...new Set([...OWN_PROPERTIES, ...named])];
}

function toAnswer(
  properties: Readonly<Record<string, string | null | undefined>>,
  own: readonly string[],
): DetailsAnswer {
  const told = (name: string) =>
    Object.hasOwn(properties, name) ? (properties[name] ?? undefined) : undefined;
  return {
    outcome: 'found',
    entries: entriesOf([
      ['name', [told('firstname'), told('lastname')].filter(Boolean).join(' ')],
      ['phone', told('phone')],
      ['phone', told('mobilephone')],
      ['email', told('email')],
      ['company', told('company')],
      ['role', told('jobtitle')],
      ['message', told('message')],
      ...own.map((name) => [name, told(name)] as const),
    ]),
    attribution: attributionOf(told),
  };
}

/** HubSpot has no UTM marks of its own, but the address of the first page somebody saw; theirs say what it made of it. */
function attributionOf(told: (name: string) => string | undefined): Readonly<Record<string, string>> {
  const page = URL.parse(told('hs_analytics_first_url') ?? '');
  const marks = [...(page?.searchParams ?? [])].filter(([name]) =>
    /^(?:utm_[a-z_]{1,30}|gclid|yclid)$/.test(name),
  );
  return marksOf([
    ...marks.filter(([name]) => told(name) === undefined),
    ['page', page === null || !/^https?:$/.test(page.protocol) ? undefined : page.href],
    ['referrer', told('hs_analytics_first_referrer')],
    ['hs_analytics_source', told('hs_analytics_source')],
    ['hs_analytics_source_data_1', told('hs_analytics_source_data_1')],
    ['hs_analytics_source_data_2', told('hs_analytics_source_data_2')],
  ]);
}
