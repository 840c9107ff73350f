import { environmentOf } from '#cdk/local/functions/function-environment.ts';
import { synthesize } from '#cdk/local/synthesize.ts';
import { readDefinitions, type Definitions } from '#cdk/local/template/definitions.ts';
import { createStack } from '#cdk/local/template/stack.ts';
import { readTemplate } from '#cdk/local/template/template.ts';

/** Nothing listens there: what is measured with it makes no call. */
const NOWHERE = 'http://127.0.0.1:9';

/** The stack of these sources, as the local runner reads it. */
export async function readStack(queues = NOWHERE): Promise<Definitions> {
  const { folder } = await synthesize();
  return readDefinitions(createStack(await readTemplate(folder), { api: NOWHERE, queues }));
}

/** What a function finds in its environment, but for the variable by which a platform says that it starts one. */
export function loadingEnvironmentOf(definition: Definitions['functions'][number]): Record<string, string> {
  const endpoints = { dynamodb: NOWHERE, sqs: NOWHERE, secretsManager: NOWHERE };
  const { AWS_LAMBDA_INITIALIZATION_TYPE: _, ...variables } = environmentOf(definition, endpoints);
  return variables;
}
