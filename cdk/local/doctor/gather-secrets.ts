import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { readSecrets } from '../engines/secret-values.ts';
import { DEMO_SETTINGS } from '../lead-relay.ts';
import { readDemoSecrets } from '../settings.ts';
import { PROJECT_FOLDER } from '../synthesize.ts';
import type { FolderFacts, SecretFacts } from './facts.ts';

const OTHERS_MAY_READ = 0o044;

const ENV_FILE = join(PROJECT_FOLDER, '.env.local');

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the secrets as the runner does, and gives on their names alone. */
export async function gatherSecrets(
  settingsFolder: string,
  { path, runner }: FolderFacts,
  envFile = ENV_FILE,
): Promise<SecretFacts> {
  const demonstration = await readDemoSecrets(DEMO_SETTINGS);
  const demo = {
    ...(await readGenerated(join(path, 'secrets.json'))),
    ...(await readDemoSecrets(settingsFolder)),
  };
  const environment = await environmentOf(runner);
  const values = await readSecrets({ demo, envFile, environment });
  const fromFile = await readSecrets({ demo: {}, envFile, environment: {} });
  const open = { ...demonstration, ...(await readSecrets({ demo: {}, envFile: '', environment: {} })) };
  const names = Object.keys(values).filter((name) => values[name] !== '');
  return {
    present: new Set(names),
    ofDemonstration: new Set(names.filter((name) => values[name] === open[name])),
    inEnvFile: new Set(names.filter((name) => existsSync(envFile) && values[name] === fromFile[name])),
    ...(existsSync(envFile) ? { envFile: await describeFile(envFile) } : {}),
  };
}

async function describeFile(path: string) {
  const { mtime, mode } = await stat(path);
  return { changedAt: mtime, isOpenToOthers: (mode & OTHERS_MAY_READ) !== 0 };
}

async function readGenerated(path: string): Promise<Record<string, string>> {
  if (!existsSync(path)) return {};
  const values = z.safeParse(z.record(z.string(), z.string()), JSON.parse(await readFile(path, 'utf8')));
  return values.success ? values.data : {};
}

/** Of the runner, which a service may have started with variables that this shell has not. Linux, and the same user. */
async function environmentOf(runner: number | undefined): Promise<Environment> {
  if (runner === undefined) return process.env;
  const block = await readFile(`/proc/${runner}/environ`, 'utf8').catch(() => undefined);
  if (block === undefined) return process.env;
  return Object.fromEntries(
    block.split('\0').flatMap((line) => {
      const at = line.indexOf('=');
      return at < 1 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
    }),
  );
}
