import { toJsonSchemas, type JsonSchema, type JsonSchemas } from './json-schemas.ts';
import {
  GROUPS,
  type Answer,
  type Contents,
  type Operation,
  type Parameter,
  type Schema,
} from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { Problem, Throttled } from './answers/problem.ts';
import { PROBLEM_CODES, together, type ProblemCode } from './problem-codes.ts';
import { SECURITY_SCHEMES, securityOf } from './security.ts';

export interface MediaTypeObject {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
}

export type ContentObject = Readonly<Record<string, MediaTypeObject>>;

export interface ParameterObject {
  readonly name: string;
  readonly in: Parameter['in'];
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example?: string;
}

export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: ContentObject;
}

export interface Reference {
  readonly $ref: string;
}

export interface OperationObject {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  /** The same for readers of Russian. */
  readonly 'x-summary-ru': string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly ParameterObject[];
  readonly requestBody?: {
    readonly description?: string;
    readonly required: true;
    readonly content: ContentObject;
  };
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
}

export type PathItem = Readonly<Record<string, OperationObject>>;

export interface ApiDocument {
  readonly openapi: '3.1.1';
  readonly info: Readonly<Record<string, unknown>> & { readonly title: string; readonly description: string };
  readonly servers: readonly object[];
  readonly tags: readonly {
    readonly name: string;
    readonly description: string;
    readonly 'x-name': { readonly ru: string; readonly en: string };
  }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

const DESCRIPTION = `Takes leads from web forms and calls, checks and scores them, and puts each before the right rep in seconds.

Times are ISO 8601, in UTC unless they say otherwise. Sentences are in Russian or English by \`Accept-Language\`, or \`?lang=ru\`; codes never change. Errors are \`application/problem+json\` (RFC 9457): switch over \`code\`. Answers may gain members: take no offence at those you do not know.`;

/** What many routes answer alike, by status. */
const SHARED: Readonly<Record<number, { readonly name: string; readonly code: ProblemCode }>> = {
  401: { name: 'Unauthorized', code: 'unauthorized' },
  429: { name: 'TooManyRequests', code: 'too-many-requests' },
  500: { name: 'InternalError', code: 'internal-error' },
};

/** Codes that any route may answer with. */
const ALWAYS = { 429: ['too-many-requests'], 500: ['internal-error'] } as const;

/** The document of the API, made of the very schemas that read requests and that answers are tested against. */
export function buildDocument(operations: readonly Operation[] = OPERATIONS): ApiDocument {
  const sent = toJsonSchemas(operations.flatMap(sentSchemas), 'input');
  const answered = toJsonSchemas([...operations.flatMap(answeredSchemas), Problem, Throttled], 'output');
  const paths: Record<string, Record<string, OperationObject>> = {};
  for (const operation of operations) {
    const item = (paths[operation.path] ??= {});
    item[operation.method.toLowerCase()] = toOperation(operation, sent, answered);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Lead Relay',
      version: 'v1',
      summary: 'Leads from forms and calls, to the right rep, in seconds.',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'Wherever this document was read.' }],
    tags: Object.entries(GROUPS).map(([group, { name, about }]) => ({
      name: group,
      description: about,
      'x-name': name,
    })),
    paths,
    components: {
      schemas: answered.named,
      responses: sharedResponses(answered),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** Codes of the problems of a route, those that every route has included. */
export function problemsOf({
  problems = {},
  access,
}: Operation): Readonly<Record<number, readonly ProblemCode[]>> {
  return together(problems, access === 'token' ? { 401: ['unauthorized'] } : {}, ALWAYS);
}

function sentSchemas({ parameters = [], body }: Operation): readonly Schema[] {
  return [...parameters.map(({ schema }) => schema), ...schemasIn(body?.content)];
}

function answeredSchemas({ answers }: Operation): readonly Schema[] {
  return Object.values(answers).flatMap(({ content }) => schemasIn(content));
}

function schemasIn(content: Contents = {}): readonly Schema[] {
  return Object.values(content).flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
}

function toOperation(operation: Operation, sent: JsonSchemas, answered: JsonSchemas): OperationObject {
  const { id, group, summary, about, parameters = [], body } = operation;
  return {
    operationId: id,
    tags: [group],
    summary: summary.en,
    'x-summary-ru': summary.ru,
    ...(about === undefined ? {} : { description: about }),
    security: securityOf(operation.access),
    ...(parameters.length === 0 ? {} : { parameters: parameters.map((one) => toParameter(one, sent)) }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            ...(body.about === undefined ? {} : { description: body.about }),
            required: true,
            content: toContent(body.content, sent),
          },
        }),
    responses: toResponses(operation, answered),
  };
}

function toParameter(
  { name, in: place, schema, about, example }: Parameter,
  sent: JsonSchemas,
): ParameterObject {
  return {
    name,
    in: place,
    required: place === 'path' || !schema.safeParse(undefined).success,
    description: about,
    schema: sent.of(schema),
    ...(example === undefined ? {} : { example }),
  };
}

function toResponses(operation: Operation, answered: JsonSchemas): OperationObject['responses'] {
  const problems = problemsOf(operation);
  const statuses = [...new Set([...Object.keys(operation.answers), ...Object.keys(problems)])]
    .map(Number)
    .sort();
  const pages: ContentObject = operation.hasProblemPages === true ? { 'text/html': {} } : {};
  const told = statuses.map((status) => {
    const [answer, codes] = [operation.answers[status], problems[status] ?? []];
    const shared = SHARED[status];
    const isShared =
      answer === undefined &&
      codes.length === 1 &&
      codes[0] === shared?.code &&
      operation.hasProblemPages !== true;
    const response = isShared
      ? { $ref: `#/components/responses/${shared?.name ?? ''}` }
      : toResponse(answer, codes, answered, codes.length === 0 ? {} : pages);
    return [String(status), response];
  });
  return Object.fromEntries(told);
}

function sharedResponses(answered: JsonSchemas): Readonly<Record<string, ResponseObject>> {
  const told = Object.values(SHARED).map(({ name, code }) => [name, toResponse(undefined, [code], answered)]);
  return Object.fromEntries(told);
}

function toResponse(
  answer: Answer | undefined,
  codes: readonly ProblemCode[],
  answered: JsonSchemas,
  pages: ContentObject = {},
): ResponseObject {
  const told = codes.map((code) => `\`${code}\`: ${PROBLEM_CODES[code]}`);
  const isThrottled = codes.includes('too-many-requests');
  const content = {
    ...toContent(answer?.content ?? {}, answered),
    ...(codes.length === 0 ? {} : { 'application/problem+json': { schema: toProblem(codes, answered) } }),
    ...pages,
    ...(isThrottled ? { 'application/json': { schema: answered.of(Throttled) } } : {}),
  };
  return {
    description: [...(answer === undefined ? [] : [answer.about]), ...told].join('\n\n'),
    ...(answer?.headers === undefined ? {} : { headers: toHeaders(answer.headers) }),
    ...(Object.keys(content).length === 0 ? {} : { content }),
  };
}

function toProblem(codes: readonly ProblemCode[], answered: JsonSchemas): JsonSchema {
  return { allOf: [answered.of(Problem), { type: 'object', properties: { code: { enum: codes } } }] };
}

function toHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, object>> {
  const told = Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return Object.fromEntries(told);
}

function toContent(contents: Contents, schemas: JsonSchemas): ContentObject {
  const told = Object.entries(contents).map(([mediaType, { schema, example }]) => [
    mediaType,
    {
      ...(schema === undefined ? {} : { schema: schemas.of(schema) }),
      ...(example === undefined ? {} : { example }),
    },
  ]);
  return Object.fromEntries(told);
}
