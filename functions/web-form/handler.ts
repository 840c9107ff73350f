import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Source } from '#shared/domain/source.ts';
import type { Provider, ProviderRequest } from '#shared/intake/provider.ts';
import { answerProvider } from '#shared/intake/answer-provider.ts';
import { takeRequest, type TakeDependencies } from '#shared/intake/take-request.ts';
import type { Taken } from '#shared/intake/taken.ts';
import { tellTaken } from '#shared/intake/tell-taken.ts';
import type { Captcha } from '#shared/ports/captcha.ts';
import { httpErrors } from '#shared/runtime/http-errors.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { toProviderRequest } from '#shared/runtime/http-request.ts';
import { problem, tooManyRequests } from '#shared/runtime/problem.ts';
import type { QueueTools } from '#shared/runtime/queue.ts';
import { showForm, toBrowser } from './answer-browser.ts';
import { toVisitor } from './answer-visitor.ts';
import { corsHeaders, mayPost, preflightHeaders } from './cors.ts';
import { isEmbedPath, serveEmbed } from './embed-route.ts';
import { findCompany } from './find-company.ts';
import { toFormSchema } from './form-schema.ts';
import { isShownByBrowser, problemPages } from './problem-pages.ts';
import { languageOf } from './providers/html.ts';
import { findFormProvider } from './providers/registry.ts';
import { makeShownToken } from './shown-token.ts';
import { vetVisitor } from './vet-visitor.ts';

type Dependencies = TakeDependencies & QueueTools & { readonly captcha: Captcha };

export function webFormHandler(dependencies: Dependencies) {
  const { log, meter } = dependencies;
  const vetting: Dependencies = { ...dependencies, vetFor: vetVisitor(dependencies) };
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(problemPages())
    .use(httpErrors(log))
    .use({ after: () => meter.publish(), onError: () => meter.publish() })
    .handler((event) => answer(event, vetting));
}

/** One request about one form. */
interface Asked {
  readonly request: ProviderRequest;
  readonly source: Source;
  readonly provider: Provider;
  readonly isShownByBrowser: boolean;
}

async function answer(event: APIGatewayProxyEventV2, dependencies: Dependencies): Promise<HttpAnswer> {
  if (isEmbedPath(event.rawPath)) return serveEmbed(event);
  const source = await findSource(event, dependencies);
  if (source === undefined) return problem(404, 'unknown-source');
  const request = toProviderRequest(event, dependencies.clock.now());
  const { origin } = request.headers;
  const headers = corsHeaders(source, origin);
  if (!mayPost(source, request.headers)) return problem(403, 'origin-not-allowed');
  if (request.method === 'OPTIONS') return { statusCode: 204, headers: preflightHeaders(source, origin) };

  const provider = findFormProvider(source.provider);
  if (provider === undefined)
    throw new Error(`source ${source.id} has a provider this release does not know`);
  const asked: Asked = { request, source, provider, isShownByBrowser: isShownByBrowser(event) };
  const answered = await answerMethod(asked, dependencies);
  if (answered !== undefined) return withHeaders(answered, headers);
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

async function answerMethod(asked: Asked, dependencies: Dependencies): Promise<HttpAnswer | undefined> {
  switch (asked.request.method) {
    case 'GET':
      return get(asked, dependencies);
    case 'POST':
      return take(asked, dependencies);
    default:
      return undefined;
  }
}

/** What is there to look at. Nothing that is sent is taken from a GET. */
async function get(asked: Asked, dependencies: Dependencies): Promise<HttpAnswer | undefined> {
  const { request, source, provider } = asked;
  if (request.rest === '/schema') {
    const shown = await makeShownToken(source.id, request.now, dependencies.secrets);
    return json(200, toFormSchema(source, shown, languageOf(request.query.get('lang'), request, source)));
  }
  if (provider.greet !== undefined && request.rest === '') return greet(asked, dependencies);
  if (!isPublicForm(asked)) return undefined;
  if (request.rest === '/company') return tellCompany(asked, dependencies);
  return request.rest === '' && asked.isShownByBrowser ? showForm(request, source, dependencies) : undefined;
}

/** Some providers ask whether it is us before they post anything. Asked nothing, we have nothing to show. */
async function greet(asked: Asked, dependencies: Dependencies): Promise<HttpAnswer | undefined> {
  const { request, provider } = asked;
  if (request.query.size === 0) return undefined;
  const greeter: Provider = { ...provider, isGenuine: () => false };
  return answerProvider(await told(asked, greeter, dependencies), provider);
}

/** Whoever sees a page may fill it in; a source with secrets is a server's. */
function isPublicForm({ source, provider }: Asked): boolean {
  return provider.correctable === true && source.secrets.length === 0;
}

async function tellCompany({ request, source }: Asked, dependencies: Dependencies): Promise<HttpAnswer> {
  const finding = await findCompany(request.query.get('inn') ?? '', request, source, dependencies);
  switch (finding.outcome) {
    case 'found':
      return json(200, { name: finding.name });
    case 'unknown':
      return json(200, {});
    case 'limited':
      return tooManyRequests(finding.retryAfterSeconds);
  }
}

async function take(asked: Asked, dependencies: Dependencies): Promise<HttpAnswer> {
  const { request, source, provider } = asked;
  const taken = await told(asked, provider, dependencies);
  if (provider.correctable !== true) return answerProvider(taken, provider);
  if (asked.isShownByBrowser) return toBrowser(taken, request, source, dependencies);
  return toVisitor(taken, request.headers['accept-language'], source);
}

/** Takes the request, and tells the log and the meter what became of it. */
async function told(
  { request, source }: Asked,
  provider: Provider,
  dependencies: Dependencies,
): Promise<Taken> {
  const taken = await takeRequest(request, source, provider, dependencies);
  tellTaken(taken, source.id, dependencies);
  return taken;
}

function withHeaders(answer: HttpAnswer, headers: Readonly<Record<string, string>>): HttpAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
