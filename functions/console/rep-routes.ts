import * as z from 'zod/mini';
import { noteResponse } from '#shared/assignment/note-response.ts';
import { isOwned } from '#shared/domain/lead-life.ts';
import type { Rep, Team } from '#shared/domain/team.ts';
import { page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { languageCookies, type Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { noRepPage, repPage, type ShownRep } from './pages/rep-page.ts';
import type { REP_TEXTS } from './rep-texts.ts';
import { switchDutyOf } from './switch-duty.ts';
import { poolsOf, takeFromPool } from './take-from-pool.ts';
import { readFields } from './team-page-call.ts';

/** What the buttons of a rep's page send. */
export const RepAction = z.object({
  act: z.enum(['duty', 'take', 'reached']),
  onDuty: z.optional(z.enum(['true', 'false'])),
  lead: z.optional(z.string()),
});

const HEADERS = { 'x-robots-tag': 'noindex, nofollow' };

interface Visitor {
  readonly rep: Rep;
  readonly team: Team;
}

/** A rep's own page. Messengers open links before people do, so nothing changes here. */
export async function showRepPage(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const visitor = await findVisitor(call, dependencies);
  const extra = { headers: HEADERS, cookies: languageCookies(call) };
  if (visitor === undefined) return page(404, noRepPage(call), extra);
  const shown = await readShown(visitor, dependencies);
  const format = { language: call.language, zone: visitor.rep.hours.timeZone, now: call.now };
  return page(200, repPage(call, shown, format), extra);
}

/** What the rep pressed: `act` is `duty`, `take` or `reached`. */
export async function takeRepAction(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const visitor = await findVisitor(call, dependencies);
  if (visitor === undefined) return page(404, noRepPage(call), { headers: HEADERS });
  const said = await act(await readFields(call), visitor, dependencies);
  return redirect(303, said === undefined ? call.path : `${call.path}?said=${said}`);
}

async function act(
  field: (name: string) => string,
  { rep, team }: Visitor,
  dependencies: ConsoleDependencies,
): Promise<keyof typeof REP_TEXTS | undefined> {
  switch (field('act')) {
    case 'duty': {
      const onDuty = field('onDuty') === 'true';
      await switchDutyOf(rep.id, onDuty, dependencies);
      return onDuty ? 'on-duty' : 'off-duty';
    }
    case 'take':
      return (await takeFromPool(field('lead'), rep, team, dependencies)).outcome;
    case 'reached':
      return reached(field('lead'), rep, dependencies);
    default:
      return undefined;
  }
}

async function reached(
  leadId: string,
  rep: Rep,
  dependencies: ConsoleDependencies,
): Promise<'reached' | 'not-yours'> {
  const lead = await dependencies.leads.find(leadId);
  if (lead?.owner !== rep.id || !isOwned(lead)) return 'not-yours';
  const at = dependencies.clock.now().toISOString();
  const { outcome } = await noteResponse(leadId, { at, by: rep.id }, dependencies);
  if (outcome === 'noted') dependencies.meter.count(MetricNames.ResponseNoted);
  return 'reached';
}

/** Undefined for a link nobody made, and for a rep who is not in the team any more. */
async function findVisitor(
  call: Call,
  { repLinks, settings }: ConsoleDependencies,
): Promise<Visitor | undefined> {
  const id = await repLinks.parse(call.parameters['token'] ?? '');
  if (id === undefined) return undefined;
  const team = await settings.current('team');
  const rep = team.reps.find((one) => one.id === id);
  return rep?.active === true ? { rep, team } : undefined;
}

async function readShown(
  { rep, team }: Visitor,
  { held, roster, links }: ConsoleDependencies,
): Promise<ShownRep> {
  const memberOf = team.pools.filter(({ members }) => members.some((one) => one.rep === rep.id));
  const [own, states, ...inPools] = await Promise.all([
    held.ofRep(rep.id),
    roster.states([rep.id]),
    ...memberOf.map(({ id }) => held.inPool(id)),
  ]);
  const pulled = poolsOf(rep, team);
  const lying = inPools.flat();
  const asked = lying.filter(({ openOffers }) => openOffers?.some((offer) => offer.rep === rep.id));
  const offered = [...own.filter(({ status }) => status === 'offered'), ...asked];
  const offers = offered.map(async (lead) => {
    const offer = lead.offer ?? lead.openOffers?.find((one) => one.rep === rep.id);
    return { lead, offer, url: `/o/${await links.tokenFor(lead.id, offer?.attempt ?? 0)}` };
  });
  const yours = own.filter(({ status }) => status !== 'offered');
  return {
    rep,
    state: states[rep.id],
    offers: await Promise.all(offers),
    yours: await Promise.all(
      yours.map(async (lead) => ({
        ...{ lead, offer: lead.offer },
        url: `/o/${await links.tokenFor(lead.id, lead.offer?.attempt ?? 0)}`,
      })),
    ),
    free: lying.filter(({ sharedPool }) => sharedPool !== undefined && pulled.includes(sharedPool)),
  };
}
