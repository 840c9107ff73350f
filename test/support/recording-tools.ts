import type { MetricName } from '#shared/runtime/metric-names.ts';
import type { QueueTools } from '#shared/runtime/queue.ts';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface RecordingTools extends QueueTools {
  readonly lines: LogLine[];
  readonly counts: Partial<Record<MetricName, number>>;
  readonly published: { times: number };
}

/** A log and a meter that remember what they were told. */
export function recordingTools(): RecordingTools {
  const lines: LogLine[] = [];
  const counts: Partial<Record<MetricName, number>> = {};
  const published = { times: 0 };
  const line = (level: LogLine['level']) => (event: string, fields: Record<string, unknown>) =>
    void lines.push({ level, event, fields });
  return {
    lines,
    counts,
    published,
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    meter: {
      count: (name, times = 1) => void (counts[name] = (counts[name] ?? 0) + times),
      milliseconds: (name, value) => void (counts[name] = value),
      publish: () => void (published.times += 1),
    },
  };
}
