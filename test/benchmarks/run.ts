/**
 * `npm run bench`: how fast, how much, and at what cost, on the machine at hand.
 *
 * Never part of `npm test`: what a busy machine measures is no reason to fail. Ratios within one run are the
 * figures to compare; absolute ones belong to the machine that is named with them.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { measureAssign } from './assign.ts';
import { measureChoose } from './choose.ts';
import { measureColdStarts } from './cold-start.ts';
import { measureEmbed } from './embed.ts';
import { measureJudge } from './judge.ts';
import { measurePipeline } from './pipeline.ts';
import { measureProviders } from './providers.ts';
import { measureReplay } from './replay.ts';
import { measureReports } from './reports.ts';
import { describeMachine, formatSection, type Section } from './report.ts';
import { measureSaturation } from './saturation.ts';

const HELP = `Measures Lead Relay on this machine.

  npm run bench -- [pipeline] [saturation] [cold-start] [judge] [choose] [assign] [replay] [reports] [providers] [embed] [options]

  --rate N        pipeline: leads a second (50)
  --for N         pipeline: for so many seconds (60)
  --in-flight N   saturation: leads under way at once (32)
  --seconds N     saturation: length of each of its runs (10)
  --rounds N      saturation: rounds of which the median counts (3)
  --runs N        cold-start: processes for each bundle (15)
  --json FILE     writes all figures there, too
  --help          this text

  Without a name all are run, which takes about five minutes. Leave the machine alone meanwhile.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', default: '50' },
    for: { type: 'string', default: '60' },
    'in-flight': { type: 'string', default: '32' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    runs: { type: 'string', default: '15' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const BENCHMARKS: Readonly<Record<string, () => Section | Promise<Section>>> = {
  judge: measureJudge,
  choose: measureChoose,
  assign: measureAssign,
  replay: measureReplay,
  reports: measureReports,
  providers: measureProviders,
  embed: measureEmbed,
  'cold-start': () => measureColdStarts(count('runs')),
  pipeline: () => measurePipeline({ ratePerSecond: count('rate'), seconds: count('for') }),
  saturation: () =>
    measureSaturation({ inFlight: count('in-flight'), seconds: count('seconds'), rounds: count('rounds') }),
};

try {
  if (values.help) console.log(HELP);
  else await runAll(positionals.length === 0 ? Object.keys(BENCHMARKS) : positionals);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function runAll(names: readonly string[]): Promise<void> {
  const chosen = names.map((name) => {
    const measure = BENCHMARKS[name];
    if (measure === undefined)
      throw new Error(`There is no benchmark ${name}. There are: ${Object.keys(BENCHMARKS).join(', ')}.`);
    return measure;
  });
  const machine = describeMachine();
  console.log(`\n  ${machine.cores} cores, ${machine.model}, node ${machine.node}, ${machine.at}`);
  const sections: Section[] = [];
  for (const measure of chosen) {
    const section = await measure();
    sections.push(section);
    console.log(formatSection(section));
  }
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify({ machine, sections }, null, 2)}\n`);
}

function count(option: 'rate' | 'for' | 'in-flight' | 'seconds' | 'rounds' | 'runs'): number {
  const number = Number(values[option]);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${option} takes a number above 0, not ${values[option]}.`);
}
