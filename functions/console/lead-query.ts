import * as z from 'zod/mini';
import type { Language } from '#shared/domain/language.ts';
import type { LeadFilter } from '#shared/ports/lead-repository.ts';
import { say } from './words.ts';
import { FAULT_TEXTS } from './texts.ts';
import { isLeadStatus } from './code-texts.ts';
import type { ProblemField } from '#shared/runtime/problem.ts';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;
const MAX_CURSOR_CHARACTERS = 1024;

export interface LeadQuery {
  readonly filter: LeadFilter;
  readonly limit: number;
  readonly cursor?: string;
}

export type LeadQueryReading =
  | { readonly outcome: 'query'; readonly query: LeadQuery }
  | { readonly outcome: 'faulty'; readonly errors: readonly ProblemField[] };

interface ParameterRule {
  readonly code: keyof typeof FAULT_TEXTS;
  readonly isGood: (text: string) => boolean;
}

const Id = z.string().check(z.regex(/^[\w.-]{1,64}$/));
const Limit = z.int().check(z.minimum(1), z.maximum(MAX_LIMIT));

/** A day (`2026-11-23`) or a moment with its zone. */
export const MomentText = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/),
  z.refine((text) => !Number.isNaN(Date.parse(text))),
);

/** What a list of leads may be asked for; the document of the API says the same. */
export const LeadParameters = z.object({
  status: z.optional(z.string().check(z.refine(isLeadStatus))),
  source: z.optional(Id),
  owner: z.optional(Id),
  figure: z.optional(z.string().check(z.regex(/^[\w.!~'()%>=*/-]{1,400}$/))),
  from: z.optional(MomentText),
  to: z.optional(MomentText),
  limit: z._default(Limit, DEFAULT_LIMIT),
  cursor: z.optional(z.string().check(z.maxLength(MAX_CURSOR_CHARACTERS), z.regex(/^[\w=.~+/-]+$/))),
});

const { shape } = LeadParameters;
const ID_RULE: ParameterRule = { code: 'bad-id', isGood: fits(Id) };
const MOMENT_RULE: ParameterRule = { code: 'bad-moment', isGood: fits(MomentText) };

const RULES: Readonly<Record<string, ParameterRule>> = {
  status: { code: 'bad-status', isGood: fits(shape.status) },
  source: ID_RULE,
  owner: ID_RULE,
  figure: { code: 'bad-figure', isGood: fits(shape.figure) },
  from: MOMENT_RULE,
  to: MOMENT_RULE,
  limit: { code: 'bad-limit', isGood: (text) => parseLimit(text) !== undefined },
  cursor: { code: 'bad-cursor', isGood: fits(shape.cursor) },
};

/** Reads which leads are asked for. An empty parameter is one that was not filled in. */
export function parseLeadQuery(
  query: URLSearchParams,
  language: Language,
  limit = DEFAULT_LIMIT,
): LeadQueryReading {
  const given = new Map([...query].filter(([name, text]) => name in RULES && text !== ''));
  const errors = [...given].flatMap(([field, text]): readonly ProblemField[] => {
    const rule = RULES[field];
    if (rule === undefined || rule.isGood(text)) return [];
    return [{ field, code: rule.code, message: say(FAULT_TEXTS[rule.code], language) }];
  });
  if (errors.length > 0) return { outcome: 'faulty', errors };
  return {
    outcome: 'query',
    query: {
      filter: {
        status: given.get('status'),
        source: given.get('source'),
        owner: given.get('owner'),
        figure: given.get('figure'),
        from: parseMoment(given.get('from')),
        to: parseMoment(given.get('to')),
      },
      limit: parseLimit(given.get('limit')) ?? limit,
      cursor: given.get('cursor'),
    },
  };
}

function parseLimit(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,3}$/.test(text)) return undefined;
  return Limit.safeParse(Number(text)).data;
}

function fits(schema: z.ZodMiniType): ParameterRule['isGood'] {
  return (text) => schema.safeParse(text).success;
}

/** A day (`2026-11-23`, from its midnight in UTC) or a moment with its zone, as a timestamp. */
export function parseMoment(text: string | undefined): string | undefined {
  const moment = MomentText.safeParse(text).data;
  return moment === undefined ? undefined : new Date(moment).toISOString();
}
