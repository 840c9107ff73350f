import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import * as z from 'zod/mini';

/**
 * All there is to testing: types, lint, format and imports, then every suite.
 *
 * Arguments are handed to the test runner: `npm test -- test/shared/domain`. `--checks` stops after the checks.
 * The last line is the count, for machines to read.
 */
const CHECKS: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'types', command: ['node_modules/tsc7/bin/tsc', '-p', '.'] },
  {
    name: 'format',
    command: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  },
  {
    name: 'imports',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'shared',
      'functions',
      'cdk',
      'test',
    ],
  },
  { name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '.'] },
];

/** The cruiser is content with an empty tree, which a broken configuration looks like to it. */
const FEWEST_MODULES = 200;

const Counts = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), success: z.boolean() });

const given = process.argv.slice(2);
const failedChecks = await runChecks();
const counts = given.includes('--checks') ? nothingRun() : await runSuites(given);
const failed = counts.numFailedTests + failedChecks.length;
console.log(`${counts.numPassedTests + CHECKS.length - failedChecks.length} passed, ${failed} failed`);
process.exitCode = failed === 0 && counts.success ? 0 : 1;

/** All at the same time: each keeps one core busy, and lint takes as long as the others together. */
async function runChecks(): Promise<readonly string[]> {
  const results = await Promise.all(CHECKS.map(runCheck));
  return results.flatMap(({ name, passed }) => (passed ? [] : [name]));
}

async function runCheck({
  name,
  command,
}: (typeof CHECKS)[number]): Promise<{ name: string; passed: boolean }> {
  const startedAt = performance.now();
  const { code, output } = await run(command, 'captured');
  const passed = code === 0 && (name !== 'imports' || sawModules(output));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${passed ? styleText('green', '✓') : styleText('red', '✗')} ${name} ${styleText('dim', `${seconds} s`)}`,
  );
  if (!passed) console.log(output);
  return { name, passed };
}

function sawModules(output: string): boolean {
  return Number(/\((\d+) modules/.exec(output)?.[1] ?? 0) >= FEWEST_MODULES;
}

async function runSuites(filters: readonly string[]): Promise<z.output<typeof Counts>> {
  const folder = await mkdtemp(join(tmpdir(), 'test-counts-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    await run(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...filters], 'shown');
    return Counts.parse(JSON.parse(await readFile(report, 'utf8')));
  } catch (error) {
    console.log(`the test runner left no report: ${error instanceof Error ? error.message : 'unknown'}`);
    return { numPassedTests: 0, numFailedTests: 1, success: false };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function nothingRun(): z.output<typeof Counts> {
  return { numPassedTests: 0, numFailedTests: 0, success: true };
}

function run(
  args: readonly string[],
  output: 'shown' | 'captured',
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, args, { stdio: output === 'shown' ? 'inherit' : 'pipe' });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
