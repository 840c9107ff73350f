import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Child } from './child.ts';
import type { RawWork } from './raw-client.ts';
import type { Places, RawSequence } from './raw-sequence.ts';

/** One would be bound by its single thread; with two there is one for each core, as the functions have theirs. */
export const RAW_CLIENTS = 2;

const PlacesRead = z.custom<Places>((value) => typeof value === 'object' && value !== null);

/** Engines of their own, and clients that make the raw sequence of calls against them when they are told to. */
export class RawCalls {
  readonly #engines = new Child('engines-process.ts');
  readonly #clients: Child[] = [];
  #folder = '';
  #places: Places | undefined;

  async start(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'benchmark-raw-'));
    const places = await this.#engines.ask('start', PlacesRead, this.#folder);
    this.#places = places;
    for (let count = 0; count < RAW_CLIENTS; count += 1)
      this.#clients.push(new Child('raw-client.ts', { env: rawEnvironment(places) }));
  }

  get pids(): readonly number[] {
    return [this.#engines, ...this.#clients].map(({ pid }) => pid);
  }

  async run(sequence: RawSequence, receives: boolean, inFlight: number): Promise<void> {
    const places = this.#places;
    if (places === undefined) throw new Error('The engines have not been started.');
    const work: RawWork = { sequence, receives, places, inFlight: Math.ceil(inFlight / RAW_CLIENTS) };
    await this.#all('run', work);
  }

  async done(): Promise<number> {
    const counts = await Promise.all(this.#clients.map((client) => client.ask('done', z.number())));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Settles when the calls under way have ended. */
  async rest(): Promise<void> {
    await this.#all('rest');
  }

  async stop(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.stop()));
    await this.#engines.stop();
    if (this.#folder !== '') await rm(this.#folder, { recursive: true, force: true });
  }

  async #all(name: string, argument?: unknown): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.tell(name, argument)));
  }
}

function rawEnvironment({ tables, queues }: Places): Record<string, string> {
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: tables,
    AWS_ENDPOINT_URL_SQS: queues,
  };
}
