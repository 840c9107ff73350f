import { describe, expect, it } from 'vitest';
import { buildDocument, problemsOf, type ApiDocument } from '#functions/console/openapi/document.ts';
import { PROBLEM_CODES } from '#functions/console/openapi/problem-codes.ts';
import { GROUPS } from '#functions/console/openapi/operation.ts';
import { OPERATIONS } from '#functions/console/openapi/operations.ts';

const document = buildDocument();
const OPERATION_NAMES = OPERATIONS.map(({ id }) => id);

describe('the document of the API', () => {
  it('has what OpenAPI 3.1 demands of a document', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: 'Lead Relay', version: 'v1' });
    expect(Object.keys(document.paths).filter((path) => !path.startsWith('/'))).toEqual([]);
    for (const { operation } of operationsOf(document)) {
      expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
      for (const status of Object.keys(operation.responses)) expect(status).toMatch(/^[1-5]\d\d$/);
    }
  });

  it('refers to nothing that is not there', () => {
    const missing = referencesIn(document).filter((reference) => !isThere(reference, document));

    expect(referencesIn(document).length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  it('has every parameter of a path described, and none that is not in the path', () => {
    for (const { path, operation } of operationsOf(document)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const told = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect(told.map(({ name }) => name)).toEqual(named);
      expect(told.filter(({ required }) => !required)).toEqual([]);
    }
  });

  it('says of every parameter what it means, and of every route what it is for', () => {
    for (const { operation } of operationsOf(document)) {
      expect(operation.summary).not.toBe('');
      expect(operation['x-summary-ru']).toMatch(/[а-яё]/i);
      for (const { description } of operation.parameters ?? []) expect(description).toMatch(/\.$/);
    }
  });

  it('gives every route a name of its own, a chapter that exists, and proofs that exist', () => {
    const operations = operationsOf(document).map(({ operation }) => operation);
    const schemes = operations.flatMap(({ security }) => security.flatMap((one) => Object.keys(one)));

    expect(new Set(OPERATION_NAMES).size).toBe(OPERATION_NAMES.length);
    expect(operations).toHaveLength(OPERATIONS.length);
    expect(operations.flatMap(({ tags }) => tags).filter((tag) => !(tag in GROUPS))).toEqual([]);
    expect(schemes.filter((scheme) => !(scheme in document.components.securitySchemes))).toEqual([]);
  });

  it('answers every problem as a problem, by the codes the route has', () => {
    const [search] = operationsOf(document).filter(({ path }) => path === '/v1/search');

    expect(search?.operation.responses).toMatchObject({
      400: {
        content: {
          'application/problem+json': { schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, {}] } },
        },
      },
      401: { $ref: '#/components/responses/Unauthorized' },
      429: { $ref: '#/components/responses/TooManyRequests' },
      500: { $ref: '#/components/responses/InternalError' },
    });
  });

  it('explains no code of a problem that no route has', () => {
    const used = new Set(OPERATIONS.flatMap((one) => Object.values(problemsOf(one)).flat()));

    expect(
      Object.keys(PROBLEM_CODES).filter((code) => !used.has(code as keyof typeof PROBLEM_CODES)),
    ).toEqual([]);
  });

  it.each(examples())('gives an example that is as it says: %s', (_, schema, example) => {
    expect(schema.safeParse(example).error?.issues ?? []).toEqual([]);
  });

  it.each(
    OPERATIONS.flatMap(({ id, parameters = [] }) =>
      parameters.map((one) => [`${id} ${one.name}`, one] as const),
    ),
  )('gives an example of a parameter that may be sent: %s', (_, { schema, example }) => {
    if (example === undefined) return;
    const values = [example, Number(example)];
    expect(values.some((value) => schema.safeParse(value).success)).toBe(true);
  });

  it('lets answers gain members, and refuses those a body must not have', () => {
    const replay = document.paths['/v1/replays']?.['post']?.requestBody?.content['application/json']?.schema;

    expect(JSON.stringify(document.components.schemas)).not.toContain('"additionalProperties":false');
    expect(replay).toMatchObject({ additionalProperties: false });
  });
});

function operationsOf({ paths }: ApiDocument) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
}

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

function isThere(reference: string, root: object): boolean {
  const [start, ...names] = reference.split('/');
  let place: unknown = root;
  for (const name of names)
    place = typeof place === 'object' && place !== null ? Reflect.get(place, name) : undefined;
  return start === '#' && place !== undefined;
}

function examples() {
  return OPERATIONS.flatMap(({ id, body, answers }) => {
    const contents = [body?.content ?? {}, ...Object.values(answers).map(({ content = {} }) => content)];
    return contents.flatMap((content) =>
      Object.entries(content).flatMap(([type, { schema, example }]) =>
        schema === undefined || example === undefined ? [] : [[`${id} ${type}`, schema, example] as const],
      ),
    );
  });
}
