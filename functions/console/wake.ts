import type { ConsoleDependencies } from './dependencies.ts';

/** What was decided is written and stays so; when the queue is down, the sweep finds the lead. */
export async function wake(
  queue: 'assignments' | 'handoffs',
  leadId: string,
  reason: string,
  { log, ...queues }: Pick<ConsoleDependencies, 'assignments' | 'handoffs' | 'log'>,
): Promise<void> {
  try {
    await queues[queue].send(leadId, reason);
  } catch {
    log.error('queue.unavailable', { queue, leadId, reason });
  }
}
