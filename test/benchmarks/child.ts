import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

type Answers = Readonly<Record<string, (argument: unknown) => unknown>>;

interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly failure?: string;
}

/** Part of a benchmark in a process of its own, so that it has its own memory and its own event loop. */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #asked = 0;

  constructor(
    file: string,
    options: { readonly env?: NodeJS.ProcessEnv; readonly flags?: readonly string[] } = {},
  ) {
    this.#process = fork(fileURLToPath(new URL(file, import.meta.url)), {
      env: { ...process.env, ...options.env },
      execArgv: [...process.execArgv, ...(options.flags ?? [])],
      serialization: 'advanced',
    });
    this.#process.on('message', (reply: Reply) => this.#settle(reply));
    this.#process.on('exit', (code) => this.#failAll(`${file} ended with ${code ?? 'a signal'}`));
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Asks the process for something it serves; `read` checks what comes back. */
  async ask<T>(name: string, read: { parse(value: unknown): T }, argument?: unknown): Promise<T> {
    return read.parse(await this.tell(name, argument));
  }

  tell(name: string, argument?: unknown): Promise<unknown> {
    const id = (this.#asked += 1);
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#process.send({ id, name, argument });
    return waiting.promise;
  }

  /** Lets the process end what it has open, and waits for it. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    await this.tell('stop').catch(() => undefined);
    this.#process.disconnect();
    await ended;
  }

  #settle({ id, value, failure }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failure === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(failure));
  }

  #failAll(because: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(because));
    this.#waiting.clear();
  }
}

/** The other side: answers the parent's questions until it says `stop` or is gone. */
export function serve(answers: Answers): void {
  process.on('message', ({ id, name, argument }: Question) => {
    void (async () => {
      try {
        const answer = answers[name];
        if (answer === undefined) throw new Error(`nobody here knows ${name}`);
        reply({ id, value: await answer(argument) });
      } catch (error) {
        reply({ id, failure: error instanceof Error ? error.message : String(error) });
      }
    })();
  });
  process.on('disconnect', () => process.exit(0));
}

function reply(answer: Reply): void {
  process.send?.(answer);
}
