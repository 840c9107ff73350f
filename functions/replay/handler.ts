import { parseReplayMessage } from '#shared/contracts/replay-message.ts';
import { describeFailure } from '#shared/runtime/logs.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { queueHandler, type QueueTools } from '#shared/runtime/queue.ts';
import { replayLeads, type Replayed, type ReplayDependencies } from './replay-leads.ts';

/** A replay that took the function down twice would do so a third time. */
const MAX_RECEIVES = 2;

export function replayHandler(dependencies: ReplayDependencies & QueueTools) {
  const { replays, log, meter } = dependencies;
  return queueHandler(async (body, record) => {
    const { replayId } = parseReplayMessage(body);
    if (Number(record.attributes.ApproximateReceiveCount) > MAX_RECEIVES) {
      await replays.finish(replayId, 'failed');
      log.error('replay.failed', { replayId, error: 'function-died' });
      return meter.count(MetricNames.ReplayFailed);
    }
    tell(replayId, await replayLeads(replayId, dependencies), dependencies);
  }, dependencies);
}

function tell(replayId: string, replayed: Replayed, { log, meter }: QueueTools): void {
  switch (replayed.outcome) {
    case 'nothing-to-do':
      return log.info('replay.repeated', { replayId });
    case 'failed':
      log.error('replay.failed', { replayId, ...describeFailure(replayed.error) });
      return meter.count(MetricNames.ReplayFailed);
    case 'done': {
      const { counts, ...report } = replayed.report;
      log.info('replay.done', { replayId, ...report, ...counts });
      return meter.count(MetricNames.ReplayDone);
    }
  }
}
