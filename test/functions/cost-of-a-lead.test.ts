import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { countCalls, type CountedCall } from '#test/support/counted-calls.ts';
import { readEvent } from '#test/support/events.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { aBatch, aContext, workMessage } from '#test/support/lambda.ts';
import { pipelineOver } from '#test/support/pipeline.ts';
import { startTable, type TestTable } from '#test/support/table.ts';

/** Requests to SQS: one send into each of the two queues. Receiving is the platform's. */
const SENDS = 2;

/**
 * What one lead may cost on its way from the post to the CRM. One of the calls asks who had the client's last lead,
 * while the registry is asked who the client is, so that nobody waits for it. Seven of the write units are what it
 * takes to know a client again by INN, phone and e-mail: two for each, and one more for the lead that is written
 * together with them; another keeps the list of what each rep has open. Each of the five writes of the lead names the
 * mark by which reports find it: the engine counts a unit for each, DynamoDB one for the first, as the mark stays as it is.
 */
const MAX_CALLS = 10;
const MAX_WRITE_UNITS = 23;

/** $ per million, eu-central-1 has a seventh on top: HTTP API, Lambda requests, writes, reads, SQS, log kilobytes. */
const PRICE = { request: 1, invocation: 0.2, writeUnit: 0.625, readUnit: 0.125, sqs: 0.4, logKilobyte: 0.5 };

describe('a qualified lead, from the post to the CRM', () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  it('costs at most ten calls and 23 write units, the first time its company is seen', async () => {
    const calls = countCalls(table.client);
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'web-form');
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'LeadRelay');
    const lines = captureLogs();
    const { webForm, assignment, handoff, assignments, handoffs, leads } = pipelineOver(
      table,
      await demoSettings(),
    );

    const event = await readEvent<APIGatewayProxyEventV2>('web-form/valid.json');
    const answer = await webForm(event, aContext('web-form'));
    await assignment(aBatch(workMessage(assignments.sent[0] ?? '')), aContext('assignment'));
    await handoff(aBatch(workMessage(handoffs.sent[0] ?? '')), aContext('handoff'));

    const logBytes = lines().reduce((sum, line) => sum + Buffer.byteLength(line), 0);
    const lead = await leads.find(assignments.sent[0] ?? '');
    expect(answer.statusCode).toBe(202);
    expect(lead?.handoffs.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered', 'delivered']);

    const onTheWay = calls.slice(0, -1);
    const writeUnits = onTheWay.reduce((sum, call) => sum + call.writeUnits, 0);
    report(onTheWay, writeUnits, logBytes);
    expect(onTheWay.length + SENDS).toBeLessThanOrEqual(MAX_CALLS);
    expect(writeUnits).toBeLessThanOrEqual(MAX_WRITE_UNITS);
  });
});

/** What the functions write to their log, and keeps it off the screen. */
function captureLogs(): () => readonly string[] {
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const metrics = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  return () => {
    const lines = [...spy.mock.calls, ...metrics.mock.calls].map(([line]) => String(line));
    spy.mockRestore();
    metrics.mockRestore();
    return lines;
  };
}

function report(calls: readonly CountedCall[], writeUnits: number, logBytes: number): void {
  const invocations = 3;
  const readUnits = 8;
  const dollars =
    PRICE.request +
    PRICE.invocation * invocations +
    PRICE.writeUnit * writeUnits +
    PRICE.readUnit * readUnits +
    PRICE.sqs * (SENDS * 3) +
    PRICE.logKilobyte * (logBytes / 1024);
  console.info(
    [
      `AWS calls: ${calls.length + SENDS} (${calls.map(({ command, writeUnits: units }) => `${command.replace('Command', '')}${units > 0 ? ` ${units} WU` : ''}`).join(', ')}, ${SENDS} × SendMessage)`,
      `write units: ${writeUnits}; log bytes: ${logBytes}`,
      `$ per million leads, without Lambda's GB-seconds: ${PRICE.request} + 0.2·${invocations} + 0.625·${writeUnits} + 0.125·${readUnits} + 0.4·${SENDS * 3} + 0.5·${(logBytes / 1024).toFixed(2)} = ${dollars.toFixed(2)}`,
    ].join('\n'),
  );
}
