import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { PROJECT_FOLDER } from '#cdk/local/synthesize.ts';
import { milliseconds, type Figure, type Section } from './report.ts';
import { loadingEnvironmentOf, readStack } from './stack.ts';
import { median, spread } from './statistics.ts';

const CHILD = fileURLToPath(new URL('cold-start-child.mjs', import.meta.url));

/** The functions somebody waits for. The others start by the clock, or for people who look at a page. */
const WAITED_FOR = new Set(['web-form', 'telephony', 'assignment', 'handoff']);
const GOAL_RATIO = 1.3;

const UNIT = 'client-dynamodb';

/** What any function that uses DynamoDB loads at least: its client, made and ready. */
const UNIT_SOURCE = `
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = (input) => client.send(new PutItemCommand(input));
`;

interface Bundle {
  readonly name: string;
  readonly path: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly kilobytes: number;
  readonly loadMs: number[];
}

/** How long each function's bundle takes to load, against a plain bundle of the DynamoDB client. */
export async function measureColdStarts(runs: number): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), 'cold-start-'));
  try {
    const unit = await makeUnit(folder);
    const bundles = [unit, ...(await findBundles())];
    for (const bundle of bundles) await load(bundle);
    for (let run = 0; run < runs; run += 1) {
      for (const bundle of bundles) bundle.loadMs.push(await load(bundle));
    }
    return toSection(unit, bundles, runs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As the bundler makes it when nobody has thought about cold starts, but for the main fields. */
async function makeUnit(folder: string): Promise<Bundle> {
  const path = join(folder, 'unit', 'index.mjs');
  await writeFile(join(folder, 'unit.mjs'), UNIT_SOURCE);
  await build({
    entryPoints: [join(folder, 'unit.mjs')],
    nodePaths: [join(PROJECT_FOLDER, 'node_modules')],
    outfile: path,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    minify: true,
    logLevel: 'warning',
  });
  return toBundle(UNIT, path, { AWS_REGION: 'eu-central-1' });
}

async function findBundles(): Promise<readonly Bundle[]> {
  const { functions } = await readStack();
  return Promise.all(
    functions.map((each) => toBundle(each.name, join(each.folder, 'index.mjs'), loadingEnvironmentOf(each))),
  );
}

async function toBundle(name: string, path: string, variables: Bundle['variables']): Promise<Bundle> {
  return { name, path, variables, kilobytes: Math.round((await stat(path)).size / 1024), loadMs: [] };
}

async function load({ name, path, variables }: Bundle): Promise<number> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, path], { env: variables });
    return Number(stdout);
  } catch (error) {
    const complaint = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`${name} does not load: ${/^\w*Error: .*$/m.exec(complaint)?.[0] ?? 'it says nothing'}`);
  }
}

function toSection(unit: Bundle, bundles: readonly Bundle[], runs: number): Section {
  return {
    benchmark: 'cold-start: from before import() to a handler, each in a fresh process',
    figures: bundles.map((bundle) => toFigure(bundle, unit)),
    notes: [
      `medians of ${runs} runs, round-robin; the unit is a plain ESM bundle of client-dynamodb with its client made`,
      `the unit's runs lie ${Math.round(spread(unit.loadMs) * 100)} % apart`,
    ],
    raw: bundles.map(({ name, kilobytes, loadMs }) => ({ name, kilobytes, loadMs })),
  };
}

function toFigure({ name, kilobytes, loadMs }: Bundle, unit: Bundle): Figure {
  const ratio = median(loadMs) / median(unit.loadMs);
  const fastest = Math.min(...loadMs);
  return {
    name,
    figure: milliseconds(median(loadMs)),
    ratio,
    ...(WAITED_FOR.has(name) ? { goal: `≤ ${GOAL_RATIO}`, ok: ratio <= GOAL_RATIO } : {}),
    note: `fastest ${milliseconds(fastest)}, ratio ${(fastest / Math.min(...unit.loadMs)).toFixed(2)}; ${kilobytes} KB`,
  };
}
