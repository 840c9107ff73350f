import * as z from 'zod/mini';
import { leadIdOf } from '#shared/intake/lead-identity.ts';
import type { AboutEvent, Expectation } from './about-event.ts';
import { freshEvent } from './fresh-event.ts';
import { toOutgoingRequest } from './http-request.ts';
import type { HttpEvent } from './recorded-events.ts';

export interface System {
  readonly url: string;
  /** Of the operations' API. */
  readonly token: string;
}

/** Differences between what a recorded request led to and what it must lead to; none when all is well. */
export interface Comparison {
  readonly status: number;
  readonly differences: readonly string[];
}

const Contact = z.object({
  name: z.optional(z.string()),
  phone: z.optional(z.string()),
  email: z.optional(z.string()),
});

const LeadSeen = z.object({
  id: z.string(),
  kind: z.string(),
  contact: Contact,
  requisites: z.object({ inn: z.optional(z.string()) }),
  attribution: z.record(z.string(), z.string()),
  call: z.optional(z.nullable(z.object({ missed: z.boolean() }))),
});

type LeadSeen = z.infer<typeof LeadSeen>;

const LeadsSeen = z.object({ leads: z.array(LeadSeen) });

/** Sends a recorded request to a running system, and compares what came of it with what is expected. */
export async function compareEvent(event: HttpEvent, about: AboutEvent, system: System): Promise<Comparison> {
  const before = await readNewest(about.provider, system);
  const answer = await send(event, system);
  const leads = await readLeadsOf(about, system);
  const after = await readNewest(about.provider, system);
  const added = after.filter(({ id }) => !before.some((known) => known.id === id));
  return {
    status: answer.status,
    differences: [
      ...compareAnswer(answer, about.expect),
      ...(about.expect.lead
        ? compareLeads(leads.length > 0 ? leads : after.slice(0, 1), about.expect)
        : added.map(({ id }) => `lead ${id} was kept, and none should be`)),
    ],
  };
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

async function send(event: HttpEvent, { url }: System): Promise<Answer> {
  const { method, path, headers, body } = toOutgoingRequest(freshEvent(event, new Date()), undefined);
  const response = await fetch(`${url}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined || method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    body: await response.text(),
  };
}

export function compareAnswer(
  { status, contentType, body }: Answer,
  { auth, response }: Expectation,
): string[] {
  const expected = response?.status;
  const isRight = expected === undefined ? isUsual(status, auth) : status === expected;
  return [
    ...(isRight ? [] : [`status ${status}, not ${expected ?? (auth === 'invalid' ? 401 : '2xx')}`]),
    ...differs('body', body, response?.body),
    ...(contentType.startsWith(response?.content_type ?? '') ? [] : [`content type ${contentType}`]),
  ];
}

function isUsual(status: number, auth: Expectation['auth']): boolean {
  return auth === 'invalid' ? status === 401 : status >= 200 && status < 300;
}

/** Leads by the ids their events give them; none where the event has no id of its own. */
async function readLeadsOf({ provider, expect }: AboutEvent, system: System): Promise<readonly LeadSeen[]> {
  const eventIds = expect.event_ids ?? (expect.event_id === undefined ? [] : [expect.event_id]);
  const found = await Promise.all(
    eventIds.map((id) => readJson(`/v1/leads/${leadIdOf(provider, id)}`, system)),
  );
  return found.flatMap((lead) => z.safeParse(LeadSeen, lead).data ?? []);
}

async function readNewest(source: string, system: System): Promise<readonly LeadSeen[]> {
  const page = z.safeParse(LeadsSeen, await readJson(`/v1/leads?source=${source}&limit=20`, system));
  return page.data?.leads ?? [];
}

async function readJson(path: string, { url, token }: System): Promise<unknown> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return response.ok ? response.json() : undefined;
}

export function compareLeads(leads: readonly LeadSeen[], expect: Expectation): string[] {
  const wanted = expect.event_ids?.length ?? 1;
  const first = leads[0];
  if (first === undefined || leads.length !== wanted) return [`${leads.length} leads, not ${wanted}`];
  return compareLead(first, expect);
}

function compareLead(lead: LeadSeen, expect: Expectation): string[] {
  const { contact, requisites, attribution, call, kind } = lead;
  return [
    ...differs('kind', kind, expect.kind),
    ...(expect.needs_fetch === undefined
      ? differs('phone', contact.phone, expect.phone ?? undefined)
      : differs('phone was fetched', contact.phone !== undefined, true)),
    ...differs('name', contact.name, expect.name),
    ...differs('e-mail', contact.email, expect.email),
    ...differs('INN', requisites.inn, expect.company_inn),
    ...differs('missed', call?.missed, expect.missed),
    ...Object.entries(expect.utm).flatMap(([name, text]) => differs(name, attribution[name], text)),
    ...Object.entries(expect.attribution ?? {}).flatMap(([name, text]) =>
      differs(name, attribution[name], String(text)),
    ),
  ];
}

function differs<T>(what: string, is: T, expected: T | undefined): string[] {
  return expected === undefined || is === expected
    ? []
    : [`${what} is ${JSON.stringify(is)}, not ${JSON.stringify(expected)}`];
}
