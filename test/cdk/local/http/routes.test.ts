import { describe, expect, it } from 'vitest';
import { createRouter } from '#cdk/local/http/routes.ts';

const route = (routeKey: string) => ({ routeKey, functionArn: 'arn', timeoutMs: 1 });

const match = createRouter(
  [
    'ANY /console/{proxy+}',
    'GET /v1/forms/{source}',
    'GET /v1/forms/{source}/{rest+}',
    'GET /v1/forms/{source}/schema',
    'ANY /v1/forms/{source}',
    'GET /v1/forms/main',
    'GET /',
  ].map(route),
);

const keyOf = (method: string, path: string) => match(method, path)?.route.routeKey;

describe('the routes of the HTTP API', () => {
  it.each([
    ['GET', '/', 'GET /'],
    ['GET', '/v1/forms/tilda', 'GET /v1/forms/{source}'],
    ['POST', '/v1/forms/tilda', 'ANY /v1/forms/{source}'],
    ['GET', '/v1/forms/main', 'GET /v1/forms/main'],
    ['POST', '/v1/forms/main', 'ANY /v1/forms/{source}'],
    ['GET', '/v1/forms/tilda/schema', 'GET /v1/forms/{source}/schema'],
    ['GET', '/v1/forms/tilda/a/b', 'GET /v1/forms/{source}/{rest+}'],
    ['DELETE', '/console/leads', 'ANY /console/{proxy+}'],
  ])('send %s %s to the one that says most about it', (method, path, expected) => {
    expect(keyOf(method, path)).toBe(expected);
  });

  it.each([
    ['GET', '/v2'],
    ['POST', '/v1/forms/tilda/schema'],
    ['GET', '/v1/forms/'],
    ['GET', '/console/'],
    ['GET', '/console'],
  ])('know nothing of %s %s', (method, path) => {
    expect(match(method, path)).toBeUndefined();
  });

  it('decode the parameters of the path', () => {
    expect(match('GET', '/v1/forms/%D1%84/a%20b/c')?.pathParameters).toEqual({ source: 'ф', rest: 'a b/c' });
  });

  it('leave a parameter as it is when it cannot be decoded', () => {
    expect(match('GET', '/v1/forms/%ZZ')?.pathParameters).toEqual({ source: '%ZZ' });
  });

  it('fall back to the default route, where there is one', () => {
    expect(createRouter([route('$default')])('PUT', '/any/thing')?.route.routeKey).toBe('$default');
  });
});
