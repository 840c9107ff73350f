import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request that passed, and when; the moments are of one clock, so that they tell what waited for what. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface RecordingProxy {
  readonly url: string;
  /** Where requests go; nobody may ask before it is set. */
  target: string;
  /** What has passed since it was last asked. */
  take(): readonly Passed[];
  stop(): Promise<void>;
}

/** Of one connection, and none of its message. */
const HOP_HEADERS = new Set(['host', 'connection', 'content-length', 'keep-alive', 'transfer-encoding']);

/** Passes requests on, and remembers them. */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const agent = new Agent({ keepAlive: true });
  let passed: Passed[] = [];
  const server = createServer((incoming, response) => {
    void pass(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy does not listen.');
  const proxy = {
    url: `http://127.0.0.1:${address.port}`,
    target: '',
    take: () => {
      const taken = passed.toSorted((one, other) => one.startedAt - other.startedAt);
      passed = [];
      return taken;
    },
    stop: async () => {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return proxy;

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    const body = await readAll(incoming);
    const { method = 'GET', url: path = '/' } = incoming;
    const headers = endToEnd(incoming.headers);
    const outgoing = request(`${proxy.target}${path}`, { method, headers, agent }).end(body);
    const [answer]: IncomingMessage[] = await once(outgoing, 'response');
    if (answer === undefined) throw new Error('There was no answer.');
    const answered = await readAll(answer);
    passed.push({
      method,
      path,
      headers,
      body: body.toString('utf8'),
      startedAt,
      endedAt: performance.now(),
    });
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers)).end(answered);
  }
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function endToEnd(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || HOP_HEADERS.has(name) ? [] : [[name, String(value)]],
    ),
  );
}
