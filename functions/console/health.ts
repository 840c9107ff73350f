import type { SettingsDocument } from '#shared/ports/settings.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import type { ConsoleDependencies } from './dependencies.ts';

type Check = 'ok' | 'failing';

const DOCUMENTS: readonly SettingsDocument[] = ['sources', 'policy', 'team', 'destinations'];

/** Whether leads can be kept and judged: the table answers and every settings document is in force. */
export async function checkHealth({
  leads,
  settings,
  log,
}: Pick<ConsoleDependencies, 'leads' | 'settings' | 'log'>): Promise<HttpAnswer> {
  const [table, documents] = await Promise.all([
    isAnswered(leads.list({}, 1)),
    Promise.all(DOCUMENTS.map(async (document) => [document, await versionOf(document, settings)] as const)),
  ]);
  const missing = documents.filter(([, version]) => version === undefined).map(([document]) => document);
  const checks = { table: toCheck(table), settings: toCheck(missing.length === 0) };
  if (table && missing.length === 0) {
    return json(200, { status: 'ok', checks, versions: Object.fromEntries(documents) });
  }
  log.error('health.failing', { ...checks, missing });
  return json(503, { status: 'failing', checks, missing });
}

function toCheck(isGood: boolean): Check {
  return isGood ? 'ok' : 'failing';
}

async function isAnswered(call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => true,
    () => false,
  );
}

async function versionOf(
  document: SettingsDocument,
  settings: ConsoleDependencies['settings'],
): Promise<number | undefined> {
  return settings.current(document).then(
    ({ version }) => version,
    () => undefined,
  );
}
