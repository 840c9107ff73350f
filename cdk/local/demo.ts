import { randomInt } from 'node:crypto';
import { SingleBar } from 'cli-progress';
import { readSettledLeads } from './demo/leads.ts';
import { HELP, parseDemoOptions, type DemoOptions } from './demo/options.ts';
import { planRequests } from './demo/plan.ts';
import { sendAll, type Answered } from './demo/send.ts';
import { readSigningKeys } from './demo/signing-keys.ts';
import { describeRun } from './demo/summary.ts';
import { tallyUp } from './demo/tally.ts';
import { isRunning } from './running-system.ts';

/** The last leads get this long to reach their reps. */
const SETTLE_LIMIT_MS = 20_000;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = parseDemoOptions(process.argv.slice(2), process.env, randomInt(1, 1_000_000));
    if (options.help) console.log(HELP);
    else await demonstrate(options);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return isUsageFault(error) ? 2 : 1;
  }
}

async function demonstrate(options: DemoOptions): Promise<void> {
  const { url, token, perSecond, seconds, seed } = options;
  if (!(await isRunning(url))) {
    throw new Error(`Nothing runs at ${url}. Start it in another terminal with: npm start`);
  }
  const startedAt = new Date();
  const requests = planRequests({
    count: Math.max(1, Math.round(perSecond * seconds)),
    seed,
    run: `demo-${startedAt.getTime().toString(36)}`,
    now: startedAt,
    keys: await readSigningKeys(),
  });
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const bar = startBar(requests.length);
  const answers = await sendAll(requests, {
    url,
    perSecond,
    onAnswer: (answered) => bar.add(answered),
    signal: interrupted.signal,
  });
  const sentSeconds = (Date.now() - startedAt.getTime()) / 1_000;
  bar.stop();
  const leads = await readSettledLeads({ url, token }, startedAt, SETTLE_LIMIT_MS);
  const run = { sent: answers.length, leads: leads.length, seconds: sentSeconds, seed };
  console.log(`\n${describeRun(run, tallyUp(answers, leads))}\n\n  Look at them: ${url}/console`);
}

/** Nothing is drawn where nobody watches: into a file only the end is written. */
function startBar(total: number) {
  const format = '  [{bar}] {value}/{total}  {eta} s left  ok {ok}  faulty {faulty}  failed {failed}';
  const bar = new SingleBar({ format, barsize: 30, hideCursor: true, clearOnComplete: true });
  const counts = { ok: 0, faulty: 0, failed: 0 };
  bar.start(total, 0, counts);
  return {
    add({ status }: Answered): void {
      if (status >= 200 && status < 300) counts.ok += 1;
      else if (status >= 400 && status < 500) counts.faulty += 1;
      else counts.failed += 1;
      bar.increment(1, counts);
    },
    stop: () => bar.stop(),
  };
}

function isUsageFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.message.startsWith('--') || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  );
}
