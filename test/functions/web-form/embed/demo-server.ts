import type { ServerResponse } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { serveEmbed, isEmbedPath } from '#functions/web-form/embed-route.ts';
import { toFormSchema, type FormSchema } from '#functions/web-form/form-schema.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Source } from '#shared/domain/source.ts';
import { aSource } from '#test/support/a-source.ts';
import {
  answerJson,
  scriptedServer,
  type Received,
  type ScriptedServer,
} from '#test/support/scripted-server.ts';

/** One POST of the form as the server saw it. */
export interface Posted {
  readonly key: string | undefined;
  readonly language: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the server answers the nth POST with, from 1. */
export type PostScript = (response: ServerResponse, posted: Posted, count: number) => void;

export interface DemoServer {
  readonly url: string;
  readonly posted: readonly Posted[];
  readonly askedInns: readonly string[];
  /** From now on. */
  answerWith(script: PostScript): void;
  change(schema: Partial<FormSchema>): void;
  /** As it is at the beginning, for the next test. */
  reset(): void;
  stop(): Promise<void>;
}

export const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, idempotency-key',
  'access-control-expose-headers': 'retry-after',
};

export const MAIN_SITE: Source = aSource({
  id: 'main-site',
  asks: ['name', 'phone', 'email', 'inn', 'budget', 'timeline', 'message'],
  mandatory: ['name', 'phone', 'inn', 'consent'],
  consent: {
    textVersion: '2026-01',
    text: {
      ru: 'Даю согласие на обработку персональных данных по правилам https://stanki.example/privacy.',
      en: 'I consent to the processing of my personal data under https://stanki.example/privacy.',
    },
  },
});

export const accept: PostScript = (response) =>
  answerJson(response, 202, { leadId: 'lead-1', outcome: 'received' }, CORS);

/** The server's half of the embedded form, with everything behind it left out. */
export async function demoServer(): Promise<DemoServer> {
  const posted: Posted[] = [];
  const askedInns: string[] = [];
  let script = accept;
  let changes: Partial<FormSchema> = {};
  const server: ScriptedServer = await scriptedServer((response, received) => {
    const { pathname, searchParams } = new URL(received.path, 'http://form.example');
    if (isEmbedPath(pathname)) return pass(response, serveEmbed(toEvent(received)));
    if (received.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
    if (pathname.endsWith('/schema')) {
      return answerJson(response, 200, { ...schemaIn(searchParams.get('lang')), ...changes }, CORS);
    }
    if (pathname.endsWith('/company')) {
      askedInns.push(searchParams.get('inn') ?? '');
      return answerJson(response, 200, { name: 'ПАО СБЕРБАНК' }, CORS);
    }
    posted.push(toPosted(received));
    const last = posted.at(-1);
    if (last !== undefined) script(response, last, posted.length);
  });
  return {
    url: server.url,
    posted,
    askedInns,
    answerWith: (next) => (script = next),
    change: (schema) => (changes = schema),
    reset: () => {
      posted.length = 0;
      askedInns.length = 0;
      script = accept;
      changes = {};
    },
    stop: () => server.stop(),
  };
}

export function schemaIn(language: string | null): FormSchema {
  return toFormSchema(MAIN_SITE, 'moment.seal', language === 'en' ? 'en' : ('ru' satisfies Language));
}

function toPosted({ headers, body }: Received): Posted {
  return {
    key: headers['idempotency-key']?.toString(),
    language: headers['accept-language'],
    body: JSON.parse(body) as Posted['body'],
  };
}

function toEvent({ headers, path }: Received): Parameters<typeof serveEmbed>[0] {
  const texts = Object.entries(headers).map(([name, value]) => [name, value?.toString()]);
  return { headers: Object.fromEntries(texts), rawPath: path };
}

function pass(response: ServerResponse, answer: APIGatewayProxyStructuredResultV2): void {
  const headers = Object.entries(answer.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  response.writeHead(answer.statusCode ?? 200, Object.fromEntries(headers));
  response.end(Buffer.from(answer.body ?? '', answer.isBase64Encoded === true ? 'base64' : 'utf8'));
}
