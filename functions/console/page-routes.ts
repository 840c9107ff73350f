import type { Lead } from '#shared/domain/lead.ts';
import { maskPerson } from '#shared/domain/mask-person.ts';
import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import { page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { languageCookies, type Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { parseLeadQuery } from './lead-query.ts';
import { closeSession, openSession, roleOf } from './ops-access.ts';
import { leadPage, noLeadPage } from './pages/lead-page.ts';
import { leadsFragment, leadsPage, type ListedLeads } from './pages/leads-page.ts';
import { signInPage } from './pages/sign-in-page.ts';
import { partLead } from './part-lead.ts';
import type { Rulebooks } from './rulebooks.ts';
import { readTouches } from './touched-leads.ts';
import { catchUp } from './report-desk.ts';
import { searchLeads } from './search-leads.ts';
import { readZone } from './zones.ts';

const LEADS_PER_PAGE = 50;

const LIMITS: BodyLimits = { maxBytes: 4 * 1024, maxMultipartBytes: 4 * 1024 };

type Dependencies = Pick<
  ConsoleDependencies,
  'leads' | 'settings' | 'secrets' | 'reports' | 'terms' | 'clock' | 'log'
>;

export async function showLeads(
  call: Call,
  dependencies: Dependencies,
  rulebooks: Rulebooks,
): Promise<HttpAnswer> {
  const [listed, zone] = await Promise.all([
    readLeads(call, dependencies, rulebooks),
    readZone(dependencies.settings),
  ]);
  const format = { language: call.language, zone, now: call.now };
  return page(listed.errors.length === 0 ? 200 : 400, leadsPage(call, listed, format), {
    cookies: languageCookies(call),
  });
}

/** The part of the list that changes, for the live script. */
export async function showNews(
  call: Call,
  dependencies: Dependencies,
  rulebooks: Rulebooks,
): Promise<HttpAnswer> {
  const [listed, zone] = await Promise.all([
    readLeads(call, dependencies, rulebooks),
    readZone(dependencies.settings),
  ]);
  return page(200, String(leadsFragment(call, listed, { language: call.language, zone, now: call.now })));
}

export async function showLeadPage(
  call: Call,
  dependencies: Dependencies,
  rulebooks: Rulebooks,
): Promise<HttpAnswer> {
  const cookies = languageCookies(call);
  const kept = await dependencies.leads.find(call.parameters['id'] ?? '');
  if (kept === undefined) return page(404, noLeadPage(call), { cookies });
  const lead = shownTo(call, kept);
  const [explained, touched, team, zone] = await Promise.all([
    rulebooks.explainFully(lead, call.language),
    readTouches(lead, dependencies.leads).then((leads) => leads.map((each) => shownTo(call, each))),
    dependencies.settings.current('team'),
    readZone(dependencies.settings),
  ]);
  const format = { language: call.language, zone, now: call.now };
  return page(200, leadPage(call, explained, { record: lead, touched, team }, format), { cookies });
}

/** Takes a touch out and goes on to what became of it; pressed twice, it is done already. */
export async function splitOnPage(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const id = call.parameters['id'] ?? '';
  const { outcome } = await partLead(id, 'ops', dependencies);
  if (outcome === 'unknown') return page(404, noLeadPage(call));
  return redirect(303, `/console/leads/${encodeURIComponent(id)}`);
}

export async function signIn(call: Call, { secrets }: Dependencies): Promise<HttpAnswer> {
  const reading = await readBody(call.headers['content-type'], call.body, LIMITS);
  const fields = reading.outcome === 'fields' ? reading.fields : undefined;
  const token = fields?.get('token')?.[0] ?? '';
  const role = await roleOf(token, secrets);
  if (role === undefined) return page(401, signInPage(call, 'wrong-token'));
  return redirect(303, toPage(fields?.get('next')?.[0]), { cookies: [openSession(call, role, token)] });
}

export async function signOut(call: Call): Promise<HttpAnswer> {
  return redirect(303, '/console', { cookies: [closeSession(call)] });
}

/** Whoever looks after the system sees that there is a lead, and not who it is. */
function shownTo({ role }: Call, lead: Lead): Lead {
  return role === 'head' ? lead : maskPerson(lead);
}

async function readLeads(call: Call, dependencies: Dependencies, rulebooks: Rulebooks): Promise<ListedLeads> {
  const { leads, settings } = dependencies;
  const explain = (lead: Lead) => rulebooks.explain(shownTo(call, lead), call.language);
  const sought = call.query.get('q')?.trim() ?? '';
  if (sought !== '') {
    await catchUp(await readZone(settings), dependencies);
    const found = await searchLeads(sought, dependencies);
    return { leads: await Promise.all(found.map(explain)), sources: await readSources(settings), errors: [] };
  }
  const reading = parseLeadQuery(call.query, call.language, LEADS_PER_PAGE);
  const sources = await readSources(settings);
  if (reading.outcome === 'faulty') return { leads: [], sources, errors: reading.errors };
  const { filter, limit, cursor } = reading.query;
  const found = await leads.list(filter, limit, cursor);
  const explained = await Promise.all(found.leads.map(explain));
  return { leads: explained, sources, errors: [], ...(found.next === undefined ? {} : { next: found.next }) };
}

/** For the filter only: before the first settings are published there is nothing to choose from. */
async function readSources(settings: Dependencies['settings']): Promise<readonly string[]> {
  return settings.current('sources').then(
    ({ sources }) => sources.map(({ id }) => id),
    () => [],
  );
}

/** Back to the page that was asked for, and never to another site. */
function toPage(next: string | undefined): string {
  return next !== undefined && /^\/console(\/(leads|reports)\/[\w.-]{1,64})?$/.test(next) ? next : '/console';
}
