import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import {
  type FunctionFailure,
  type InvocationResult,
  type InvokeRequest,
  type ThreadMessage,
  type ThreadSettings,
  failed,
} from './invocation.ts';

/** Lambda gives 10 s to load; a laptop that starts everything at once may need longer. */
const LOAD_LIMIT_MS = 20_000;

/** The default of 48 MB, which every thread fills before it tidies up, would be a gigabyte for a busy system. */
const YOUNG_GENERATION_MB = 12;

export interface EnvironmentOptions {
  readonly settings: ThreadSettings;
  /** All the function sees of the outside; nothing of the runner's own environment is added. */
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly onOutput: (lines: readonly string[]) => void;
}

/** One Lambda environment: a thread with a function's bundle in it, for one invocation at a time. */
export class Environment {
  /** Settles once the bundle is loaded; rejects with the reason when it cannot be. */
  readonly loaded: Promise<void>;
  /** Settles when the thread has ended, for whatever reason. */
  readonly ended: Promise<void>;
  idleSince = 0;
  #worker: Worker;
  #timeoutMs: number;
  #onOutput: EnvironmentOptions['onOutput'];
  #death: InvocationResult | undefined;
  #finish: ((result: InvocationResult) => void) | undefined;

  constructor({ settings, variables, timeoutMs, onOutput }: EnvironmentOptions) {
    this.#timeoutMs = timeoutMs;
    this.#onOutput = onOutput;
    this.#worker = new Worker(new URL('./environment-thread.mjs', import.meta.url), {
      workerData: settings,
      env: variables,
      execArgv: [],
      stdout: true,
      stderr: true,
      name: settings.functionName,
      resourceLimits: {
        maxOldGenerationSizeMb: settings.memoryMb,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
    this.ended = new Promise((done) => {
      this.#worker.once('exit', (code) => {
        this.#die(failed('Runtime.ExitError', `Runtime exited with exit code ${code}`));
        done();
      });
    });
    this.loaded = this.#load();
    this.loaded.catch(() => undefined);
  }

  get isAlive(): boolean {
    return this.#death === undefined;
  }

  /** Runs the handler. A function that is too slow, or takes its thread down, has failed and the environment is gone. */
  async invoke(event: string): Promise<InvocationResult> {
    if (this.#death) return this.#death;
    const requestId = randomUUID();
    const request: InvokeRequest = { requestId, event, deadlineAt: Date.now() + this.#timeoutMs };
    const timer = setTimeout(() => this.#giveUp(requestId), this.#timeoutMs);
    const result = new Promise<InvocationResult>((finish) => (this.#finish = finish));
    this.#worker.postMessage(request);
    try {
      return await result;
    } finally {
      clearTimeout(timer);
    }
  }

  async end(because = 'The environment was ended'): Promise<void> {
    this.#die(failed('Runtime.ExitError', because));
    await this.#worker.terminate();
    await this.ended;
  }

  async #load(): Promise<void> {
    const ready = Promise.withResolvers<true>();
    this.#worker.on('message', (message: ThreadMessage) => {
      this.#receive(message);
      if (message.kind === 'ready') ready.resolve(true);
    });
    this.#worker.once('error', (error) => {
      const failure = toFailure(error);
      this.#onOutput([`ERROR Unhandled ${JSON.stringify(failure)}`]);
      this.#die({ outcome: 'failed', failure });
    });
    const limit = setTimeout(
      () => void this.end(`It did not load in ${LOAD_LIMIT_MS / 1000} s`),
      LOAD_LIMIT_MS,
    );
    await Promise.race([ready.promise, this.ended]);
    clearTimeout(limit);
    if (this.#death?.outcome === 'failed') throw new Error(describe(this.#death.failure));
  }

  #receive(message: ThreadMessage): void {
    if (message.lines.length > 0) this.#onOutput(message.lines);
    if (message.kind === 'answered') this.#settle({ outcome: 'answered', value: JSON.parse(message.value) });
    if (message.kind === 'failed') this.#settle({ outcome: 'failed', failure: message.failure });
  }

  #giveUp(requestId: string): void {
    const seconds = (this.#timeoutMs / 1000).toFixed(2);
    const message = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
    this.#onOutput([message]);
    this.#die(failed('Sandbox.Timedout', message));
    void this.#worker.terminate();
  }

  #die(death: InvocationResult): void {
    this.#death ??= death;
    this.#settle(this.#death);
  }

  #settle(result: InvocationResult): void {
    this.#finish?.(result);
    this.#finish = undefined;
  }
}

function toFailure(error: unknown): FunctionFailure {
  if (!(error instanceof Error)) return { errorType: 'Runtime.ExitError', errorMessage: String(error) };
  const { name, message, stack } = error;
  const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isOutOfMemory)
    return { errorType: 'Runtime.OutOfMemory', errorMessage: 'Runtime exited with error: signal: killed' };
  return { errorType: name, errorMessage: message, trace: stack?.split('\n') };
}

function describe({ errorType, errorMessage }: FunctionFailure): string {
  return `${errorType}: ${errorMessage}`;
}
