import type { QueueDefinition } from '../template/definitions.ts';
import { isRecord } from '../template/intrinsics.ts';

/** A queue and the one that takes what it gives up. */
export interface QueuePair {
  readonly source: QueueDefinition;
  readonly deadLetters: QueueDefinition;
}

export function readQueuePairs(queues: readonly QueueDefinition[]): readonly QueuePair[] {
  return queues.flatMap((source) => {
    const arn = deadLettersArnOf(source);
    const deadLetters = queues.find((each) => each.arn === arn);
    return deadLetters ? [{ source, deadLetters }] : [];
  });
}

/** What people call a queue: `assignments` for `AssignmentsQueueEA5BBC5C`, or else its name. */
export function wordOf({ logicalId, name }: QueueDefinition): string {
  const [, word, kind] = /^([A-Z]\w*?)(Queue|DeadLetters)[0-9A-F]{8}$/.exec(logicalId) ?? [];
  if (word === undefined) return name;
  const kebab = word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  return kind === 'Queue' ? kebab : `${kebab}-dead-letters`;
}

/** The pair that a word, a name or a logical id of either queue means. Throws a sentence when there is none. */
export function findPair(pairs: readonly QueuePair[], called: string): QueuePair {
  const pair = pairs.find(({ source, deadLetters }) =>
    [source, deadLetters].some((queue) => [queue.name, queue.logicalId, wordOf(queue)].includes(called)),
  );
  if (pair) return pair;
  const known = pairs.map(({ source }) => wordOf(source)).join(', ');
  throw new Error(`No queue called ${called} has dead letters. There are: ${known}.`);
}

function deadLettersArnOf({ attributes }: QueueDefinition): string | undefined {
  const policy: unknown = JSON.parse(attributes['RedrivePolicy'] ?? '{}');
  const arn = isRecord(policy) ? policy['deadLetterTargetArn'] : undefined;
  return typeof arn === 'string' ? arn : undefined;
}
