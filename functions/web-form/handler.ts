import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { faultMessage } from '#shared/domain/field-messages.ts';
import { parseLanguage } from '#shared/domain/language.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Provider } from '#shared/intake/provider.ts';
import { takeRequest, type TakeDependencies, type Taken } from '#shared/intake/take-request.ts';
import { tellTaken } from '#shared/intake/tell-taken.ts';
import { httpErrors } from '#shared/runtime/http-errors.ts';
import { json, plain, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { toProviderRequest } from '#shared/runtime/http-request.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { QueueTools } from '#shared/runtime/queue.ts';
import { corsHeaders, mayPost, preflightHeaders } from './cors.ts';
import { toFormSchema } from './form-schema.ts';
import { findFormProvider } from './providers/registry.ts';

type Dependencies = TakeDependencies & QueueTools;

export function webFormHandler(dependencies: Dependencies) {
  const { log, meter } = dependencies;
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(httpErrors(log))
    .use({ after: () => meter.publish(), onError: () => meter.publish() })
    .handler((event) => answer(event, dependencies));
}

async function answer(event: APIGatewayProxyEventV2, dependencies: Dependencies): Promise<HttpAnswer> {
  const source = await findSource(event, dependencies);
  if (source === undefined) return problem(404, 'unknown-source');
  const origin = event.headers['origin'];
  const headers = corsHeaders(source, origin);
  if (!mayPost(source, origin)) return problem(403, 'origin-not-allowed');

  switch (event.requestContext.http.method) {
    case 'OPTIONS':
      return { statusCode: 204, headers: preflightHeaders(source, origin) };
    case 'GET':
      if (event.rawPath.endsWith('/schema')) return json(200, toFormSchema(source), { headers });
      break;
    case 'POST':
      return withHeaders(await take(event, source, dependencies), headers);
  }
  return problem(405, 'method-not-allowed', { headers: { ...headers, allow: 'POST, OPTIONS' } });
}

async function findSource(
  event: APIGatewayProxyEventV2,
  { settings }: Dependencies,
): Promise<Source | undefined> {
  const { sources } = await settings.current('sources');
  const id = event.pathParameters?.['source'];
  return sources.find((source) => source.kind === 'form' && source.id === id);
}

async function take(
  event: APIGatewayProxyEventV2,
  source: Source,
  dependencies: Dependencies,
): Promise<HttpAnswer> {
  const provider = findFormProvider(source.provider);
  if (provider === undefined)
    throw new Error(`source ${source.id} has a provider this release does not know`);
  const request = toProviderRequest(event, dependencies.clock.now());
  const taken = await takeRequest(request, source, provider, dependencies);
  tellTaken(taken, source.id, dependencies);
  return provider.correctable === true
    ? toVisitor(taken, event.headers['accept-language'], source)
    : toService(taken, provider);
}

/** Our own form: the visitor sees what is wrong and puts it right, and never whether the lead was rejected. */
function toVisitor(taken: Taken, acceptLanguage: string | undefined, source: Source): HttpAnswer {
  switch (taken.outcome) {
    case 'received':
    case 'repeated':
      return json(202, { leadId: taken.lead.id, outcome: taken.outcome });
    case 'key-reused':
      return problem(422, 'idempotency-key-reused');
    case 'faulty': {
      const language = parseLanguage(acceptLanguage, source.language);
      const errors = taken.faults.map(({ field, code }) => ({
        field,
        code,
        message: faultMessage({ field, code }, language),
      }));
      return problem(422, 'invalid-fields', { errors });
    }
    case 'forged':
      return problem(401, 'not-genuine');
    case 'unreadable':
      return problem(taken.status, taken.code);
    case 'ignored':
      return json(202, { outcome: 'ignored' });
    case 'greeted':
      return plain(taken.answer);
  }
}

/** A form service that nobody can correct hears its word of success, whatever became of the lead. */
function toService(taken: Taken, provider: Provider): HttpAnswer {
  switch (taken.outcome) {
    case 'received':
    case 'repeated':
    case 'key-reused':
    case 'faulty':
    case 'ignored':
      return plain(provider.success);
    case 'forged':
      return problem(401, 'not-genuine');
    case 'unreadable':
      return problem(taken.status, taken.code);
    case 'greeted':
      return plain(taken.answer);
  }
}

function withHeaders(answer: HttpAnswer, headers: Readonly<Record<string, string>>): HttpAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
