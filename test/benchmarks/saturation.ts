import { setTimeout as pause } from 'node:timers/promises';
import { processorMs } from './processor-time.ts';
import { RAW_CLIENTS, RawCalls } from './raw-calls.ts';
import type { RawSequence } from './raw-sequence.ts';
import { recordLead } from './record-lead.ts';
import { Relay } from './relay.ts';
import type { Section } from './report.ts';
import { median, spread } from './statistics.ts';
import { qualifiedForm } from './submissions.ts';

const GOAL_RATIO = 0.6;

/** Every environment compiles its code anew as it gets hot; until then a lead costs several times as much. */
const WARM_UP_SECONDS = 40;

/** Between two rounds somebody else had the machine; queues and connections fill up again. */
const RESUME_SECONDS = 3;

/** The window of leads under way is filled up this often. */
const REFILL_MS = 15;

const FIRST_NUMBER = 1_000_000;
const QUIET_LIMIT_MS = 120_000;

export interface SaturationOptions {
  /** Leads under way at once, from the post to the card in the CRM. */
  readonly inFlight: number;
  readonly seconds: number;
  readonly rounds: number;
}

interface Run {
  readonly perSecond: number;
  /** Processor time a lead took, of all processes but the load's. */
  readonly cpuMs: number;
}

interface Runs {
  readonly relay: readonly Run[];
  readonly raw: readonly Run[];
  /** Messages are sent and stay where they are. */
  readonly unfetched: readonly Run[];
}

/** How many leads a second the whole system delivers when it always has enough to do, against its raw calls. */
export async function measureSaturation(options: SaturationOptions): Promise<Section> {
  const sequence = await recordLead();
  const relay = await Relay.start();
  const raw = new RawCalls();
  try {
    await raw.start();
    return toSection(options, sequence, await measureInTurn(options, sequence, relay, raw));
  } finally {
    await raw.stop();
    await relay.stop();
  }
}

async function measureInTurn(
  { inFlight, seconds, rounds }: SaturationOptions,
  sequence: RawSequence,
  relay: Relay,
  calls: RawCalls,
): Promise<Runs> {
  const load = new Load(relay, inFlight);
  const measureRelay = async (resumeSeconds: number): Promise<Run> => {
    load.resume();
    await pause(resumeSeconds * 1000);
    const run = await countOver(seconds, () => relay.delivered(), [relay.pid]);
    await load.rest();
    await relay.quiet(QUIET_LIMIT_MS);
    return run;
  };
  const measureRaw = async (receives: boolean): Promise<Run> => {
    await calls.run(sequence, receives, inFlight);
    await pause(RESUME_SECONDS * 1000);
    const run = await countOver(seconds, () => calls.done(), calls.pids);
    await calls.rest();
    return run;
  };
  await measureRelay(WARM_UP_SECONDS);
  await measureRaw(true);
  const runs = { relay: [] as Run[], raw: [] as Run[], unfetched: [] as Run[] };
  for (let round = 0; round < rounds; round += 1) {
    runs.raw.push(await measureRaw(true));
    runs.relay.push(await measureRelay(RESUME_SECONDS));
    runs.unfetched.push(await measureRaw(false));
  }
  return runs;
}

/** A lead is under way until the CRM has its card, so that no backlog can grow: what is counted is sustained. */
class Load {
  readonly #relay: Relay;
  readonly #inFlight: number;
  #sent = 0;
  #answers: Promise<void>[] = [];
  #running = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(relay: Relay, inFlight: number) {
    this.#relay = relay;
    this.#inFlight = inFlight;
  }

  resume(): void {
    this.#running = true;
    this.#loop = this.#keepGoing();
  }

  async rest(): Promise<void> {
    this.#running = false;
    await this.#loop;
    await Promise.all(this.#answers.splice(0));
  }

  async #keepGoing(): Promise<void> {
    while (this.#running) {
      const delivered = await this.#relay.delivered();
      while (this.#sent - delivered < this.#inFlight) this.#answers.push(this.#submit());
      await pause(REFILL_MS);
    }
  }

  async #submit(): Promise<void> {
    const status = await this.#relay.submit(qualifiedForm(FIRST_NUMBER + (this.#sent += 1)));
    if (status !== 202) throw new Error(`A form was answered with ${status}.`);
  }
}

async function countOver(
  seconds: number,
  read: () => Promise<number>,
  pids: readonly number[],
): Promise<Run> {
  const before = { count: await read(), at: performance.now(), cpuMs: processorMs(pids) };
  await pause(seconds * 1000);
  const count = (await read()) - before.count;
  return {
    perSecond: count / ((performance.now() - before.at) / 1000),
    cpuMs: (processorMs(pids) - before.cpuMs) / count,
  };
}

function toSection(options: SaturationOptions, sequence: RawSequence, runs: Runs): Section {
  const { relay, raw, unfetched } = {
    relay: middle(runs.relay),
    raw: middle(runs.raw),
    unfetched: middle(runs.unfetched),
  };
  const ratio = relay.perSecond / raw.perSecond;
  return {
    benchmark: `saturation: ${options.inFlight} leads under way at once, everything on the disk`,
    figures: [
      {
        name: 'the system, form to CRM card',
        figure: rate(relay),
        ratio,
        goal: `≥ ${GOAL_RATIO}`,
        ok: ratio >= GOAL_RATIO,
        note: cpu(relay, raw),
      },
      { name: 'raw sequence of the same calls', figure: rate(raw), ratio: 1, note: cpu(raw, raw) },
      {
        name: 'raw, messages sent and not fetched',
        figure: rate(unfetched),
        ratio: unfetched.perSecond / raw.perSecond,
        note: `${cpu(unfetched, raw)}; the system against this: ${(relay.perSecond / unfetched.perSecond).toFixed(2)}`,
      },
    ],
    notes: [
      `closed loop: the next lead is sent when the CRM has got one; ${options.seconds} s each, medians of ${options.rounds} rounds in turn, after ${WARM_UP_SECONDS} s to warm up`,
      `rounds lie apart: system ${apart(runs.relay)}, raw ${apart(runs.raw)}, raw without fetching ${apart(runs.unfetched)}`,
      'processor time is that of all processes but the load’s, its ratio the raw one’s share of the system’s; busy neighbours distort it less than the rate',
      `raw, recorded from one lead of the system: ${describeSequence(sequence)}`,
      `made by ${RAW_CLIENTS} processes with the SDK’s clients as they come and node:http, the engines in a process of their own; the registry’s 50 ms included; nothing is parsed, judged, chosen or logged`,
      'the system’s pollers fetch messages inside the process of the queues, in batches; the raw sequence does it over HTTP, one by one',
    ],
    raw: { ...runs, sequence: sequence.steps },
  };
}

function middle(runs: readonly Run[]): Run {
  return {
    perSecond: median(runs.map(({ perSecond }) => perSecond)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
  };
}

function rate({ perSecond }: Run): string {
  return `${perSecond.toFixed(1)} leads/s`;
}

function cpu(run: Run, unit: Run): string {
  return `${run.cpuMs.toFixed(1)} ms of processor a lead, ${(unit.cpuMs / run.cpuMs).toFixed(2)}`;
}

function apart(runs: readonly Run[]): string {
  return `${Math.round(spread(runs.map(({ perSecond }) => perSecond)) * 100)} %`;
}

function describeSequence({ steps }: RawSequence): string {
  return steps
    .map(({ call }) => {
      if (call.kind === 'table') return call.operation;
      return call.kind === 'message'
        ? 'Send + Receive + DeleteMessage'
        : (call.path.split('/').at(-1) ?? call.path);
    })
    .join(', ');
}
