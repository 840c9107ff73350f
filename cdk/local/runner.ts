import { rm } from 'node:fs/promises';
import { resolve as resolvePath } from 'node:path';
import { takeDataFolder } from './data-folder.ts';
import type { QueueDepth } from './engines/queues.ts';
import { type Closers, type Foundation, type FoundationOptions, layFoundation } from './foundation.ts';
import { environmentOf, type ServiceEndpoints } from './functions/function-environment.ts';
import type { InvocationResult } from './functions/invocation.ts';
import { createServices, type Services } from './functions/services.ts';
import { controlSurface } from './http/control-surface.ts';
import type { MachineClock } from './machine-clock.ts';
import { describeMonitoring } from './monitoring/describe.ts';
import { answerMonitoring } from './monitoring/serve.ts';
import { DuplicateDeliveries } from './queues/duplicate-deliveries.ts';
import { type Deliveries, startEventSource } from './queues/event-source.ts';
import { GivenUpMessages } from './queues/given-up.ts';
import { createQueueDesk, type QueueDesk } from './queues/queue-desk.ts';
import { readQueuePairs } from './queues/queue-pairs.ts';
import { waitUntilQuiet } from './quiet.ts';
import type { LogBook } from './records/log-book.ts';
import type { MetricBook } from './records/metric-book.ts';
import { type QueueRecorder, recordQueueDepths } from './records/queue-metrics.ts';
import { type Schedules, startSchedules } from './schedules.ts';
import { NO_STAND_INS, type StandIns } from './stand-ins-contract.ts';

/** Longest time that what is under way gets to finish. */
const DRAIN_LIMIT_MS = 5_000;

export interface RunnerOptions extends FoundationOptions {
  /** Variables that differ from the template, by function. */
  readonly overrides?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly standIns?: (options: { readonly dataDir: string }) => StandIns | Promise<StandIns>;
  /** How many environments a function keeps, and may have; by function. Without: 1 and 10. */
  readonly environments?: Readonly<Record<string, { readonly warm?: number; readonly max?: number }>>;
  /** Fires every schedule at this period instead of its own. */
  readonly scheduleEveryMs?: number;
  /** Done when the tables are there and before anything is let in: the place to publish settings. */
  readonly prepare?: (stage: PreparedStage) => Promise<void>;
}

export interface PreparedStage {
  readonly url: string;
  readonly endpoints: ServiceEndpoints;
  /** What a function will find in its environment. */
  environmentOf(functionName: string): Readonly<Record<string, string>>;
}

export interface Runner extends PreparedStage {
  readonly port: number;
  readonly functionNames: readonly string[];
  readonly logs: LogBook;
  readonly metrics: MetricBook;
  readonly standIns: StandIns;
  invoke(functionName: string, event: unknown): Promise<InvocationResult>;
  fireSchedule(name: string): Promise<readonly InvocationResult[]>;
  queues(): readonly QueueDepth[];
  /** Puts a message into a queue, by the queue's name or logical id. */
  send(queue: string, body: string): void;
  /** Loses every message of a queue, or of all of them. */
  wipeQueues(name?: string): void;
  /**
   * As if so much time had passed: functions, metrics and queues go by the later time from now on. Schedules do not
   * fire for it. Throws when the runner was started without a clock that can be put ahead.
   */
  passTime(ms: number): void;
  /** Ends a function's environments at once, with what they are doing. Tells how many there were. */
  kill(functionName: string): Promise<number>;
  /** Settles when no message is left in any queue and nothing runs; throws when that takes longer. */
  whenQuiet(timeoutMs: number): Promise<void>;
  /** Takes nothing further, lets what is under way finish for 5 s, and stops everything. */
  stop(): Promise<void>;
}

/** Runs a synthesized stack on this machine. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const closers: Closers = [];
  try {
    return await assemble(options, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

/** Removes what earlier runs have kept. Refused while a runner uses the folder. */
export async function resetDataFolder(path: string): Promise<void> {
  const folder = await takeDataFolder(resolvePath(path));
  await rm(folder.path, { recursive: true, force: true });
}

async function assemble(options: RunnerOptions, closers: Closers): Promise<Runner> {
  const lap = stopwatch(options.onProgress);
  const foundation = await layFoundation(options, closers, lap);
  const standIns = (await options.standIns?.({ dataDir: foundation.dataFolder })) ?? NO_STAND_INS;
  closers.push(() => standIns.close());
  if (options.standIns) lap('stand-ins');

  const stage = createStage(options, foundation);
  await options.prepare?.(stage);
  if (options.prepare) lap('settings');

  const { definitions, logs, metrics } = foundation;
  const { clock } = options;
  const services = createServices(definitions.functions, {
    answering: new Set(definitions.routes.map(({ functionArn }) => functionArn)),
    variablesOf: (name) => stage.environmentOf(name),
    environments: options.environments ?? {},
    logs,
    metrics,
    clock,
  });
  closers.push(() => services.stop());
  await services.warmUp();
  lap('functions');

  const post = openPostOffice(foundation);
  const motion = setInMotion(options, foundation, services, post, closers);
  const runner = createRunner({ ...foundation, ...motion, clock, stage, standIns, services, closers });
  openDoor(foundation, services, post, runner, clock ?? REAL_TIME);
  return runner;
}

function createStage(options: RunnerOptions, { definitions, endpoints, door }: Foundation): PreparedStage {
  return {
    url: door.url,
    endpoints,
    environmentOf(functionName) {
      const definition = definitions.functions.find(({ name }) => name === functionName);
      if (!definition) throw new Error(`There is no function called ${functionName}.`);
      return environmentOf(definition, endpoints, options.overrides?.[functionName]);
    },
  };
}

/** What is known of deliveries, and can be done about them. */
interface PostOffice {
  readonly duplicates: DuplicateDeliveries;
  readonly givenUp: GivenUpMessages;
  readonly queueDesk: QueueDesk;
}

function openPostOffice({ definitions, queues }: Foundation): PostOffice {
  const pairs = readQueuePairs(definitions.queues);
  const givenUp = new GivenUpMessages(pairs);
  const queueDesk = createQueueDesk(definitions.queues, pairs, queues, givenUp);
  return { duplicates: new DuplicateDeliveries(), givenUp, queueDesk };
}

/** From here on messages are taken and rules fire. What it starts is the first to be stopped. */
function setInMotion(
  { scheduleEveryMs }: RunnerOptions,
  { definitions, queues, metrics, door }: Foundation,
  services: Services,
  { duplicates, givenUp }: PostOffice,
  closers: Closers,
): Motion {
  const deliveries: Deliveries = {
    duplicates,
    finished: (queueArn, { body }) => givenUp.finished(queueArn, body, new Date()),
  };
  const eventSources = definitions.eventSources.map((mapping) =>
    startEventSource(mapping, queues, services.at(mapping.functionArn), deliveries),
  );
  const schedules = startSchedules(definitions.schedules, services.at, scheduleEveryMs);
  const queueRecorder = recordQueueDepths(queues, metrics);
  closers.push(async () => {
    queueRecorder.stop();
    const sources = eventSources.map((source) => source.stop());
    await atMost(DRAIN_LIMIT_MS, Promise.all([door.drain(), schedules.stop(), services.drain(), ...sources]));
  });
  return { schedules, queueRecorder };
}

/** What goes on by itself. */
interface Motion {
  readonly schedules: Schedules;
  readonly queueRecorder: QueueRecorder;
}

interface Parts extends Foundation, Motion {
  readonly stage: PreparedStage;
  readonly standIns: StandIns;
  readonly services: Services;
  readonly clock: MachineClock | undefined;
  readonly closers: Closers;
}

function createRunner(parts: Parts): Runner {
  const { stage, standIns, services, schedules, closers, ...foundation } = parts;
  const { door, logs, metrics, queues } = foundation;
  let stopping: Promise<void> | undefined;
  return {
    ...stage,
    port: door.port,
    functionNames: services.all.map(({ definition }) => definition.name),
    logs,
    metrics,
    standIns,
    invoke: async (name, event) => services.called(name).invoke(event),
    fireSchedule: (name) => schedules.fire(name),
    queues: () => queues.depths(),
    send: (queue, body) => queues.send(queue, body),
    wipeQueues: (name) => queues.wipe(name),
    passTime: (ms) => passTime(ms, parts),
    kill: async (name) => services.called(name).kill(),
    whenQuiet: (timeoutMs) => waitUntilQuiet(timeoutMs, () => queues.depths(), services.all),
    stop: () => (stopping ??= closeAll(closers)),
  };
}

/** The queues are noted on both sides of it, so that no minute lacks its figures. */
function passTime(ms: number, { clock, queues, queueRecorder }: Parts): void {
  if (!clock) throw new Error('This runner goes by the real time.');
  queueRecorder.record();
  clock.putAhead(ms);
  queues.age(ms);
  queueRecorder.record();
}

const REAL_TIME: Pick<MachineClock, 'now'> = { now: () => Date.now() };

function openDoor(
  { door, definitions, stack }: Foundation,
  services: Services,
  { duplicates, queueDesk }: PostOffice,
  runner: Runner,
  clock: Pick<MachineClock, 'now'>,
): void {
  const description = describeMonitoring(stack);
  const local = controlSurface({
    ...runner,
    queueDesk,
    duplicates,
    functions: () => services.all.map(({ definition, load }) => ({ name: definition.name, ...load() })),
    monitoring: () => description,
    monitoringPage: (path, query) =>
      answerMonitoring(path, query, { description, metrics: runner.metrics, nowMs: clock.now() }),
  });
  door.open({ ...definitions, serviceOf: services.at, local });
}

/** The last that was started is the first to be stopped; one that fails to stop does not keep the others running. */
async function closeAll(closers: Closers): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.toReversed()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'The runner did not stop cleanly.');
}

async function atMost(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((giveUp) => (timer = setTimeout(giveUp, limitMs)));
  await Promise.race([work, limit]);
  clearTimeout(timer);
}

function stopwatch(report: RunnerOptions['onProgress']): (step: string) => void {
  let startedAt = performance.now();
  return (step) => {
    const now = performance.now();
    report?.(step, now - startedAt);
    startedAt = now;
  };
}
