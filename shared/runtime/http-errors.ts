import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { describeFailure, type Log } from './logs.ts';
import { problem } from './problem.ts';

export type FailureLog = Pick<Log, 'error'>;

/**
 * Turns whatever a handler throws into an answer that tells the caller nothing about our insides.
 *
 * Logged are the error's name and the place it came from. Its message stays out: the messages of
 * parsers and SDKs quote what they were given, and that may be somebody's phone.
 */
export function httpErrors(
  log: FailureLog,
): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    name: 'http-errors',
    onError: (request) => {
      const status = clientFault(request.error);
      if (status !== undefined) {
        request.response = problem(status, 'request-refused');
        return;
      }
      const requestId = request.context?.awsRequestId;
      log.error('request.failed', {
        ...describeFailure(request.error),
        requestId,
        route: request.event.routeKey,
      });
      request.response = problem(500, 'internal-error', {
        detail: requestId === undefined ? undefined : `request ${requestId}`,
      });
    },
  };
}

/** A middleware may throw a refusal on purpose; it marks it with a status below 500. */
function clientFault(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}
