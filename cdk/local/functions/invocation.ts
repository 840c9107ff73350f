/** How Lambda describes a failure to whoever invoked the function. */
export interface FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[] | undefined;
}

export type InvocationResult =
  | { readonly outcome: 'answered'; readonly value: unknown }
  | { readonly outcome: 'failed'; readonly failure: FunctionFailure };

/** From the runner to an environment's thread. */
export interface InvokeRequest {
  readonly requestId: string;
  /** The event as JSON: a function sees what came over a wire, never an object of ours. */
  readonly event: string;
  readonly deadlineAt: number;
}

/** From an environment's thread to the runner. Lines of output travel along. */
export type ThreadMessage = { readonly lines: readonly string[] } & (
  | { readonly kind: 'output' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'answered'; readonly value: string }
  | { readonly kind: 'failed'; readonly failure: FunctionFailure }
);

/** What an environment's thread is started with. */
export interface ThreadSettings {
  readonly folder: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logGroup: string;
  /** By how many milliseconds the clock is ahead of the real time. Absent: it is not, and never will be. */
  readonly ahead?: SharedArrayBuffer;
}

export function failed(errorType: string, errorMessage: string): InvocationResult {
  return { outcome: 'failed', failure: { errorType, errorMessage } };
}
