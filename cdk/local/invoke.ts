import { randomUUID } from 'node:crypto';
import { compareAll } from './invoke/compare-all.ts';
import { invokeFunction } from './invoke/control.ts';
import { readEffects } from './invoke/effects.ts';
import { toOutgoingRequest } from './invoke/http-request.ts';
import { HELP, parseInvokeOptions, type InvokeOptions } from './invoke/options.ts';
import { printAnswer, printEffects, printFunctionResult, type HttpAnswer } from './invoke/print.ts';
import {
  describeEvents,
  findEvent,
  listEvents,
  readRecordedEvent,
  type HttpEvent,
} from './invoke/recorded-events.ts';
import { withTemporarySystem } from './invoke/temporary-system.ts';
import { isRunning } from './running-system.ts';

process.exit(await main());

async function main(): Promise<number> {
  try {
    const options = parseInvokeOptions(process.argv.slice(2), process.env);
    if (options.help) return say(HELP);
    if (options.all) return await withSystem(options, sendAll(options));
    const events = await listEvents();
    const { functionName = '' } = options;
    const file = findEvent(events, functionName, options.eventName);
    if (file === undefined) return refuse(options, describeEvents(events));
    const event = await readRecordedEvent(functionName, file);
    return await withSystem(options, async (url) =>
      event.kind === 'http'
        ? sendRequest({ ...options, url, functionName }, event.event)
        : giveEvent({ ...options, url, functionName }, event.event),
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
      ? 2
      : 1;
  }
}

type Target = InvokeOptions & { readonly functionName: string };

function sendAll({ token }: InvokeOptions): (url: string) => Promise<number> {
  return async (url) => ((await compareAll({ url, token })) ? 0 : 1);
}

function say(text: string): number {
  console.log(text);
  return 0;
}

function refuse({ functionName, eventName }: InvokeOptions, events: string): number {
  if (functionName !== undefined)
    console.error(`There is no recorded event ${functionName}/${eventName ?? ''}.\n`);
  console.error(`${HELP}\n\nRecorded events:\n${events}`);
  return 2;
}

async function withSystem(options: InvokeOptions, use: (url: string) => Promise<number>): Promise<number> {
  if (await isRunning(options.url)) return use(options.url);
  if (options.isUrlGiven) throw new Error(`Nothing runs at ${options.url}. Start it with: npm start`);
  console.log(`Nothing runs at ${options.url}, so a system is started for this event alone.`);
  return withTemporarySystem(use);
}

async function sendRequest(target: Target, event: HttpEvent): Promise<number> {
  const { url, again } = target;
  const request = toOutgoingRequest(event, again ? undefined : randomUUID());
  if (request.note !== undefined) console.log(request.note);
  console.log(`\n→ ${request.method} ${url}${request.path}`);
  const startedAt = new Date();
  const answer = await send(url, request);
  printAnswer(answer, Date.now() - startedAt.getTime());
  printEffects(await readEffects({ ...target, startedAt, said: answer.body }));
  return answer.status < 500 ? 0 : 1;
}

async function send(
  url: string,
  { method, path, headers, body }: ReturnType<typeof toOutgoingRequest>,
): Promise<HttpAnswer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined || method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}

async function giveEvent(target: Target, event: unknown): Promise<number> {
  const { url, functionName } = target;
  console.log(`\n→ ${functionName} at ${url}`);
  const startedAt = new Date();
  const result = await invokeFunction(url, functionName, event);
  printFunctionResult(result, Date.now() - startedAt.getTime());
  printEffects(await readEffects({ ...target, startedAt, said: JSON.stringify(event) }));
  return JSON.stringify(result).includes('"outcome":"failed"') ? 1 : 0;
}
