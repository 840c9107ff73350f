import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

const OUT_FOLDER = join(PROJECT_FOLDER, 'cdk.out');

/** Stacks are kept by what they were made of, and a runner may still use an earlier one. */
const KEPT_STACKS = 4;

/** What the stack and its bundles are made of. */
const SOURCES = ['cdk', 'functions', 'shared', 'package-lock.json'];

/** Runs on this machine, and is no part of the stack. */
const NO_SOURCES = new Set([join('cdk', 'local')]);

export interface SynthesizedStack {
  readonly folder: string;
  /** False when the sources were what they were last time. */
  readonly isNew: boolean;
}

/** Bundles the functions and writes the template, unless that was done for just these sources. */
export async function synthesize(): Promise<SynthesizedStack> {
  const folder = join(OUT_FOLDER, `local-${await hashSources()}`);
  if (existsSync(folder)) return { folder, isNew: false };
  // Written elsewhere and then moved, so that nobody ever sees half a stack.
  const draft = `${folder}.${process.pid}`;
  try {
    await runApp(draft);
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  await removeOldStacks();
  return { folder, isNew: true };
}

async function runApp(outdir: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, ['cdk/app.ts'], {
      cwd: PROJECT_FOLDER,
      env: { ...process.env, CDK_OUTDIR: outdir, LEAD_RELAY_STAGE: 'local', LEAD_RELAY_NAG: 'off' },
    });
  } catch (error) {
    const complaint =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`The stack cannot be synthesized.\n${complaint}`);
  }
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  const lists = await Promise.all(SOURCES.map((source) => listFiles(source)));
  const files = lists.flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(join(PROJECT_FOLDER, file))));
  for (const [index, file] of files.entries()) hash.update(`${file}\0`).update(contents[index] ?? '');
  return hash.digest('hex').slice(0, 12);
}

async function listFiles(path: string): Promise<string[]> {
  if (NO_SOURCES.has(path)) return [];
  if ((await stat(join(PROJECT_FOLDER, path))).isFile()) return [path];
  const names = await readdir(join(PROJECT_FOLDER, path));
  return (await Promise.all(names.map((name) => listFiles(join(path, name))))).flat();
}

async function removeOldStacks(): Promise<void> {
  const names = (await readdir(OUT_FOLDER)).filter((name) => /^local-[0-9a-f]+$/.test(name));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, madeAt: (await stat(join(OUT_FOLDER, name))).mtimeMs })),
  );
  const old = dated.toSorted((one, other) => other.madeAt - one.madeAt).slice(KEPT_STACKS);
  await Promise.all(old.map(({ name }) => rm(join(OUT_FOLDER, name), { recursive: true, force: true })));
}
