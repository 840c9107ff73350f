import type { InvocationResult } from '../functions/invocation.ts';
import { isRecord } from '../template/intrinsics.ts';

/**
 * Which messages of a batch are done and may be deleted; the others come back after the visibility timeout.
 *
 * The rules are Lambda's, with their trap: a function that forgets to answer has finished everything, while one
 * that names a message nobody gave it, or names it wrongly, has finished nothing.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function finishedMessages(
  result: InvocationResult,
  messageIds: readonly string[],
  reportsFailedItems: boolean,
): readonly string[] {
  if (result.outcome === 'failed') return [];
  if (!reportsFailedItems) return messageIds;
  const failures = isRecord(result.value) ? result.value['batchItemFailures'] : undefined;
  if (failures === undefined || failures === null) return messageIds;
  if (!Array.isArray(failures)) return [];
  const failedIds = failures.map((failure: unknown) =>
    isRecord(failure) ? failure['itemIdentifier'] : undefined,
  );
  const areKnown = failedIds.every((id) => typeof id === 'string' && messageIds.includes(id));
  return areKnown ? messageIds.filter((id) => !failedIds.includes(id)) : [];
}
