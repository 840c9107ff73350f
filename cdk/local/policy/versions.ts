import * as z from 'zod/mini';
import { ask, askFor, readPolicyFile, type Installation } from './installation.ts';

const POLICY = '/v1/settings/policy';

const Changes = z.array(
  z.object({ kind: z.string(), sentence: z.object({ ru: z.string(), en: z.string() }) }),
);

const History = z.object({
  versions: z.array(
    z.object({
      version: z.number(),
      publishedAt: z.string(),
      by: z.string(),
      note: z.optional(z.string()),
      inForce: z.boolean(),
      inForceSince: z.optional(z.string()),
    }),
  ),
  changes: z.array(
    z.object({
      act: z.string(),
      at: z.string(),
      by: z.string(),
      from: z.optional(z.number()),
      to: z.number(),
      note: z.optional(z.string()),
    }),
  ),
});

const Comparison = z.object({ from: z.number(), to: z.number(), changes: Changes });
const Published = z.object({ version: z.number(), changes: Changes });

/** The versions, and below them the roll-backs, which made none. */
export async function list(installation: Installation): Promise<string> {
  const { versions, changes } = await askFor(History, installation, `${POLICY}/versions`);
  const ru = installation.language === 'ru';
  const lines = versions.map(({ version, publishedAt, by, note, inForce, inForceSince }) => {
    const since = `${ru ? 'действует с' : 'in force since'} ${inForceSince ?? publishedAt}`;
    const parts = [
      String(version).padStart(4),
      publishedAt,
      by,
      ...(note === undefined ? [] : [`«${note}»`]),
      ...(inForce ? [`← ${since}`] : []),
    ];
    return parts.join('  ');
  });
  const backs = changes
    .filter(({ act }) => act === 'rolled-back')
    .map(({ at, by, from, to, note }) => {
      const why = note === undefined ? '' : `  «${note}»`;
      return `  ${at}  ${by}  ${ru ? 'откат' : 'rolled back'} ${from ?? '—'} → ${to}${why}`;
    });
  return [...lines, ...(backs.length === 0 ? [] : ['', ...backs])].join('\n');
}

export async function show(version: number | undefined, installation: Installation): Promise<string> {
  const path = version === undefined ? POLICY : `${POLICY}/versions/${version}`;
  return (await ask(installation, path)).trimEnd();
}

export async function compare(
  wanted: { readonly from: number | undefined; readonly to: number | undefined },
  installation: Installation,
): Promise<string> {
  const query = queryOf(wanted);
  const { from, to, changes } = await askFor(Comparison, installation, `${POLICY}/compare?${query}`);
  return `${from} → ${to}\n${describe(changes, installation)}`;
}

export async function publish(
  { file, note, base }: { file: string; note: string | undefined; base: number | undefined },
  installation: Installation,
): Promise<string> {
  const body = await readPolicyFile(file);
  const request = { method: 'PUT', body, file };
  const { version, changes } = await askFor(
    Published,
    installation,
    `${POLICY}?${queryOf({ note, base })}`,
    request,
  );
  const said = installation.language === 'ru' ? 'действует' : 'is in force';
  return `${version} ${said}\n${describe(changes, installation)}`;
}

export async function rollBack(
  { version, note }: { version: number; note: string | undefined },
  installation: Installation,
): Promise<string> {
  await ask(installation, `${POLICY}/rollback`, {
    method: 'POST',
    body: JSON.stringify({ version, note }),
  });
  return installation.language === 'ru' ? `${version} снова действует` : `${version} is in force again`;
}

function describe(changes: z.infer<typeof Changes>, { language }: Installation): string {
  if (changes.length === 0) return language === 'ru' ? '  Правила те же.' : '  The rules are the same.';
  return changes.map(({ kind, sentence }) => `  ${SIGNS[kind] ?? '·'} ${sentence[language]}`).join('\n');
}

const SIGNS: Readonly<Record<string, string>> = { added: '+', removed: '−', changed: '~', moved: '↕' };

function queryOf(parameters: Readonly<Record<string, string | number | undefined>>): URLSearchParams {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(given);
}
