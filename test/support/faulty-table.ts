import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynoxide, type DynamoDbEngine } from '#cdk/local/engines/dynoxide.ts';

/**
 * `refuses`: the right to it was taken away, so that nobody tries again; `throttles`: it takes no more, and clients try again;
 * `hangs`: it keeps the request until it is mended.
 */
export type TableFault = 'none' | 'refuses' | 'throttles' | 'hangs';

const REFUSALS = {
  refuses: 'com.amazon.coral.service#AccessDeniedException',
  throttles: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
};

/**
 * A table of its own, which each function reaches by a path of its own, so that it can be taken from one of them.
 *
 * The local engine never throttles, refuses or hangs: these faults are made here, on the wire.
 */
export class FaultyTable {
  readonly #engine: DynamoDbEngine;
  readonly #folder: string;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #faults = new Map<string, TableFault>();
  #held: { readonly functionName: string; readonly goOn: () => void }[] = [];

  static async start(): Promise<FaultyTable> {
    const folder = await mkdtemp(join(tmpdir(), 'lead-relay-table-'));
    const engine = await startDynoxide(join(folder, 'tables.db'), () => undefined);
    const table = new FaultyTable(engine, folder);
    table.#server.listen(0, '127.0.0.1');
    await once(table.#server, 'listening');
    return table;
  }

  private constructor(engine: DynamoDbEngine, folder: string) {
    this.#engine = engine;
    this.#folder = folder;
    this.#server = createServer((incoming, response) => this.#take(incoming, response));
  }

  /** Where it never fails. */
  get endpoint(): string {
    return this.#engine.endpoint;
  }

  /** Where a function finds it. */
  endpointOf(functionName: string): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The table has no port.');
    return `http://127.0.0.1:${address.port}/${functionName}`;
  }

  /** Also lets go on what was held for that function. */
  set(functionName: string, fault: TableFault): void {
    this.#faults.set(functionName, fault);
    const waiting = this.#held.filter((each) => each.functionName === functionName);
    this.#held = this.#held.filter((each) => each.functionName !== functionName);
    for (const { goOn } of waiting) goOn();
  }

  /** How many requests of a function wait for an answer that does not come. */
  heldOf(functionName: string): number {
    return this.#held.filter((each) => each.functionName === functionName).length;
  }

  async stop(): Promise<void> {
    for (const { functionName } of this.#held) this.set(functionName, 'none');
    this.#server.closeAllConnections();
    this.#server.close();
    this.#agent.destroy();
    await this.#engine.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #take(incoming: IncomingMessage, response: ServerResponse): void {
    const functionName = (incoming.url ?? '').split('/')[1] ?? '';
    const fault = this.#faults.get(functionName) ?? 'none';
    if (fault === 'none') return this.#pass(incoming, response);
    if (fault === 'hangs') {
      const goOn = () => this.#pass(incoming, response);
      return void this.#held.push({ functionName, goOn });
    }
    incoming.resume();
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: REFUSALS[fault], message: `the table ${fault}` }));
  }

  /** Whoever asked may be gone by now, and so may the engine when everything ends. */
  #pass(incoming: IncomingMessage, response: ServerResponse): void {
    const { method, headers } = incoming;
    const passed = request(this.#engine.endpoint, { method, headers, agent: this.#agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    incoming.on('error', () => passed.destroy());
    incoming.pipe(passed);
  }
}
