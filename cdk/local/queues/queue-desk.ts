import type { HeldMessage, QueueDepth, Queues } from '../engines/queues.ts';
import { type DeadLetterQueue, redriveQueue, type Redriven } from '../redrive/redrive-queue.ts';
import type { QueueDefinition } from '../template/definitions.ts';
import type { GivenUp, GivenUpMessages } from './given-up.ts';
import { findPair, type QueuePair, wordOf } from './queue-pairs.ts';

/** A queue as ops see it: how full it is, and what lies there. */
export interface QueueView extends QueueDepth {
  readonly word: string;
  /** Word of its dead-letter queue, where it has one. */
  readonly deadLetters?: string;
  /** Word of the queue whose dead letters these are. */
  readonly deadLettersOf?: string;
  readonly messages: readonly HeldMessage[];
  /** Dead letters that their function has read since the start, and that were not sent back. */
  readonly givenUp: readonly GivenUp[];
}

export interface QueueRedriven extends Redriven {
  readonly queue: string;
  readonly to: string;
}

/** Looking at queues, and sending dead letters back. */
export interface QueueDesk {
  views(): readonly QueueView[];
  /** Words of the queues that can have dead letters. */
  redrivable(): readonly string[];
  /** By the word, name or logical id of either queue. Throws a sentence for an unknown one. */
  redrive(called: string, max?: number): Promise<QueueRedriven>;
}

export function createQueueDesk(
  definitions: readonly QueueDefinition[],
  pairs: readonly QueuePair[],
  queues: Queues,
  givenUp: GivenUpMessages,
): QueueDesk {
  return {
    views: () => {
      const depths = new Map(queues.depths().map((depth) => [depth.name, depth]));
      return definitions.flatMap((definition) => {
        const depth = depths.get(definition.name);
        return depth ? [{ ...depth, ...describe(definition, pairs, queues, givenUp) }] : [];
      });
    },
    redrivable: () => pairs.map(({ source }) => wordOf(source)),
    async redrive(called, max) {
      const pair = findPair(pairs, called);
      const redriven = await redriveQueue(lettersOf(pair, queues, givenUp), max);
      return { queue: wordOf(pair.deadLetters), to: wordOf(pair.source), ...redriven };
    },
  };
}

function describe(
  definition: QueueDefinition,
  pairs: readonly QueuePair[],
  queues: Queues,
  givenUp: GivenUpMessages,
): Omit<QueueView, keyof QueueDepth> {
  const asSource = pairs.find(({ source }) => source === definition);
  const asDeadLetters = pairs.find(({ deadLetters }) => deadLetters === definition);
  return {
    word: wordOf(definition),
    ...(asSource ? { deadLetters: wordOf(asSource.deadLetters) } : {}),
    ...(asDeadLetters ? { deadLettersOf: wordOf(asDeadLetters.source) } : {}),
    messages: queues.look(definition.arn),
    givenUp: asDeadLetters ? givenUp.of(definition.arn) : [],
  };
}

interface LocalLetter {
  readonly body: string;
  /** Absent when the queue has it no longer: it was read, and is only remembered. */
  readonly receiptHandle?: string;
}

/**
 * What lies in the dead-letter queue, taken from whoever fails to read it, and after that what was read already: the
 * lead is marked, but waits for its quarter of an hour to pass.
 */
function lettersOf(
  { source, deadLetters }: QueuePair,
  queues: Queues,
  givenUp: GivenUpMessages,
): DeadLetterQueue<LocalLetter> {
  const { arn } = deadLetters;
  return {
    async receive(count) {
      const lying = queues.seize(arn, count);
      if (lying.length === 0) return givenUp.of(arn).slice(0, count);
      return lying.map(({ receiptHandle, message }) => ({ receiptHandle, body: message.body }));
    },
    async sendBack({ body }) {
      queues.send(source.name, body);
    },
    async delete({ body, receiptHandle }) {
      if (receiptHandle !== undefined) queues.delete(arn, receiptHandle);
      givenUp.forget(arn, body);
    },
    count: async () => queues.look(arn).length + givenUp.of(arn).length,
  };
}
