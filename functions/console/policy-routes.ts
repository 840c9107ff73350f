import { page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { languageCookies, type Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { noPolicyPage, policyPage } from './pages/policy-page.ts';
import { readPolicyFields, toVersion } from './policy-form.ts';
import { compareVersions, rollBackTo } from './settings-desk.ts';
import { readHistory, type SettingsHistory } from './settings-history.ts';
import { readZone } from './zones.ts';

type Dependencies = Pick<ConsoleDependencies, 'archive' | 'settings' | 'shadow'>;

/** A version of the rules, the one in force when the address names none. */
export async function showPolicy(call: Call, dependencies: Dependencies): Promise<HttpAnswer> {
  const { archive, settings, shadow } = dependencies;
  const cookies = languageCookies(call);
  const history = await readHistory('policy', { archive });
  const version = toVersion(call.parameters['version']) ?? history.inForce;
  const policy = version === undefined ? undefined : await archive.content('policy', version);
  if (policy === undefined) return page(404, noPolicyPage(call), { cookies });
  const against = history.inForce === undefined ? {} : { from: history.inForce };
  const [compared, trial, zone] = await Promise.all([
    compareVersions({ document: 'policy', to: policy.version, ...against }, { archive }),
    shadow.current(),
    readZone(settings),
  ]);
  const tally = trial === undefined ? undefined : await shadow.tally(trial.id);
  const changes = compared.outcome === 'compared' ? compared.changes : [];
  const format = { language: call.language, zone, now: call.now };
  const shown = {
    ...{ policy, history, changes },
    ...(trial === undefined ? {} : { trial: { trial, tally } }),
    ...publishedJustNow(call, history),
  };
  return page(200, policyPage(call, shown, format), { cookies });
}

export async function rollBackOnPage(
  call: Call,
  { archive }: Pick<Dependencies, 'archive'>,
): Promise<HttpAnswer> {
  const version = toVersion((await readPolicyFields(call)).get('version')?.[0]);
  if (version === undefined) return page(404, noPolicyPage(call));
  const outcome = await rollBackTo({ document: 'policy', version, by: 'ops' }, { archive });
  return outcome === 'done'
    ? redirect(303, `/console/policy?published=${version}`)
    : page(404, noPolicyPage(call));
}

/** What the page says after publishing, for as long as that version is in force. */
function publishedJustNow(
  { query }: Call,
  { inForce, versions }: SettingsHistory,
): { readonly published?: { readonly version: number; readonly instead?: number } } {
  const version = toVersion(query.get('published') ?? undefined);
  if (version === undefined || version !== inForce) return {};
  const before = toVersion(query.get('instead') ?? undefined);
  const isKnown = before !== version && versions.some((one) => one.version === before);
  return { published: { version, ...(before !== undefined && isKnown ? { instead: before } : {}) } };
}
