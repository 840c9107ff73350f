import type { MachineClock } from '../machine-clock.ts';
import type { LogBook } from '../records/log-book.ts';
import type { MetricBook } from '../records/metric-book.ts';
import type { FunctionDefinition } from '../template/definitions.ts';
import { EnvironmentPool } from './environment-pool.ts';
import type { InvocationResult } from './invocation.ts';

export interface ServiceOptions {
  readonly definition: FunctionDefinition;
  readonly variables: Readonly<Record<string, string>>;
  readonly warm?: number | undefined;
  readonly max: number;
  readonly logs: LogBook;
  readonly metrics: MetricBook;
  readonly clock?: MachineClock | undefined;
}

/** One function of the stack, ready to be invoked. */
export interface Service {
  readonly definition: FunctionDefinition;
  readonly maxConcurrency: number;
  warmUp(): Promise<void>;
  invoke(event: unknown): Promise<InvocationResult>;
  /** Settles when what was invoked until now has ended. */
  drain(): Promise<void>;
  kill(): Promise<number>;
  stop(): Promise<void>;
  /** Invocations running or waiting in line, and environments there are. */
  load(): { readonly busy: number; readonly environments: number };
}

export function createService({ definition, variables, warm, max, ...records }: ServiceOptions): Service {
  const { name, functionName, logicalId } = definition;
  const { logs, metrics, clock } = records;
  const dimensions = { FunctionName: functionName };
  const limit = Math.min(max, definition.maxConcurrency ?? Infinity);
  const pool = new EnvironmentPool({
    settings: {
      folder: definition.folder,
      handler: definition.handler,
      functionName,
      functionArn: definition.arn,
      memoryMb: definition.memoryMb,
      logGroup: variables['AWS_LAMBDA_LOG_GROUP_NAME'] ?? logicalId,
      ...(clock === undefined ? {} : { ahead: clock.ahead }),
    },
    variables,
    timeoutMs: definition.timeoutMs,
    warm: Math.min(warm ?? 1, limit),
    max: limit,
    onOutput: (lines) => {
      logs.write(name, lines);
      for (const line of lines) metrics.readLine(line);
    },
    onColdStart: (durationMs) =>
      metrics.add('AWS/Lambda', 'InitDuration', dimensions, durationMs, 'Milliseconds'),
  });

  const underWay = new Set<Promise<InvocationResult>>();
  return {
    definition,
    maxConcurrency: limit,
    warmUp: () => pool.warmUp(),
    invoke(event) {
      const invocation = invoke(event).finally(() => underWay.delete(invocation));
      underWay.add(invocation);
      return invocation;
    },
    async drain() {
      await Promise.allSettled(underWay);
    },
    kill: () => pool.kill(),
    stop: () => pool.stop(),
    load: () => ({ busy: pool.busy, environments: pool.size }),
  };

  async function invoke(event: unknown): Promise<InvocationResult> {
    const startedAt = performance.now();
    const result = await pool.invoke(JSON.stringify(event) ?? 'null');
    metrics.add('AWS/Lambda', 'Invocations', dimensions, 1);
    // Whoever comes when all environments are busy waits here, where Lambda would turn them away.
    metrics.add('AWS/Lambda', 'Throttles', dimensions, 0);
    metrics.add('AWS/Lambda', 'Errors', dimensions, result.outcome === 'failed' ? 1 : 0);
    metrics.add('AWS/Lambda', 'Duration', dimensions, performance.now() - startedAt, 'Milliseconds');
    return result;
  }
}
