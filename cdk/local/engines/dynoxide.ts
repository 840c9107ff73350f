import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A cold disk may take its time; beyond this something is wrong. */
const START_LIMIT_MS = 10_000;

/** Longest wait for a clean exit; the files stand a harder end, too. */
const STOP_LIMIT_MS = 3_000;

export interface DynamoDbEngine {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Somebody else's DynamoDB, which we neither start nor stop. */
export function useDynamoDbAt(endpoint: string): DynamoDbEngine {
  return { endpoint, stop: () => Promise.resolve() };
}

/** Starts DynamoDB's stand-in with its tables in one file. It ends when we do, however we end. */
export async function startDynoxide(
  databasePath: string,
  onDeath: (because: string) => void,
): Promise<DynamoDbEngine> {
  const port = await findFreePort();
  const child = spawn(
    findTableEngine(),
    ['--host', '127.0.0.1', '--port', String(port), '--db-path', databasePath],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const watchdog = watchOver(child);
  let stopping = false;
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-2_000)));
  child.once('exit', (code) => {
    watchdog?.kill();
    if (!stopping)
      onDeath(`The table engine ended by itself (exit code ${code ?? 'none'}). ${complaint.trim()}`);
  });
  await waitUntilListening(child, port, () => complaint);

  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      stopping = true;
      await end(child);
    },
  };
}

/** The binaries come as optional packages, one for each platform. */
export function findTableEngine(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const packagePath = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(packagePath), process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  } catch {
    throw new Error(
      `There is no table engine for this platform (the package ${name} is not installed). ` +
        'Start any DynamoDB, such as DynamoDB Local, and point to it with --dynamodb http://127.0.0.1:8000 ' +
        'or the environment variable AWS_ENDPOINT_URL_DYNAMODB.',
    );
  }
}

/**
 * A shell that ends the engine once our end of its input closes, which even SIGKILL does.
 * Without it a killed runner would leave an engine behind that holds the database.
 */
function watchOver({ pid }: ChildProcess): ChildProcess | undefined {
  if (pid === undefined || process.platform === 'win32') return undefined;
  const watchdog = spawn('sh', ['-c', `read _; kill ${pid} 2>/dev/null`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.on('error', () => undefined);
  watchdog.unref();
  return watchdog;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port.');
  return address.port;
}

async function waitUntilListening(child: ChildProcess, port: number, complaint: () => string): Promise<void> {
  const failure = new Promise<never>((_, reject) => child.once('error', reject));
  failure.catch(() => undefined);
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The table engine did not start. ${complaint().trim()}`);
    if (await Promise.race([isListening(port), failure])) return;
    await pause(10);
  }
  await end(child);
  throw new Error(`The table engine did not answer within ${START_LIMIT_MS / 1000} s. ${complaint().trim()}`);
}

function isListening(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await exited;
  clearTimeout(hard);
}
