import { Environment, type EnvironmentOptions } from './environment.ts';
import { type InvocationResult, failed } from './invocation.ts';

/** Loading takes a core for a tenth of a second, so a burst must not start them all at once. */
const MAX_LOADING = 2;

/** A waiting request is usually served sooner by an environment that gets free than by one that must load. */
const PATIENCE_MS = 15;

/** An environment nobody has needed for this long is given up. */
const IDLE_LIMIT_MS = 60_000;
const IDLE_CHECK_MS = 10_000;

export interface PoolOptions extends EnvironmentOptions {
  readonly warm: number;
  readonly max: number;
  readonly onColdStart: (durationMs: number) => void;
}

interface Waiting {
  readonly serve: (environment: Environment) => void;
  readonly fail: (because: string) => void;
}

/** All the environments of one function. */
export class EnvironmentPool {
  #options: PoolOptions;
  #all = new Set<Environment>();
  #idle: Environment[] = [];
  #line: Waiting[] = [];
  #loading = 0;
  #growTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout;
  #stopped = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#idleTimer = setInterval(() => this.#retireIdle(), IDLE_CHECK_MS);
    this.#idleTimer.unref();
  }

  get size(): number {
    return this.#all.size;
  }

  get busy(): number {
    return this.#all.size - this.#idle.length - this.#loading + this.#line.length;
  }

  /** Starts what is to be kept warm. Throws when the function does not load. */
  async warmUp(): Promise<void> {
    const missing = Math.max(0, this.#options.warm - this.#all.size);
    await Promise.all(Array.from({ length: missing }, () => this.#start().loaded));
  }

  async invoke(event: string): Promise<InvocationResult> {
    if (this.#stopped) return failed('ServiceException', 'The runner is stopping');
    const environment = this.#idle.pop() ?? (await this.#waitInLine());
    if (typeof environment === 'string') return failed('Runtime.InitError', environment);
    const result = await environment.invoke(event);
    this.#release(environment);
    return result;
  }

  /** Ends every environment at once, whatever it does: its invocation has failed. The next request starts anew. */
  async kill(): Promise<number> {
    const all = [...this.#all];
    await Promise.all(all.map((environment) => environment.end('The environment was killed')));
    return all.length;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#idleTimer);
    clearTimeout(this.#growTimer);
    for (const waiting of this.#line.splice(0)) waiting.fail('The runner is stopping');
    await this.kill();
  }

  #waitInLine(): Promise<Environment | string> {
    return new Promise((decide) => {
      this.#line.push({ serve: decide, fail: decide });
      if (this.#all.size === 0) this.#grow();
      else this.#growTimer ??= setTimeout(() => this.#grow(), PATIENCE_MS);
    });
  }

  #grow(): void {
    clearTimeout(this.#growTimer);
    this.#growTimer = undefined;
    if (this.#stopped || this.#line.length === 0) return;
    const room = Math.min(MAX_LOADING - this.#loading, this.#options.max - this.#all.size, this.#line.length);
    for (let started = 0; started < room; started += 1) this.#start();
    this.#growTimer =
      this.#all.size < this.#options.max ? setTimeout(() => this.#grow(), PATIENCE_MS) : undefined;
  }

  #start(): Environment {
    const startedAt = performance.now();
    const environment = new Environment(this.#options);
    this.#all.add(environment);
    this.#loading += 1;
    environment.loaded.then(
      () => {
        this.#loading -= 1;
        this.#options.onColdStart(performance.now() - startedAt);
        this.#release(environment);
      },
      (error: Error) => {
        this.#loading -= 1;
        this.#line.shift()?.fail(error.message);
      },
    );
    void environment.ended.then(() => this.#forget(environment));
    return environment;
  }

  #release(environment: Environment): void {
    if (!environment.isAlive) return;
    const next = this.#line.shift();
    if (next) return next.serve(environment);
    environment.idleSince = Date.now();
    this.#idle.push(environment);
  }

  #forget(environment: Environment): void {
    this.#all.delete(environment);
    this.#idle = this.#idle.filter((each) => each !== environment);
    if (this.#line.length > 0) this.#grow();
  }

  /** The longest idle lie at the bottom of the stack, because the last one used is used again first. */
  #retireIdle(): void {
    const limit = Date.now() - IDLE_LIMIT_MS;
    const spare = this.#all.size - this.#options.warm;
    const retired = this.#idle.filter(({ idleSince }) => idleSince < limit).slice(0, Math.max(0, spare));
    this.#idle = this.#idle.filter((environment) => !retired.includes(environment));
    for (const environment of retired) void environment.end('The environment was idle');
  }
}
