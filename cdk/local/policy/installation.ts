import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import type { Language } from '#shared/domain/language.ts';

/** Longer than the slowest of its answers takes. */
const ANSWER_LIMIT_MS = 30_000;

/** A Lead Relay that runs, and who asks it. */
export interface Installation {
  readonly url: string;
  readonly token: string;
  readonly language: Language;
}

/** It was understood and refused; each reason is a line. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}

interface Request {
  readonly method?: string;
  readonly body?: string;
  /** The file that is sent, to name in front of its faults. */
  readonly file?: string;
}

const Problem = z.object({
  title: z.string(),
  code: z.string(),
  detail: z.optional(z.string()),
  errors: z.optional(
    z.array(
      z.object({
        line: z.optional(z.number()),
        column: z.optional(z.number()),
        code: z.string(),
        message: z.string(),
      }),
    ),
  ),
});

/** The text of a good answer. Throws a `RefusedError` with the sentences of any other. */
export async function ask(
  { url, token, language }: Installation,
  path: string,
  { method = 'GET', body, file }: Request = {},
): Promise<string> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'accept-language': language },
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  if (!response.ok) throw new RefusedError(toReasons(response.status, text, file));
  return text;
}

/** The same for an answer in JSON. */
export async function askFor<T>(
  schema: z.ZodMiniType<T>,
  ...[installation, path, request]: Parameters<typeof ask>
): Promise<T> {
  return schema.parse(JSON.parse(await ask(installation, path, request)));
}

/** `npm run` goes to the project's folder first; the file is meant from where it was typed. */
export async function readPolicyFile(file: string): Promise<string> {
  try {
    return await readFile(resolve(process.env['INIT_CWD'] ?? '', file), 'utf8');
  } catch (error) {
    throw new RefusedError([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function toReasons(status: number, text: string, file: string | undefined): readonly string[] {
  const problem = Problem.safeParse(parseJson(text));
  if (!problem.success) return [`${status} ${text.slice(0, 200)}`];
  const { code, detail, errors = [] } = problem.data;
  const faults = errors.map(({ line, column, code: fault, message }) =>
    line === undefined
      ? `${fault}: ${message}`
      : `${file ?? ''}:${line}:${column ?? 1}: ${fault}: ${message}`,
  );
  return [...faults, detail === undefined ? `${status} ${code}` : `${status} ${code}: ${detail}`];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
