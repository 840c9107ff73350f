import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { answerProvider } from '#shared/intake/answer-provider.ts';
import { takeRequest, type TakeDependencies } from '#shared/intake/take-request.ts';
import { tellTaken } from '#shared/intake/tell-taken.ts';
import { httpErrors } from '#shared/runtime/http-errors.ts';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { toProviderRequest } from '#shared/runtime/http-request.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { QueueTools } from '#shared/runtime/queue.ts';
import { findCallProvider } from './providers/registry.ts';

type Dependencies = TakeDependencies & QueueTools;

export function telephonyHandler(dependencies: Dependencies) {
  const { log, meter } = dependencies;
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(httpErrors(log))
    .use({ after: () => meter.publish(), onError: () => meter.publish() })
    .handler((event) => answer(event, dependencies));
}

async function answer(event: APIGatewayProxyEventV2, dependencies: Dependencies): Promise<HttpAnswer> {
  const { sources } = await dependencies.settings.current('sources');
  const id = event.pathParameters?.['source'];
  const source = sources.find((one) => one.kind === 'call' && one.id === id);
  if (source === undefined) return problem(404, 'unknown-source');
  const provider = findCallProvider(source.provider);
  if (provider === undefined)
    throw new Error(`source ${source.id} has a provider this release does not know`);

  const request = toProviderRequest(event, dependencies.clock.now());
  const taken = await takeRequest(request, source, provider, dependencies);
  tellTaken(taken, source.id, dependencies);
  return answerProvider(taken, provider);
}
