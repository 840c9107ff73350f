import type { GoneReason } from '#shared/domain/give-back.ts';
import { giveBackLeads } from '#shared/assignment/give-back.ts';
import type { Team } from '#shared/domain/team.ts';
import { json, page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import { languageCookies, type Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import type { ShownTeam } from './pages/shown-team.ts';
import { noTeamPage, teamFragment, teamPage } from './pages/team-page.ts';
import { switchDutyOf } from './switch-duty.ts';
import { readTeam } from './team-desk.ts';
import { readFields, teamFormat } from './team-page-call.ts';
import { toTeamView } from './team-view.ts';

type Reading = Pick<ConsoleDependencies, 'settings' | 'book' | 'held' | 'repLinks'>;
type Switching = Parameters<typeof switchDutyOf>[2];
type GivingBack = Pick<
  ConsoleDependencies,
  'settings' | 'book' | 'held' | 'assignments' | 'handoffs' | 'clock'
>;

/** The team as programs read it. */
export async function listTeam(call: Call, dependencies: Reading): Promise<HttpAnswer> {
  const atHand = await readTeam(dependencies);
  return atHand === undefined
    ? problem(404, 'no-team')
    : json(200, toTeamView(atHand, call.now, call.language));
}

export async function showTeam(call: Call, dependencies: Reading): Promise<HttpAnswer> {
  const cookies = languageCookies(call);
  const shown = await readShown(call, dependencies);
  if (shown === undefined) return page(404, noTeamPage(call), { cookies });
  return page(200, teamPage(call, shown, await teamFormat(call, dependencies)), { cookies });
}

/** The part of the page that changes, for the live script. */
export async function showTeamNews(call: Call, dependencies: Reading): Promise<HttpAnswer> {
  const shown = await readShown(call, dependencies);
  if (shown === undefined) return page(404, '');
  return page(200, String(teamFragment(shown, await teamFormat(call, dependencies))));
}

export async function switchDutyOnPage(call: Call, dependencies: Switching): Promise<HttpAnswer> {
  const onDuty = (await readFields(call))('onDuty') === 'true';
  const outcome = await switchDutyOf(call.parameters['rep'], onDuty, dependencies);
  return outcome === 'done' ? redirect(303, '/console/team') : page(404, noTeamPage(call));
}

/** Offers the rep has not answered go to others at once; what was accepted stays. */
export async function giveBackOnPage(call: Call, dependencies: GivingBack): Promise<HttpAnswer> {
  const { reps } = await dependencies.settings.current('team');
  const rep = reps.find(({ id }) => id === call.parameters['rep']);
  if (rep === undefined) return page(404, noTeamPage(call));
  const given = await giveBackLeads(rep.id, GIVEN_BACK_BY_HAND, dependencies);
  return redirect(303, `/console/team?givenBack=${given}`);
}

/** Who is away leaves their unanswered offers to others and keeps the rest; that is what the button promises. */
const GIVEN_BACK_BY_HAND: GoneReason = 'rep-away';

async function readShown(call: Call, dependencies: Reading): Promise<ShownTeam | undefined> {
  const atHand = await readTeam(dependencies);
  if (atHand === undefined) return undefined;
  const view = toTeamView(atHand, call.now, call.language);
  const [inPools, links] = await Promise.all([
    countInPools(atHand.team, dependencies),
    readLinks(atHand.team, dependencies),
  ]);
  const given = call.query.get('givenBack') ?? '';
  return { view, inPools, links, ...(/^\d{1,5}$/.test(given) ? { givenBack: Number(given) } : {}) };
}

/** How many leads lie where the reps of a pool may take or accept them. */
async function countInPools({ pools }: Team, { held }: Reading): Promise<ReadonlyMap<string, number>> {
  const sharing = pools.filter(({ strategy }) => strategy === 'pull' || strategy === 'first-to-accept');
  const counts = sharing.map(async ({ id }) => [id, (await held.inPool(id)).length] as const);
  return new Map(await Promise.all(counts));
}

async function readLinks({ reps }: Team, { repLinks }: Reading): Promise<ReadonlyMap<string, string>> {
  const links = reps.map(async ({ id }) => [id, `/r/${await repLinks.tokenFor(id)}`] as const);
  return new Map(await Promise.all(links));
}
