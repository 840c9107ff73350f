/**
 * Starts a part of the project: `node cdk/local/bootstrap.mjs start --port 8000`.
 *
 * Runs on Node 20 and without `node_modules`: it installs what is missing first, and then hands over to the
 * Node 24 that the project brings along, which understands TypeScript.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const MODULES = join(PROJECT, 'node_modules');
const STAMP = join(MODULES, '.lead-relay-installed');
const IS_WINDOWS = process.platform === 'win32';

/** The first that runs TypeScript as it is. */
const NODE_NEEDED = [22, 18];

const COMMANDS = {
  start: ['cdk/local/start.ts'],
  invoke: ['cdk/local/invoke.ts'],
  demo: ['cdk/local/demo.ts'],
  policy: ['cdk/local/policy.ts'],
  'policy:check': ['cdk/local/policy.ts', 'check'],
  redrive: ['cdk/local/redrive.ts'],
  erase: ['cdk/local/erase.ts'],
  doctor: ['cdk/local/doctor.ts'],
  backup: ['cdk/local/backup.ts'],
  restore: ['cdk/local/restore.ts'],
  bench: ['test/benchmarks/run.ts'],
  pictures: ['test/pictures/take.ts'],
  test: ['test/run.ts'],
  node: [],
};

const [command = 'start', ...args] = process.argv.slice(2);
if (!Object.hasOwn(COMMANDS, command)) {
  fail(`There is no command ${command}. There are: ${Object.keys(COMMANDS).join(', ')}.`);
}
installWhatIsMissing();
run(findNode(), [...COMMANDS[command], ...args]);

/** Compares with the lockfile's hash, so that a pulled change is noticed as well as a fresh clone. */
function installWhatIsMissing() {
  const lockfile = readFileSync(join(PROJECT, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockfile).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  if (!isInstalled(JSON.parse(lockfile))) {
    console.log('Installing the packages of package-lock.json; this takes about a minute, once.');
    const npm = spawnSync(
      IS_WINDOWS ? 'npm.cmd' : 'npm',
      ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: PROJECT,
        stdio: 'inherit',
        shell: IS_WINDOWS,
      },
    );
    if (npm.error) fail(`npm cannot be run (${npm.error.message}). Install the packages with: npm ci`);
    if (npm.status !== 0) fail('The packages could not be installed; what npm says is above.');
  }
  writeFileSync(STAMP, hash);
}

/** Somebody may have run `npm ci` by hand: npm itself notes what it has installed. */
function isInstalled(lockfile) {
  const note = join(MODULES, '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages ?? {};
  return Object.entries(lockfile.packages)
    .filter(([path, { optional }]) => path !== '' && !optional)
    .every(([path, { version }]) => installed[path]?.version === version);
}

/** A package brings Node 24 for this platform, where there is one. */
function findNode() {
  const own = join(MODULES, '.bin', IS_WINDOWS ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NODE_NEEDED;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return process.execPath;
  return fail(
    `This is Node ${process.versions.node}, and there is no package with Node 24 for ${process.platform}-${process.arch}. ` +
      'Install Node 24 (https://nodejs.org) and run this again.',
  );
}

/** The channel tells the other side when we are gone, even when we had no time to say so. */
function run(node, nodeArgs) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...nodeArgs], {
    cwd: PROJECT,
    stdio: command === 'start' ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    env: {
      ...process.env,
      PATH: `${join(MODULES, '.bin')}${delimiter}${process.env.PATH ?? ''}`,
      // Lambda's clock is UTC; functions share this process's.
      ...(command === 'test' ? {} : { TZ: 'UTC' }),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${node} cannot be run: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
