import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import type { QueueUrls } from './sqs-dead-letters.ts';

const Outputs = z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() }));

export interface NamedQueueUrls extends QueueUrls {
  readonly queue: string;
}

/** The queues with dead letters among a stack's outputs: `AssignmentsDeadLettersUrl` goes with `AssignmentsQueueUrl`. */
export function readQueueUrls(outputs: unknown): readonly NamedQueueUrls[] {
  const urls = new Map(
    z.parse(Outputs, outputs).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
  return [...urls].flatMap(([key, from]) => {
    const name = /^(\w+)DeadLettersUrl$/.exec(key)?.[1];
    const to = urls.get(`${name}QueueUrl`);
    return name === undefined || to === undefined ? [] : [{ queue: name.toLowerCase(), from, to }];
  });
}

/** Asks the AWS CLI, with its credentials and region. Throws what it says when it cannot tell. */
export async function readStackOutputs(stack: string): Promise<unknown> {
  const asked = ['cloudformation', 'describe-stacks', '--stack-name', stack];
  const answered = ['--query', 'Stacks[0].Outputs', '--output', 'json'];
  try {
    return JSON.parse((await promisify(execFile)('aws', [...asked, ...answered])).stdout);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error('There is no AWS CLI here to find the queues by; name them with --from and --to.', {
        cause: error,
      });
    throw error;
  }
}
