import type { Queues } from '../engines/queues.ts';
import type { MetricBook } from './metric-book.ts';

const EVERY_MS = 10_000;

export interface QueueRecorder {
  /** Between two regular times. */
  record(): void;
  stop(): void;
}

/** Notes how full the queues are, under the names SQS has for it. */
export function recordQueueDepths(queues: Queues, metrics: MetricBook): QueueRecorder {
  const timer = setInterval(record, EVERY_MS);
  record();
  return { record, stop: () => clearInterval(timer) };

  function record(): void {
    for (const { name, ready, delayed, inFlight, oldestSeconds } of queues.depths()) {
      const dimensions = { QueueName: name };
      metrics.add('AWS/SQS', 'ApproximateNumberOfMessagesVisible', dimensions, ready);
      metrics.add('AWS/SQS', 'ApproximateNumberOfMessagesDelayed', dimensions, delayed);
      metrics.add('AWS/SQS', 'ApproximateNumberOfMessagesNotVisible', dimensions, inFlight);
      metrics.add('AWS/SQS', 'ApproximateAgeOfOldestMessage', dimensions, oldestSeconds, 'Seconds');
    }
  }
}
