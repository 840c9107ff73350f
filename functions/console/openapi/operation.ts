import type * as z from 'zod/mini';
import type { Sentence } from '#shared/domain/language.ts';
import type { ProblemCode } from './problem-codes.ts';

/** Chapters of the document, in their order; each is a tag. */
export const GROUPS = {
  forms: {
    name: { ru: 'Приём заявок с форм', en: 'Leads from forms' },
    about: 'Where sites and form services send what a visitor filled in, and what the embedded form reads.',
  },
  calls: {
    name: { ru: 'Приём звонков', en: 'Leads from calls' },
    about: 'Where telephony and call tracking tell of calls, each vendor in its own format.',
  },
  offers: {
    name: { ru: 'Предложения менеджеру', en: 'Offers to a rep' },
    about: 'What the links of a message lead to. Whoever has the link may act: the token in it is the proof.',
  },
  leads: {
    name: { ru: 'Заявки', en: 'Leads' },
    about: 'What became of each lead, why, and whose it is.',
  },
  erasures: {
    name: { ru: 'Стирание данных', en: 'Erasing people' },
    about: 'Nothing of the person is left, and the counts stay.',
  },
  reports: {
    name: { ru: 'Отчёты', en: 'Reports' },
    about: 'Quality, speed, losses and fairness in numbers, each with the leads behind it.',
  },
  settings: {
    name: { ru: 'Настройки', en: 'Settings' },
    about: 'The four documents of the company. A version once published never changes.',
  },
  trials: {
    name: { ru: 'Проверка правил', en: 'Trying rules out' },
    about:
      'What other rules would decide: of one submission, of past leads, of live ones. All without effect.',
  },
  team: {
    name: { ru: 'Команда', en: 'The team' },
    about: 'Who works, how much each has, and whose turn it is.',
  },
  events: {
    name: { ru: 'События CRM и мессенджера', en: 'Events of CRM and messenger' },
    about: 'What the systems a lead was handed to tell of it afterwards.',
  },
  system: {
    name: { ru: 'Система', en: 'The system' },
    about: 'Health, and this document.',
  },
} as const satisfies Readonly<Record<string, { readonly name: Sentence; readonly about: string }>>;

export type Group = keyof typeof GROUPS;

/**
 * What proves the caller. `token`: the bearer token of ops or of the head of sales. `form`, `call`, `crm`,
 * `messenger`: what the other system signs with. `link`: the token in the address. `nobody`: it is for everybody.
 */
export type Access = 'token' | 'form' | 'call' | 'crm' | 'messenger' | 'link' | 'nobody';

export type Schema = z.ZodMiniType;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
  readonly about: string;
  readonly example?: string;
}

/** What is sent or answered in one media type. Without a schema it is no JSON. */
export interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
}

export type Contents = Readonly<Record<string, Content>>;

export interface RequestBody {
  readonly about?: string;
  readonly content: Contents;
}

export interface Answer {
  readonly about: string;
  readonly content?: Contents;
  /** Names of headers worth reading, with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One route, as everybody outside sees it. */
export interface Operation {
  /** Stable, and unique in the document: clients name their functions by it. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly path: string;
  readonly group: Group;
  readonly summary: Sentence;
  readonly about?: string;
  readonly access: Access;
  readonly parameters?: readonly Parameter[];
  readonly body?: RequestBody;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Codes of `application/problem+json` by status; those that every route has are added to them. */
  readonly problems?: Readonly<Record<number, readonly ProblemCode[]>>;
  /** Whether a browser is shown a page in place of a problem. */
  readonly hasProblemPages?: true;
}

/** A parameter's words, by its name: what it says, and perhaps an example. */
type Words = string | readonly [about: string, example: string];

/** Every field of a schema as a query parameter. None can be forgotten: each needs its words. */
export function query<Shape extends z.core.$ZodShape>(
  { shape }: { readonly shape: Shape },
  words: Readonly<Record<keyof Shape & string, Words>>,
): readonly Parameter[] {
  return Object.entries(shape).map(([name, schema]) => {
    const said: Words = words[name as keyof Shape & string];
    const [about, example] = typeof said === 'string' ? [said] : said;
    return {
      name,
      in: 'query',
      schema: schema as Schema,
      about,
      ...(example === undefined ? {} : { example }),
    };
  });
}

export function path(name: string, schema: Schema, about: string, example: string): Parameter {
  return { name, in: 'path', schema, about, example };
}

export function header(name: string, schema: Schema, about: string, example?: string): Parameter {
  return { name, in: 'header', schema, about, ...(example === undefined ? {} : { example }) };
}

export function json(about: string, schema: Schema, example?: unknown): Answer {
  return { about, content: jsonContent(schema, example) };
}

export function jsonBody(schema: Schema, example: unknown, about?: string): RequestBody {
  return { content: jsonContent(schema, example), ...(about === undefined ? {} : { about }) };
}

/** What is no JSON: a page, a script, a file. */
export function file(about: string, ...mediaTypes: readonly string[]): Answer {
  return { about, content: Object.fromEntries(mediaTypes.map((type) => [type, {}])) };
}

function jsonContent(schema: Schema, example: unknown): Contents {
  return { 'application/json': example === undefined ? { schema } : { schema, example } };
}
