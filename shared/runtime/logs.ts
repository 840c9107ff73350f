import { Logger } from '@aws-lambda-powertools/logger';

/** One wide line per business event: ids and outcomes as fields, never a body, a name or a whole phone. */
export interface Log {
  info(event: string, fields: Record<string, unknown>): void;
  warn(event: string, fields: Record<string, unknown>): void;
  /** A person should look. */
  error(event: string, fields: Record<string, unknown>): void;
}

/** Service name and level come from the environment (`POWERTOOLS_*`). */
export function createLog(): Log {
  const logger = new Logger();
  return {
    info: (event, fields) => logger.info(event, fields),
    warn: (event, fields) => logger.warn(event, fields),
    error: (event, fields) => logger.error(event, fields),
  };
}

/** What may be logged of a failure: its name and place. Messages of parsers and SDKs quote what they were given. */
export function describeFailure(error: unknown): { readonly error: string; readonly at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const trace = error.message === '' ? error.stack : error.stack?.replaceAll(error.message, '');
  const at = trace?.split('\n').find((line) => /^\s+at .+:\d+:\d+\)?$/.test(line));
  return { error: error.name, ...(at === undefined ? {} : { at: at.trim() }) };
}
