import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { telephonyHandler } from '#functions/telephony/handler.ts';
import { formWorld } from '#test/functions/web-form/form-world.ts';
import { expectDescribed } from '#test/support/described.ts';
import { readEvent } from '#test/support/events.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { intakeWorld } from '#test/support/intake-world.ts';
import { aContext } from '#test/support/lambda.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';
import { recordingTools } from '#test/support/recording-tools.ts';

const FORMS = (await readdir(join(REPOSITORY, 'events/web-form'))).map((name) => `web-form/${name}`);
const CALLS = (await readdir(join(REPOSITORY, 'events/telephony'))).map((name) => `telephony/${name}`);
const settings = await demoSettings();

describe('intake answers as the document of the API says', () => {
  it.each(FORMS)('to %s', async (name) => {
    const event = await readEvent(name);

    await expectFormDescribed(event);
  });

  it.each(CALLS)('to %s', async (name) => {
    const event = await readEvent(name);
    const world = { ...intakeWorld(settings), ...recordingTools() };

    const answer = await telephonyHandler(world)(event, aContext('telephony'));

    expect(answer.statusCode).toBeGreaterThanOrEqual(200);
    expectDescribed(event.requestContext.http.method, event.rawPath, answer);
  });

  it.each([
    ['GET', '/v1/forms/html/schema', ''],
    ['GET', '/v1/forms/html/company', 'inn=7736207543'],
    ['GET', '/v1/forms/html', ''],
    ['GET', '/v1/forms/html/anything', ''],
    ['GET', '/v1/forms/nobody', ''],
    ['OPTIONS', '/v1/forms/html', ''],
    ['GET', '/embed.js', ''],
    ['GET', '/embed-checks.js', ''],
  ])('to %s %s', async (method, path, query) => {
    await expectFormDescribed(await anEvent(method, path, query));
  });

  it('to a browser, which is shown the form', async () => {
    const event = await anEvent('GET', '/v1/forms/html', '');

    await expectFormDescribed({ ...event, headers: { ...event.headers, accept: 'text/html' } });
  });
});

async function expectFormDescribed(event: APIGatewayProxyEventV2): Promise<void> {
  const { status, headers, body } = await formWorld().send(event);

  const told = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  expectDescribed(event.requestContext.http.method, event.rawPath, {
    statusCode: status ?? 0,
    headers: Object.fromEntries(told),
    body,
  });
}

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
