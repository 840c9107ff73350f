import { TransactionCanceledException, type CancellationReason } from '@aws-sdk/client-dynamodb';
import { createHash } from 'node:crypto';

/** Two functions touched the same item in the same moment; the SDK does not try again by itself. */
const MAX_CONFLICT_TRIES = 6;
const CONFLICT_BASE_MS = 20;
const CONFLICT_CAP_MS = 400;

/** The first meets a transaction that is sent again, the second a single write. */
const PASSING_ERRORS = ['TransactionInProgressException', 'TransactionConflictException'];

export function cancellationReasons(error: unknown): readonly CancellationReason[] {
  return error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
}

export function isConditionFailure(reason: CancellationReason | undefined): boolean {
  return reason?.Code === 'ConditionalCheckFailed';
}

/** Tries a transaction again when it only met another one, waiting a random while that grows. */
export async function withConflictRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= MAX_CONFLICT_TRIES || !isPassingConflict(error)) throw error;
      await pause(Math.random() * Math.min(CONFLICT_CAP_MS, CONFLICT_BASE_MS * 2 ** tries));
    }
  }
}

/** A token as long as DynamoDB takes one: equal parts give equal tokens. */
export function clientRequestToken(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url').slice(0, 36);
}

function isPassingConflict(error: unknown): boolean {
  if (error instanceof Error && PASSING_ERRORS.includes(error.name)) return true;
  const reasons = cancellationReasons(error);
  const passing = reasons.some(
    ({ Code: code }) => code === 'TransactionConflict' || code === 'ThrottlingError',
  );
  return passing && !reasons.some(isConditionFailure);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
