/**
 * Makes the raw sequence of calls over and over, so many at once, in a process of its own.
 * Its clients are plain ones: the SDK's as it comes, and node:http.
 */
import { Agent } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { serve } from './child.ts';
import { runRawSequence, type RawOptions, type RawSequence } from './raw-sequence.ts';

export interface RawWork extends RawOptions {
  readonly sequence: RawSequence;
  readonly inFlight: number;
}

const Work = z.custom<RawWork>((value) => typeof value === 'object' && value !== null && 'sequence' in value);

const clients = {
  tables: new DynamoDBClient({}),
  queues: new SQSClient({}),
  agent: new Agent({ keepAlive: true, maxSockets: 64 }),
};

let done = 0;
let running = false;
let workers: readonly Promise<void>[] = [];

serve({
  run: (argument) => run(Work.parse(argument)),
  done: () => done,
  rest,
  stop: rest,
});

function run(work: RawWork): void {
  running = true;
  workers = Array.from({ length: work.inFlight }, async () => {
    while (running) {
      await runRawSequence(work.sequence, clients, work);
      done += 1;
    }
  });
}

async function rest(): Promise<void> {
  running = false;
  await Promise.all(workers);
}
