import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { OPERATIONS } from '#functions/console/openapi/operations.ts';
import { consoleWorld } from '#test/functions/console/console-world.ts';
import { leadsTemplate, propertiesOf } from '#test/support/leads-template.ts';

/** Pages of the console, and what leads to them, are for people alone. */
const FOR_PEOPLE = /^\w+ \/(console\b.*)?$/;

const described = OPERATIONS.map(({ method, path }) => `${method} ${path}`);

describe('the document of the API', () => {
  it('tells of every route the console serves, and of none that it does not', () => {
    const served = consoleWorld().routes.filter((route) => !FOR_PEOPLE.test(route));
    const ofOthers = described.filter((route) => /\/v1\/(forms|calls)\/|\/embed/.test(route));

    expect([...served, ...ofOthers].toSorted()).toEqual(described.toSorted());
  });

  it('tells of every route that is reached from outside, and of none that is not', () => {
    const routes = propertiesOf(
      leadsTemplate(),
      'AWS::ApiGatewayV2::Route',
      z.object({ RouteKey: z.string() }),
    );
    const reached = routes.map(({ RouteKey }) => RouteKey.replace('{rest+}', '{rest}'));
    const exact = reached.filter((route) => !route.startsWith('ANY ') && !FOR_PEOPLE.test(route));
    const any = reached.filter((route) => route.startsWith('ANY ')).map((route) => route.slice(4));
    const isOfAny = (route: string) => any.some((path) => route.endsWith(` ${path}`));

    expect(exact.filter((route) => !described.includes(route))).toEqual([]);
    expect(
      any.filter(
        (path) => !path.startsWith('/console') && !described.some((one) => one.endsWith(` ${path}`)),
      ),
    ).toEqual([]);
    expect(described.filter((route) => !exact.includes(route) && !isOfAny(route))).toEqual([]);
  });
});
