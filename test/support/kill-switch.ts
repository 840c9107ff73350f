import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FaultMoment } from './faults.ts';

export interface Kill {
  /** Which call to the outside, counted from 1 over everything that ran. */
  readonly call: number;
  readonly moment: FaultMoment;
}

/**
 * Kills a process at one of its calls to the outside.
 *
 * From then on nothing it asks for happens, whatever it catches, until the next process begins.
 */
export class KillSwitch {
  /** The calls that were made, by name. */
  readonly calls: string[] = [];
  #kill: Kill | undefined;
  #process = '';
  #dead = false;

  constructor(kill?: Kill) {
    this.#kill = kill;
  }

  /** Kills at a call that is only known once so much has run. */
  arm(kill: Kill | undefined): void {
    this.#kill = kill;
  }

  /** What is called from now on is called by a new process of this name. */
  begin(process: string): void {
    this.#process = process;
    this.#dead = false;
  }

  /** Makes one call to the outside, if the process lives to make it. */
  async call<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.#dead) throw new Error('killed');
    this.calls.push(`${this.#process} ${name}`);
    const moment = this.#kill?.call === this.calls.length ? this.#kill.moment : undefined;
    if (moment === 'before') this.#die();
    const result = await work();
    if (moment === 'after') this.#die();
    return result;
  }

  watch(client: DynamoDBClient): void {
    client.middlewareStack.add(
      (next, { commandName }) =>
        (args) =>
          this.call(String(commandName).replace('Command', ''), () => next(args)),
      { step: 'initialize' },
    );
  }

  #die(): never {
    this.#dead = true;
    throw new Error('killed');
  }
}
