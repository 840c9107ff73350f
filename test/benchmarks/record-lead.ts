import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynoxide } from '#cdk/local/engines/dynoxide.ts';
import type { RawSequence, Step } from './raw-sequence.ts';
import { startRecordingProxy, type Passed, type RecordingProxy } from './recording-proxy.ts';
import { Relay } from './relay.ts';
import { qualifiedForm } from './submissions.ts';

/** Assignment, woken by a message, begins and ends with these; then it sends the message that wakes the handoff. */
const ASSIGNMENT_BEGINS = 'BatchGetItem';
const ASSIGNMENT_ENDS = 'TransactWriteItems';

/** Leads sent before: connections, secrets and settings are then there, as they are for nearly every lead. */
const WARM_UP_LEADS = 3;
const FIRST_NUMBER = 7_000_000;

const QUIET_LIMIT_MS = 30_000;

/**
 * What one qualified lead of our own form asks of the table and of outside systems, recorded from the running
 * system: which calls, of which size, which of them side by side.
 */
export async function recordLead(): Promise<RawSequence> {
  const folder = await mkdtemp(join(tmpdir(), 'benchmark-recording-'));
  const tables = await startDynoxide(join(folder, 'tables.db'), () => undefined);
  const [tableProxy, outsideProxy] = [await startRecordingProxy(), await startRecordingProxy()];
  try {
    tableProxy.target = tables.endpoint;
    return await record(tableProxy, outsideProxy);
  } finally {
    await Promise.all([tableProxy.stop(), outsideProxy.stop()]);
    await tables.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function record(tableProxy: RecordingProxy, outsideProxy: RecordingProxy): Promise<RawSequence> {
  const relay = await Relay.start({ dynamodb: tableProxy.url, standIns: outsideProxy.url });
  outsideProxy.target = `${relay.url}/local/stand-ins`;
  try {
    for (let index = 0; index < WARM_UP_LEADS; index += 1) await submit(relay, index);
    tableProxy.take();
    outsideProxy.take();
    await submit(relay, WARM_UP_LEADS);
    return toSequence(tableProxy.take().filter(isOfLead), outsideProxy.take());
  } finally {
    await relay.stop();
  }
}

async function submit(relay: Relay, index: number): Promise<void> {
  const status = await relay.submit(qualifiedForm(FIRST_NUMBER + index));
  if (status !== 202) throw new Error(`The form was answered with ${status}.`);
  await relay.quiet(QUIET_LIMIT_MS);
}

/** Settings are looked at every few seconds, whatever the number of leads. */
function isOfLead({ body }: Passed): boolean {
  return !body.includes('"SETTINGS');
}

function toSequence(tableCalls: readonly Passed[], outsideCalls: readonly Passed[]): RawSequence {
  const calls = [
    ...tableCalls.map((passed) => ({ ...passed, call: toTableCall(passed) })),
    ...outsideCalls.map((passed) => ({ ...passed, call: toOutsideCall(passed) })),
  ].toSorted((one, other) => one.startedAt - other.startedAt);
  const leadId = /LEAD#([0-9a-f]{24})/.exec(tableCalls[0]?.body ?? '')?.[1];
  if (leadId === undefined) throw new Error('The first call does not keep the lead.');
  return { leadId, steps: withMessages(calls) };
}

type Recorded = Pick<Passed, 'startedAt' | 'endedAt'> & { readonly call: Step['call'] };

/** Each call after those that had ended when it began, and a message where one function wakes the next. */
function withMessages(calls: readonly Recorded[]): readonly Step[] {
  const steps: (Step & { readonly endedAt: number })[] = [];
  const add = ({ call, startedAt, endedAt }: Recorded): void => {
    const after = steps.flatMap((step, place) => (step.endedAt <= startedAt ? [place] : []));
    steps.push({ after, call, endedAt });
  };
  const addMessage = (at: number): void => add({ call: { kind: 'message' }, startedAt: at, endedAt: at });
  for (const recorded of calls) {
    if (operationOf(recorded) === ASSIGNMENT_BEGINS) addMessage(recorded.startedAt);
    add(recorded);
    if (operationOf(recorded) === ASSIGNMENT_ENDS) addMessage(recorded.endedAt);
  }
  const messages = steps.filter(({ call }) => call.kind === 'message').length;
  if (messages !== 2) throw new Error('The functions wake each other in another way now.');
  return steps.map(({ after, call }) => ({ after, call }));
}

function operationOf({ call }: Recorded): string | undefined {
  return call.kind === 'table' ? call.operation : undefined;
}

function toTableCall({ headers, body }: Passed): Step['call'] {
  const operation = headers['x-amz-target']?.split('.')[1] ?? '';
  return { kind: 'table', operation, input: withBytes(JSON.parse(body)) };
}

function toOutsideCall({ method, path, headers, body }: Passed): Step['call'] {
  return { kind: 'outside', method, path, headers, body };
}

/** Binary attributes travel as base64, and are bytes to the client. */
function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      name === 'B' && typeof inner === 'string' ? Buffer.from(inner, 'base64') : withBytes(inner),
    ]),
  );
}
