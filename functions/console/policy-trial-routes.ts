import { page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import type { Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { noPolicyPage } from './pages/policy-page.ts';
import { comparePage, replayPage, shadowPage } from './pages/policy-trial-pages.ts';
import { toVersion } from './policy-form.ts';
import { compareVersions } from './settings-desk.ts';
import { stopTrial } from './start-trial.ts';
import { parseListing } from './trial-parameters.ts';
import { readZone } from './zones.ts';

type Dependencies = Pick<ConsoleDependencies, 'archive' | 'settings' | 'replays' | 'shadow' | 'clock'>;

/** How far a replay is, and the leads behind its numbers. */
export async function showReplayPage(call: Call, dependencies: Dependencies): Promise<HttpAnswer> {
  const { replays, settings } = dependencies;
  const id = call.parameters['id'] ?? '';
  const state = /^[\w-]{8,64}$/.test(id) ? await replays.find(id) : undefined;
  const listing = parseListing(call.query);
  const { kind, cursor } = listing.outcome === 'ok' ? listing.value : { kind: undefined, cursor: undefined };
  const [listed, zone] = await Promise.all([
    state?.report === undefined ? undefined : replays.differences(id, kind, cursor),
    readZone(settings),
  ]);
  const format = { language: call.language, zone, now: call.now };
  return page(state === undefined ? 404 : 200, replayPage(call, state, { kind, page: listed }, format));
}

export async function showShadowPage(call: Call, dependencies: Dependencies): Promise<HttpAnswer> {
  const { shadow, settings } = dependencies;
  const trial = await shadow.current();
  if (trial === undefined) return redirect(303, '/console/policy');
  const listing = parseListing(call.query);
  const { kind, cursor } = listing.outcome === 'ok' ? listing.value : { kind: undefined, cursor: undefined };
  const [tally, found, zone] = await Promise.all([
    shadow.tally(trial.id),
    shadow.differences(trial.id, cursor),
    readZone(settings),
  ]);
  const differences =
    kind === undefined ? found.differences : found.differences.filter(({ kinds }) => kinds.includes(kind));
  const format = { language: call.language, zone, now: call.now };
  return page(200, shadowPage(call, { trial, tally }, { kind, page: { ...found, differences } }, format));
}

export async function stopShadowOnPage(_call: Call, dependencies: Dependencies): Promise<HttpAnswer> {
  await stopTrial(dependencies);
  return redirect(303, '/console/policy#shadow');
}

/** Any two versions, in words. */
export async function showComparison(call: Call, { archive }: Dependencies): Promise<HttpAnswer> {
  const from = toVersion(call.query.get('from') ?? undefined);
  const to = toVersion(call.query.get('to') ?? undefined);
  if (from === undefined || to === undefined) return page(404, noPolicyPage(call));
  const compared = await compareVersions({ document: 'policy', from, to }, { archive });
  return compared.outcome === 'compared'
    ? page(200, comparePage(call, compared))
    : page(404, noPolicyPage(call));
}
