/**
 * The inside of one Lambda environment: loads a function's bundle and runs its handler, one event at a time.
 *
 * Plain JavaScript, because each of many threads would otherwise load the type stripper first: 30 ms of CPU.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** Output waits this long for more, so that most of it travels with the answer and costs no message of its own. */
const OUTPUT_WAIT_MS = 50;

/** @type {import('./invocation.ts').ThreadSettings} */
const settings = workerData;

/** @type {string[]} */
let lines = [];
let partial = '';
let sentAt = performance.now();

const realNow = Date.now;
if (settings.ahead) keepTimeBy(settings.ahead);
captureOutput(process.stdout);
captureOutput(process.stderr);

const handler = await loadHandler();
parentPort.on('message', (request) => void run(request));
send({ kind: 'ready' });

/** From here on every clock of the function is ahead by what the runner says at that moment. */
function keepTimeBy(buffer) {
  const ahead = new Float64Array(buffer);
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length === 0 ? [RealDate.now() + ahead[0]] : parts));
    }

    static now() {
      return RealDate.now() + ahead[0];
    }
  };
}

/** A bundle that does not load ends the thread, and the runner reports why. */
async function loadHandler() {
  const [file, name] = settings.handler.split('.');
  const path = ['mjs', 'js', 'cjs']
    .map((extension) => join(settings.folder, `${file}.${extension}`))
    .find(existsSync);
  if (!path) throw new Error(`Cannot find the module of the handler ${settings.handler}`);
  const loaded = await import(pathToFileURL(path).href);
  const found = loaded[name] ?? loaded.default?.[name];
  if (typeof found !== 'function') throw new Error(`${settings.handler} is undefined or not exported`);
  return found;
}

/** @param {import('./invocation.ts').InvokeRequest} request */
async function run({ requestId, event, deadlineAt }) {
  try {
    const value = await handler(JSON.parse(event), contextOf(requestId, deadlineAt));
    send({ kind: 'answered', value: JSON.stringify(value) ?? 'null' });
  } catch (error) {
    const failure = describe(error);
    lines.push(`ERROR Invoke Error ${requestId} ${JSON.stringify(failure)}`);
    send({ kind: 'failed', failure });
  }
}

function contextOf(awsRequestId, deadlineAt) {
  return {
    awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: settings.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: settings.functionArn,
    logGroupName: settings.logGroup,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: String(settings.memoryMb),
    getRemainingTimeInMillis: () => Math.max(0, deadlineAt - realNow()),
  };
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') };
}

/** Takes what is written to a stream, by whatever logger, and cuts it into lines. */
function captureOutput(stream) {
  stream.write = (chunk, encodingOrCallback, callback) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const parts = `${partial}${text}`.split('\n');
    partial = parts.pop();
    for (const line of parts) keep(line);
    const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
    if (done) queueMicrotask(done);
    return true;
  };
}

/** The first line after a pause leaves at once: should the function then block for good, its last words are known. */
function keep(line) {
  if (lines.length === 0) setTimeout(flush, OUTPUT_WAIT_MS).unref();
  lines.push(line);
  if (performance.now() - sentAt > OUTPUT_WAIT_MS) flush();
}

function flush() {
  if (lines.length > 0) send({ kind: 'output' });
}

function send(message) {
  parentPort.postMessage({ ...message, lines });
  lines = [];
  sentAt = performance.now();
}

process.on('exit', () => {
  if (partial) lines.push(partial);
  flush();
});
