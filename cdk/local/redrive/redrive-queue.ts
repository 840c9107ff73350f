/** As many as SQS gives at a time. */
const BATCH = 10;

/** A dead-letter queue together with the queue whose messages it holds. */
export interface DeadLetterQueue<Letter> {
  /** Takes up to `count` letters, none when there are none. They are gone only when they are deleted. */
  receive(count: number): Promise<readonly Letter[]>;
  /** Puts the letter's message into the queue it came from. */
  sendBack(letter: Letter): Promise<void>;
  delete(letter: Letter): Promise<void>;
  /** How many letters there are, also those that somebody holds. */
  count(): Promise<number>;
}

export interface Redriven {
  readonly sentBack: number;
  /** Undefined when that could not be learned. */
  readonly remaining: number | undefined;
  /** Why it ended early. */
  readonly failure?: string;
}

/**
 * Sends dead letters back to work, up to `max` of them.
 *
 * Each is sent before it is deleted: whatever breaks in between, its message comes twice rather than never, and those
 * who work on messages stand that. It ends because a message dies only after several visibility timeouts, so none
 * that was sent back here returns meanwhile.
 */
export async function redriveQueue<Letter>(
  queue: DeadLetterQueue<Letter>,
  max = Number.POSITIVE_INFINITY,
): Promise<Redriven> {
  let sentBack = 0;
  let failure: string | undefined;
  try {
    while (sentBack < max) {
      const letters = await queue.receive(Math.min(BATCH, max - sentBack));
      if (letters.length === 0) break;
      for (const letter of letters) {
        await queue.sendBack(letter);
        sentBack += 1;
        await queue.delete(letter);
      }
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  const remaining = await queue.count().catch(() => undefined);
  return { sentBack, remaining, ...(failure === undefined ? {} : { failure }) };
}
