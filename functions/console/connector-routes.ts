import { json, page, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { languageCookies, type Call } from './call.ts';
import { connectorHealth, type HealthDependencies } from './connector-health.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { connectorsPage } from './pages/connectors-page.ts';
import { readZone } from './zones.ts';

type Dependencies = HealthDependencies & Pick<ConsoleDependencies, 'settings'>;

/** How sources, destinations and registries do, for programs. */
export async function listConnectors(call: Call, dependencies: Dependencies): Promise<HttpAnswer> {
  return json(200, await connectorHealth(call.now, dependencies));
}

/** The same for people. */
export async function showConnectors(call: Call, dependencies: Dependencies): Promise<HttpAnswer> {
  const [health, zone] = await Promise.all([
    connectorHealth(call.now, dependencies),
    readZone(dependencies.settings),
  ]);
  const format = { language: call.language, zone, now: call.now };
  return page(200, connectorsPage(call, health, format), { cookies: languageCookies(call) });
}
