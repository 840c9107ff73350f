import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseLanguage } from '#shared/domain/language.ts';
import { refusalPage } from './pages/message-page.ts';

type Event = APIGatewayProxyEventV2;
type Answer = APIGatewayProxyStructuredResultV2;

const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** Whether a browser is about to show what we answer: it followed a link, or posted a form without a script. */
export function isShownByBrowser({ headers, requestContext }: Event): boolean {
  if (!(headers['accept'] ?? '').includes('text/html')) return false;
  const mode = headers['sec-fetch-mode'];
  if (mode !== undefined && mode !== 'navigate') return false;
  return requestContext.http.method === 'GET' || FORM_TYPES.test(headers['content-type'] ?? '');
}

/** A person reads a page where a program reads a problem. Stands outside of whatever makes problems of failures. */
export function problemPages(): MiddlewareObj<Event, Answer> {
  const show = (request: { event: Event; response: Answer | null | undefined }): void => {
    const { event, response } = request;
    if (response && isProblem(response) && isShownByBrowser(event))
      request.response = toPage(response, event);
  };
  return { name: 'problem-pages', after: show, onError: show };
}

function isProblem({ headers }: Answer): boolean {
  return String(headers?.['content-type'] ?? '').startsWith('application/problem+json');
}

function toPage({ statusCode = 500, headers }: Answer, event: Event): Answer {
  const page = refusalPage(statusCode, parseLanguage(event.headers['accept-language']));
  const wait = headers?.['retry-after'];
  return wait === undefined ? page : { ...page, headers: { ...page.headers, 'retry-after': wait } };
}
