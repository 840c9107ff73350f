import { MachineClock } from '#cdk/local/machine-clock.ts';
import type { AlarmState } from '#cdk/local/monitoring/alarm.ts';
import type { FaultTarget, Fault } from '#cdk/local/stand-ins/faults.ts';
import { aFormOf } from './a-form.ts';
import { FaultyTable } from './faulty-table.ts';
import { LocalSystem, type Received, leadIdOf } from './local-system.ts';
import { waitFor } from './wait-for.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Into the minute, so that nothing is counted in the one before. */
const AFTER_THE_MINUTE_MS = 5;

const FUNCTIONS = [
  'web-form',
  'telephony',
  'assignment',
  'handoff',
  'sweeper',
  'counterparty-check',
  'dead-letters',
  'balance',
  'replay',
  'reports',
  'console',
] as const;

export type FunctionName = (typeof FUNCTIONS)[number];

/** One alarm: the fault that makes it ring, done to a running system, and how the fault is mended. */
export interface AlarmStory {
  /** What is wrong, as a sentence of the test. */
  readonly fault: string;
  ring(world: AlarmWorld): Promise<void>;
  mend(world: AlarmWorld): Promise<void>;
}

/** By the alarm's name after the stack's, which is its article in the runbook. */
export type AlarmStories = Readonly<Record<string, AlarmStory>>;

/** A running system whose table can be taken from its functions, and whose time passes when the test says so. */
export class AlarmWorld {
  readonly system: LocalSystem;
  readonly table: FaultyTable;
  readonly #clock: MachineClock;
  #clients = 0;

  static async start(): Promise<AlarmWorld> {
    const clock = new MachineClock();
    const table = await FaultyTable.start();
    const system = await LocalSystem.start({
      clock,
      dynamodb: table.endpoint,
      environments: { 'dead-letters': { max: 1 }, replay: { max: 1 } },
      overrides: Object.fromEntries(
        FUNCTIONS.map((name) => [name, { AWS_ENDPOINT_URL_DYNAMODB: table.endpointOf(name) }]),
      ),
    });
    return new AlarmWorld(system, table, clock);
  }

  private constructor(system: LocalSystem, table: FaultyTable, clock: MachineClock) {
    this.system = system;
    this.table = table;
    this.#clock = clock;
  }

  async stop(): Promise<void> {
    await this.system.stop();
    await this.table.stop();
  }

  pass(ms: number): void {
    this.system.runner.passTime(ms);
  }

  /** To the beginning of the next minute: what was counted so far can be judged. */
  nextMinute(): void {
    this.pass(MINUTE_MS - (this.#clock.now() % MINUTE_MS) + AFTER_THE_MINUTE_MS);
  }

  /** So many minutes one after the other, each with all of that in it. */
  async eachMinute(minutes: number, work: () => Promise<unknown>): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      this.nextMinute();
      await work();
    }
  }

  /** What the alarm says at the end of this minute. */
  async stateOf(article: string): Promise<AlarmState> {
    this.nextMinute();
    const { json } = await this.system.request('/local/alarms?format=json');
    const alarms = json['alarms'] as readonly { readonly name: string; readonly state: AlarmState }[];
    const alarm = alarms.find(({ name }) => name.endsWith(`/${article}`));
    if (!alarm) throw new Error(`There is no alarm ${article}.`);
    return alarm.state;
  }

  /** Waits until a function has recorded so much of a metric in this minute. */
  async counted(name: string, functionName: FunctionName, least = 1): Promise<void> {
    await waitFor(`${least} × ${name} of ${functionName}`, () => this.#figureOf(name, functionName) >= least);
  }

  /** A form of a client who never came before; the lead's id. */
  async postForm(): Promise<string> {
    return leadIdOf(await this.sendForm());
  }

  sendForm(source?: string): Promise<Received> {
    return this.system.postForm(aFormOf((this.#clients += 1)), undefined, source);
  }

  async postForms(count: number): Promise<readonly string[]> {
    return Promise.all(Array.from({ length: count }, () => this.postForm()));
  }

  /** Kills a function while it works on what `start` gives it to do. */
  async killAtWork(functionName: FunctionName, start: () => unknown): Promise<void> {
    await this.hang(functionName, start);
    await this.system.runner.kill(functionName);
    this.table.set(functionName, 'none');
    await this.counted('Errors', functionName);
  }

  /** The function hangs at its table with what `start` gives it to do, until the table is mended. */
  async hang(functionName: FunctionName, start: () => unknown): Promise<void> {
    this.table.set(functionName, 'hangs');
    void Promise.resolve(start()).catch(() => undefined);
    await waitFor(`${functionName} at work`, () => this.table.heldOf(functionName) > 0);
  }

  /** The whole fault of one or several outside systems, or its end with `{ mode: 'ok' }`. */
  async fault(fault: Fault, ...targets: readonly FaultTarget[]): Promise<void> {
    for (const target of targets) await this.system.fault(target, fault);
  }

  /** The queue whose logical id begins so. */
  queue(beginning: string) {
    const queue = this.system.runner.queues().find(({ logicalId }) => logicalId.startsWith(beginning));
    if (!queue) throw new Error(`There is no queue ${beginning}.`);
    return queue;
  }

  /** Waits for it. A message that failed is held for a while by the queue: that time passes when nothing is at work. */
  async emptied(beginning: string): Promise<void> {
    await waitFor(`empty queue ${beginning}`, async () => {
      const { ready, inFlight, delayed } = this.queue(beginning);
      if (ready + inFlight + delayed === 0) return true;
      if (ready === 0 && (await this.isIdle())) this.pass(MINUTE_MS);
      return false;
    });
  }

  /** Whether a function, or every one, has nothing to do. */
  async isIdle(functionName?: FunctionName): Promise<boolean> {
    const { json } = await this.system.request('/local/functions');
    const functions = json['functions'] as readonly { readonly name: string; readonly busy: number }[];
    return functions.every(({ name, busy }) => busy === 0 || (functionName ?? name) !== name);
  }

  send(beginning: string, leadId: string): void {
    this.system.runner.send(
      this.queue(beginning).name,
      JSON.stringify({ v: 1, leadId, reason: 'an alarm is tried' }),
    );
  }

  /** A sum of this minute, under the dimensions that only the function has. */
  #figureOf(name: string, functionName: FunctionName): number {
    const isOfFunction = (dimensions: Readonly<Record<string, string>>) =>
      JSON.stringify(Object.values(dimensions)) === JSON.stringify([functionName]) ||
      (dimensions['FunctionName'] ?? '').endsWith(`-${functionName}`);
    const minute = new Date(this.#clock.now() - (this.#clock.now() % MINUTE_MS)).toISOString();
    const figures = this.system.runner.metrics
      .list({ name, minutes: 2 })
      .filter(({ dimensions }) => isOfFunction(dimensions))
      .flatMap(({ minutes }) => minutes.filter(({ at }) => at === minute));
    return figures.reduce((sum, each) => sum + each.sum, 0);
  }
}
