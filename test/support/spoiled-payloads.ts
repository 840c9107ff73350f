import type { ProviderRequest } from '#shared/intake/provider.ts';
import { requestOf, type Payload } from './payloads.ts';

/** What no vendor should put into a field, and one day does. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000\u202E',
  'x'.repeat(3_000),
  '-1',
  '1e400',
  '9'.repeat(40),
  '__proto__',
  '{"a":',
  '%E0%A4%A',
  '2026-13-45 99:99:99',
];

const VALUES: readonly unknown[] = [...TEXTS, null, true, -1, 1.5, 1e21, [], {}, [[{}]], { a: { b: 'c' } }];

/** The recorded request with one thing in it spoiled, for each thing and each way of spoiling it. */
export function spoiledRequests(payload: Payload): readonly ProviderRequest[] {
  const request = requestOf(payload);
  const bodies = spoiledBodies(request.headers['content-type'] ?? '', bodyOf(payload));
  return [
    ...bodies.map((body) => ({ ...request, body: Buffer.from(body) })),
    ...spoiledPairs(request.query.toString()).map((query) => ({
      ...request,
      query: new URLSearchParams(query),
      url: `${request.url.split('?')[0]}?${query}`,
    })),
  ];
}

function bodyOf({ event: { body = '', isBase64Encoded } }: Payload): string {
  return isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
}

function spoiledBodies(contentType: string, body: string): readonly string[] {
  if (contentType.includes('json')) return spoiledJson(body);
  if (contentType.includes('urlencoded')) return spoiledPairs(body);
  if (contentType.includes('multipart')) return spoiledTexts(body, /(?<=\r\n\r\n)[^]*?(?=\r\n--)/g);
  return spoiledTexts(body, /(?<=>)[^<>]+(?=<)/g);
}

function spoiledPairs(text: string): readonly string[] {
  const pairs = [...new URLSearchParams(text)];
  return pairs.flatMap(([name, value], at) =>
    [...TEXTS, ...spoiledJson(value)].map((other) =>
      new URLSearchParams(pairs.with(at, [name, other])).toString(),
    ),
  );
}

/** A text that is no JSON object or list has nothing to spoil inside. */
function spoiledJson(text: string): readonly string[] {
  const value = parse(text);
  if (typeof value !== 'object' || value === null) return [];
  return [...spoiled(value)].map((other) => JSON.stringify(other));
}

function* spoiled(value: unknown): Generator<unknown> {
  yield* VALUES;
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [at, inner] of value.entries())
      for (const other of spoiled(inner)) yield value.with(at, other);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const rest = Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
    yield rest;
    for (const other of spoiled(inner)) yield { ...value, [name]: other };
  }
}

function spoiledTexts(body: string, texts: RegExp): readonly string[] {
  return [...body.matchAll(texts)].flatMap(({ index, 0: found }) =>
    TEXTS.map((other) => `${body.slice(0, index)}${other}${body.slice(index + found.length)}`),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
