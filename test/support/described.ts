import { gunzipSync } from 'node:zlib';
import type { HttpAnswer } from '#shared/runtime/http-answers.ts';
import { Problem } from '#functions/console/openapi/answers/problem.ts';
import { problemsOf } from '#functions/console/openapi/document.ts';
import type { Operation } from '#functions/console/openapi/operation.ts';
import { OPERATIONS } from '#functions/console/openapi/operations.ts';

/** What the document of the API does not tell of: pages of the console, and what leads to them. */
const UNDESCRIBED = /^\/(console\b.*)?$/;

/** The operation an address belongs to; one that names more of it wins over one with a parameter there. */
export function findOperation(method: string, pathname: string): Operation | undefined {
  return OPERATIONS.filter((one) => one.method === method && patternOf(one.path).test(pathname)).sort(
    (one, other) => parametersIn(one.path) - parametersIn(other.path),
  )[0];
}

/** Fails unless the document of the API tells of this very answer: its status, its type, every member of its body. */
export function expectDescribed(method: string, pathname: string, answer: HttpAnswer): void {
  if (UNDESCRIBED.test(pathname)) return;
  const operation = findOperation(method, pathname);
  const where = `${method} ${operation?.path ?? pathname} ${answer.statusCode ?? 0}`;
  if (operation === undefined) {
    if (answer.statusCode !== 404 && answer.statusCode !== 405)
      throw new Error(`${where}: the document of the API has no such route`);
    return;
  }
  const type = String(answer.headers?.['content-type'] ?? '').split(';')[0] ?? '';
  if (type === 'application/problem+json') expectProblem(operation, where, answer);
  else expectAnswer(operation, where, type, answer);
}

function expectProblem(operation: Operation, where: string, { statusCode = 0, body = '' }: HttpAnswer): void {
  const problem = parsed(Problem, JSON.parse(body), where);
  const known: readonly string[] = problemsOf(operation)[statusCode] ?? [];
  if (!known.includes(problem.code)) throw new Error(`${where}: ${problem.code} is not among its problems`);
}

function expectAnswer(operation: Operation, where: string, type: string, answer: HttpAnswer): void {
  const { statusCode = 0 } = answer;
  if (operation.hasProblemPages && type === 'text/html' && problemsOf(operation)[statusCode]) return;
  const described = operation.answers[statusCode];
  if (described === undefined) throw new Error(`${where}: this status is not described`);
  if (type === '' || (answer.body ?? '') === '') return;
  const content = described.content?.[type];
  if (content === undefined) throw new Error(`${where}: ${type} is not described`);
  if (content.schema !== undefined) parsed(content.schema, JSON.parse(textOf(answer)), where);
}

/** What is compressed comes in base64, as API Gateway wants bytes. */
function textOf({ body = '', isBase64Encoded }: HttpAnswer): string {
  return isBase64Encoded === true ? gunzipSync(Buffer.from(body, 'base64')).toString() : body;
}

type Parser<T> = {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: unknown } };
};

function parsed<T>(schema: Parser<T>, value: unknown, where: string): T {
  const reading = schema.safeParse(value);
  if (reading.success) return reading.data;
  throw new Error(`${where}: the answer is not as described: ${JSON.stringify(reading.error.issues)}`);
}

function patternOf(path: string): RegExp {
  const pattern = path
    .replaceAll('.', '\\.')
    .replaceAll('{rest}', '.+')
    .replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`);
}

function parametersIn(path: string): number {
  return path.split('{').length;
}
