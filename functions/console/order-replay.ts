import { randomUUID } from 'node:crypto';
import type { Policy } from '#shared/domain/policy.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { ReplayBook, ReplaySpan } from '#shared/ports/replay-book.ts';
import type { ReplayQueue } from '#shared/ports/replay-queue.ts';

export interface OrderDependencies {
  readonly replays: ReplayBook;
  readonly replayQueue: ReplayQueue;
  readonly clock: Clock;
}

export interface WantedReplay {
  /** A draft that was never published has version 0. */
  readonly policy: Policy;
  readonly span: ReplaySpan;
  readonly by: string;
}

/**
 * Orders a replay and answers with its id.
 *
 * Nobody sweeps replays: one that could not be sent on its way has failed, and whoever ordered it hears of it.
 */
export async function orderReplay(wanted: WantedReplay, dependencies: OrderDependencies): Promise<string> {
  const { replays, replayQueue, clock } = dependencies;
  const id = randomUUID();
  await replays.order({ id, orderedAt: clock.now().toISOString(), ...wanted });
  try {
    await replayQueue.send(id);
  } catch (error) {
    await replays.finish(id, 'failed');
    throw error;
  }
  return id;
}
