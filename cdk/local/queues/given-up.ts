import { leadIdOf } from '#shared/contracts/work-message.ts';
import type { QueuePair } from './queue-pairs.ts';

/** More are no list to read any more. */
const KEPT_FOR_A_QUEUE = 500;

/** A dead letter that a function has read and recorded, so that its queue has it no longer. */
export interface GivenUp {
  readonly body: string;
  readonly at: string;
}

/**
 * What the dead-letter queues have held since the start. Their function empties them within moments: without this
 * nobody could see what was given up, nor send it back.
 */
export class GivenUpMessages {
  readonly #pairs: readonly QueuePair[];
  readonly #of = new Map<string, readonly GivenUp[]>();

  constructor(pairs: readonly QueuePair[]) {
    this.#pairs = pairs;
  }

  /** Dead letters of a queue, the oldest first. */
  of(deadLettersArn: string): readonly GivenUp[] {
    return this.#of.get(deadLettersArn) ?? [];
  }

  /** A message was worked on: a dead letter is noted, any other shows that its lead goes on after all. */
  finished(queueArn: string, body: string, now: Date): void {
    for (const { source, deadLetters } of this.#pairs) {
      if (deadLetters.arn === queueArn) this.#note(queueArn, { body, at: now.toISOString() });
      if (source.arn === queueArn) this.#forgetLead(deadLetters.arn, leadIdOf(body));
    }
  }

  forget(deadLettersArn: string, body: string): void {
    this.#keep(deadLettersArn, (each) => each.body !== body);
  }

  /** Given up again, it is kept once, with its latest moment. */
  #note(arn: string, letter: GivenUp): void {
    this.forget(arn, letter.body);
    this.#of.set(arn, [...this.of(arn), letter].slice(-KEPT_FOR_A_QUEUE));
  }

  #forgetLead(arn: string, leadId: string | undefined): void {
    if (leadId !== undefined) this.#keep(arn, (each) => leadIdOf(each.body) !== leadId);
  }

  #keep(arn: string, isKept: (letter: GivenUp) => boolean): void {
    if (this.of(arn).length > 0) this.#of.set(arn, this.of(arn).filter(isKept));
  }
}
