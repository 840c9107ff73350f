import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import type { SecretDefinition } from '../template/definitions.ts';

const PREFIX = 'SECRET_';
const LOCAL_OPS_TOKEN = 'local-ops';
const LOCAL_HEAD_TOKEN = 'local-head';

const Values = z.record(z.string(), z.string());

/** Where secrets may come from, the later winning over the earlier. */
export interface SecretSources {
  readonly demo: Readonly<Record<string, string>>;
  /** `KEY=VALUE` lines, such as `SECRET_DADATA_TOKEN=…` for the secret `dadata-token`. */
  readonly envFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Reads the secrets anew each time, so that an edited file counts without a restart. */
export async function readSecrets({
  demo,
  envFile,
  environment,
}: SecretSources): Promise<Record<string, string>> {
  const file = existsSync(envFile) ? parseEnvFile(await readFile(envFile, 'utf8')) : {};
  return {
    ...demo,
    ...namedSecrets(file),
    ...namedSecrets(environment),
    'ops-token': environment['LEADS_OPS_TOKEN'] ?? file['LEADS_OPS_TOKEN'] ?? LOCAL_OPS_TOKEN,
    'head-token': environment['LEADS_HEAD_TOKEN'] ?? file['LEADS_HEAD_TOKEN'] ?? LOCAL_HEAD_TOKEN,
  };
}

/**
 * Secrets that nobody outside needs to know: those the cloud would generate, and those named besides.
 * Made once, and kept with what they protect, so that a link sent yesterday still opens.
 */
export async function readGeneratedSecrets(
  path: string,
  definitions: readonly SecretDefinition[],
  names: readonly string[],
): Promise<Record<string, string>> {
  const kept = existsSync(path) ? Values.parse(JSON.parse(await readFile(path, 'utf8'))) : {};
  const templates = definitions.flatMap(({ generated }) => (generated ? [generated] : []));
  const fixed = templates.map(({ template }) => Values.parse(JSON.parse(template)));
  const fresh = [...templates.map(({ key }) => key), ...names].map((name) => [
    name,
    randomBytes(32).toString('hex'),
  ]);
  const values = Object.assign({}, ...fixed, Object.fromEntries(fresh), kept);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(values), { mode: 0o600 });
  return values;
}

/** Comments, blank lines, `export ` and quotes are as a shell would have them. */
export function parseEnvFile(text: string): Record<string, string> {
  const lines = text
    .split(/\r?\n/)
    .map((line) => /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(
    lines.flatMap((match) => (match?.[1] === undefined ? [] : [[match[1], unquote(match[2] ?? '')]])),
  );
}

function unquote(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}

function namedSecrets(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      name.startsWith(PREFIX) && value ? [[toSecretName(name), value]] : [],
    ),
  );
}

function toSecretName(variable: string): string {
  return variable.slice(PREFIX.length).toLowerCase().replaceAll('_', '-');
}
