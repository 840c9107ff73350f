import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { formWorld } from '#test/functions/web-form/form-world.ts';
import { readEvent } from '#test/support/events.ts';

/** Every answer of this world has to be as the document of the API says. */
describe('what a form is asked before it is filled in', () => {
  it.each([
    [200, 'GET', '/v1/forms/html/schema', ''],
    [200, 'GET', '/v1/forms/html/company', 'inn=7736207543'],
    [405, 'GET', '/v1/forms/html', ''],
    [405, 'GET', '/v1/forms/html/anything', ''],
    [404, 'GET', '/v1/forms/nobody', ''],
    [204, 'OPTIONS', '/v1/forms/html', ''],
    [200, 'GET', '/embed.js', ''],
    [200, 'GET', '/embed-checks.js', ''],
  ])('is answered %i, as it is described, to %s %s', async (expected, method, path, query) => {
    const { status } = await formWorld().send(await anEvent(method, path, query));

    expect(status).toBe(expected);
  });

  it('is shown to a browser as a page', async () => {
    const event = await anEvent('GET', '/v1/forms/html', '');

    const { status } = await formWorld().send({
      ...event,
      headers: { ...event.headers, accept: 'text/html' },
    });

    expect(status).toBe(200);
  });
});

async function anEvent(method: string, path: string, query: string): Promise<APIGatewayProxyEventV2> {
  const event = await readEvent('web-form/valid.json');
  const [, , , source = '', rest] = path.split('/');
  return {
    ...event,
    rawPath: path,
    rawQueryString: query,
    pathParameters: { source, ...(rest === undefined ? {} : { rest }) },
    requestContext: { ...event.requestContext, http: { ...event.requestContext.http, method, path } },
    headers: { host: 'leads.example.com', 'content-type': 'application/json' },
  };
}
