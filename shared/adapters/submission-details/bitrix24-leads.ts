import * as z from 'zod/mini';
import type { DetailsAnswer } from '#shared/ports/submission-details.ts';
import { OVERLOADED_CODES, UNAUTHORIZED_CODES } from '../bitrix24/bitrix24-api.ts';
import { ORIGINATOR } from '../bitrix24/bitrix24-card.ts';
import {
  ask,
  entriesOf,
  marksOf,
  unavailable,
  unavailableBy,
  type DetailsQuestion,
} from './details-question.ts';

const Text = z.catch(z.optional(z.union([z.string(), z.pipe(z.number(), z.transform(String))])), undefined);

/** Telephones or addresses of a card; a portal tells `false` or leaves them out where there are none. */
const Values = z.catch(z.array(z.object({ VALUE: Text })), []);

const Card = z.looseObject({
  ID: Text,
  TITLE: Text,
  NAME: Text,
  LAST_NAME: Text,
  COMPANY_TITLE: Text,
  POST: Text,
  COMMENTS: Text,
  OPPORTUNITY: Text,
  CURRENCY_ID: Text,
  SOURCE_ID: Text,
  SOURCE_DESCRIPTION: Text,
  CONTACT_ID: Text,
  ORIGINATOR_ID: Text,
  UTM_SOURCE: Text,
  UTM_MEDIUM: Text,
  UTM_CAMPAIGN: Text,
  UTM_CONTENT: Text,
  UTM_TERM: Text,
  PHONE: Values,
  EMAIL: Values,
});

type Card = z.infer<typeof Card>;

const Answer = z.object({
  result: z.optional(z.unknown()),
  error: z.optional(z.union([z.string(), z.number()])),
  error_description: Text,
});

type Read = { readonly outcome: 'read'; readonly card: Card } | Exclude<DetailsAnswer, { outcome: 'found' }>;

/** Fields a portal added itself under a name that says what is in them; others need an alias. */
const TELLING_NAMES: readonly string[] = ['inn', 'kpp', 'ogrn', 'product', 'budget', 'timeline', 'role'];

const MAX_OWN_FIELDS = 50;

/**
 * A lead of a Bitrix24, `crm.lead.get`, by an incoming webhook; the token is its `userId/code`, part of the address.
 *
 * A lead with our mark is a card we put there ourselves, and taking it would go round in circles. One of a known client
 * has neither telephone nor address of its own, they are the contact's.
 */
export async function fetchBitrix24Lead(question: DetailsQuestion): Promise<DetailsAnswer> {
  const lead = await read(question, 'crm.lead.get', question.ref);
  if (lead.outcome !== 'read') return lead;
  const { card } = lead;
  if (card.ORIGINATOR_ID === ORIGINATOR) return { outcome: 'ours' };
  const contactId = card.CONTACT_ID ?? '';
  const isReachable = card.PHONE.length > 0 || card.EMAIL.length > 0;
  if (isReachable || !/^[1-9]\d{0,17}$/.test(contactId)) return toAnswer(card);

  const contact = await read(question, 'crm.contact.get', contactId);
  if (contact.outcome === 'unavailable') return contact;
  return toAnswer(card, contact.outcome === 'read' ? contact.card : undefined);
}

async function read(
  question: DetailsQuestion,
  method: 'crm.lead.get' | 'crm.contact.get',
  id: string,
): Promise<Read> {
  const url = `${question.baseUrl}/${question.token.replace(/^\/+|\/+$/g, '')}/${method}`;
  const told = await ask(question, { url, body: { id } });
  if (told.outcome !== 'told') return told;
  const answer = Answer.safeParse(told.value);
  if (!answer.success) return unavailableBy(told.status) ?? unavailable('garbage');
  const { error, error_description: description = '', result } = answer.data;
  if (error !== undefined) return ofError(String(error), description, told.status);
  const card = Card.safeParse(result);
  if (told.status === 200 && card.success) return { outcome: 'read', card: card.data };
  return unavailableBy(told.status) ?? unavailable('garbage');
}

function ofError(code: string, description: string, status: number): Exclude<Read, { outcome: 'read' }> {
  if (code === '') return ofDescription(description, status);
  if (code === 'NOT_FOUND') return { outcome: 'gone' };
  if (OVERLOADED_CODES.includes(code)) return unavailable('down');
  if (UNAUTHORIZED_CODES.includes(code)) return unavailable('refused');
  return unavailableBy(status) ?? unavailable('garbage');
}

/** The older methods have no code for what is missing or forbidden, only a description. */
function ofDescription(description: string, status: number): Exclude<Read, { outcome: 'read' }> {
  if (/^not found/i.test(description)) return { outcome: 'gone' };
  if (/^access denied/i.test(description)) return unavailable('refused');
  return unavailableBy(status) ?? unavailable('garbage');
}

function toAnswer(card: Card, contact?: Card): DetailsAnswer {
  return {
    outcome: 'found',
    entries: entriesOf([
      ['name', nameOf(card) || (contact && nameOf(contact))],
      ...[card, contact].flatMap((one) => (one?.PHONE ?? []).map(({ VALUE }) => ['phone', VALUE] as const)),
      ...[card, contact].flatMap((one) =>
        (one?.EMAIL ?? []).slice(0, 1).map(({ VALUE }) => ['email', VALUE] as const),
      ),
      ['company', card.COMPANY_TITLE],
      ['role', card.POST],
      ['budget', budgetOf(card)],
      ['message', withoutMarkup(card.COMMENTS)],
      ['TITLE', card.TITLE],
      ['SOURCE_ID', card.SOURCE_ID],
      ['SOURCE_DESCRIPTION', card.SOURCE_DESCRIPTION],
      ...ownFields(card),
    ]),
    attribution: marksOf([
      ['utm_source', card.UTM_SOURCE],
      ['utm_medium', card.UTM_MEDIUM],
      ['utm_campaign', card.UTM_CAMPAIGN],
      ['utm_content', card.UTM_CONTENT],
      ['utm_term', card.UTM_TERM],
    ]),
  };
}

function nameOf({ NAME, LAST_NAME }: Card): string {
  return [NAME, LAST_NAME].filter(Boolean).join(' ');
}

/** A sum nobody entered is `0.00`. */
function budgetOf({ OPPORTUNITY, CURRENCY_ID }: Card): string | undefined {
  const sum = Number(OPPORTUNITY ?? '0');
  return sum > 0 && (CURRENCY_ID ?? 'RUB') === 'RUB' ? String(Math.round(sum)) : undefined;
}

function withoutMarkup(text: string | undefined): string | undefined {
  return text?.replace(/<br ?\/?>|\[br\]/gi, '\n').replace(/<\/?[a-z][^<>]{0,200}>|\[\/?[a-z]{1,5}\]/gi, '');
}

function ownFields(card: Card): readonly (readonly [string, string | undefined])[] {
  return Object.entries(card)
    .filter(([name]) => name.startsWith('UF_CRM_'))
    .slice(0, MAX_OWN_FIELDS)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => [ownName(name), toText(one)] as const),
    );
}

function ownName(name: string): string {
  const chosen = name.slice('UF_CRM_'.length).toLowerCase();
  return TELLING_NAMES.includes(chosen) ? chosen : name;
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
