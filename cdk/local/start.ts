import { setTimeout as pause } from 'node:timers/promises';
import { describeAddresses, submitFirstLead } from './demonstration.ts';
import { startLeadRelay } from './lead-relay.ts';
import { resetDataFolder, type Runner } from './runner.ts';
import { HELP, parseStartOptions, type StartOptions } from './start-options.ts';

/** A terminal and the launcher may both pass on one Ctrl-C; only a later one means that somebody is impatient. */
const SAME_INTERRUPT_MS = 500;

/** Long enough for a slow machine to read its settings; the health page tells what is missing. */
const HEALTH_LIMIT_MS = 10_000;

try {
  await start(parseStartOptions(process.argv.slice(2), process.env));
} catch (error) {
  console.error(`\n${explain(error)}`);
  process.exit(1);
}

async function start(options: StartOptions): Promise<void> {
  if (options.help) return console.log(HELP);
  const interrupts = listenForInterrupts();
  if (options.reset) await resetDataFolder(options.dataFolder);
  const startedAt = performance.now();
  console.log(
    '\nStarting Lead Relay. Changed sources are bundled and synthesized first, which takes some seconds.\n',
  );
  const runner = await startLeadRelay({
    ...options,
    ...(options.settingsFolder === undefined ? {} : { settingsFolder: options.settingsFolder }),
    onProgress: (step, durationMs) => console.log(`  ${step.padEnd(20)} ${formatSeconds(durationMs)}`),
    onTrouble: (because) => {
      console.error(`\n${because}`);
      void stop(runner, 1);
    },
  });
  interrupts.onFirst(() => void stop(runner, 0));
  const opsToken = process.env['LEADS_OPS_TOKEN'] ?? 'local-ops';
  const headToken = process.env['LEADS_HEAD_TOKEN'] ?? 'local-head';
  const isHealthy = await waitUntilHealthy(runner.url);
  console.log(`  ${'ready'.padEnd(20)} ${formatSeconds(performance.now() - startedAt)}\n`);
  console.log(describeAddresses(runner.url, { ops: opsToken, head: headToken }, options.dataFolder));
  if (!isHealthy) console.log(`\n  It is not healthy yet: see ${runner.url}/health and the logs.`);
  const leadId = await submitFirstLead({ url: runner.url, opsToken }).catch(() => undefined);
  if (leadId) console.log(`\n  A first lead was submitted for you: ${runner.url}/v1/leads/${leadId}`);
  console.log('\n  Ctrl-C stops.');
}

async function waitUntilHealthy(url: string): Promise<boolean> {
  const deadline = Date.now() + HEALTH_LIMIT_MS;
  while (Date.now() < deadline) {
    const isHealthy = await fetch(`${url}/health`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isHealthy) return true;
    await pause(100);
  }
  return false;
}

async function stop(runner: Runner, exitCode: number): Promise<void> {
  console.log('\n  Stopping; what is under way is finished first. Ctrl-C again stops at once.');
  try {
    await runner.stop();
  } catch (error) {
    console.error(explain(error));
  }
  process.exit(exitCode);
}

/** Until there is something to stop, an interrupt simply ends us; the engines notice by themselves. */
function listenForInterrupts() {
  let stopGently: (() => void) | undefined;
  let firstAt: number | undefined;
  const interrupt = () => {
    const now = Date.now();
    if (!stopGently) process.exit(130);
    if (firstAt === undefined) {
      firstAt = now;
      return stopGently();
    }
    if (now - firstAt > SAME_INTERRUPT_MS) process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  // The launcher holds the other end: when it is killed, nobody else would tell us to go.
  if (process.channel) {
    process.on('disconnect', interrupt);
    process.channel.unref();
  }
  return { onFirst: (gently: () => void) => (stopGently = gently) };
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `The port ${String(error.port)} is taken. Choose another with: npm start -- --port ${Number(error.port) + 1}`;
  }
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return `${error.message}\n\n${HELP}`;
  return process.env['DEBUG'] ? (error.stack ?? error.message) : error.message;
}

function formatSeconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(2)} s`;
}
