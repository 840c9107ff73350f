import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '../template/definitions.ts';
import { REGION } from '../template/stack.ts';

export interface ServiceEndpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly secretsManager: string;
}

/** What a function finds in its environment: what Lambda gives, where the services are, and what the template says. */
export function environmentOf(
  definition: FunctionDefinition,
  endpoints: ServiceEndpoints,
  overrides: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    ...lambdaVariables(definition),
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
    ...definition.variables,
    ...overrides,
  };
}

/** The credentials are a pair that nothing outside this machine would accept, whatever the runner itself has. */
function lambdaVariables({ functionName, memoryMb, handler, folder, logFormat }: FunctionDefinition) {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `local/${randomUUID()}`,
    LAMBDA_TASK_ROOT: folder,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: handler,
  };
}
