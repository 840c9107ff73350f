import * as z from 'zod';
import type { Facts } from '#shared/domain/condition.ts';
import { FACTS, type FactDescription } from '#shared/domain/facts.ts';
import { judgeFacts } from '#shared/domain/judge.ts';
import type { Sentence } from '#shared/domain/language.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ExampleResult } from './checked-draft.ts';
import { findDifference } from './example-difference.ts';
import { Code, text } from './fields.ts';
import { findNearest } from './nearest.ts';
import { exactly, refuse, type Refusal } from './schema-faults.ts';

const FactValue = z.union([
  z.string().max(5000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(100),
]);

/** Facts of an example, each of the kind the list of facts says. */
const ExampleFacts = z.record(text(60), FactValue).superRefine((facts, context) => {
  for (const [path, value] of Object.entries(facts)) {
    const refusal = checkFact(path, value);
    if (refusal !== undefined) refuse(context, [path], refusal);
  }
});

/** One lead the author has thought of, and what must come of it. */
export const PolicyExample = exactly({
  name: text(200),
  facts: ExampleFacts,
  expect: exactly({
    outcome: z.enum(['qualified', 'rejected']),
    reason: Code.optional(),
    score: z.int().optional(),
    grade: z.enum(['A', 'B', 'C']).optional(),
  }),
});

type Example = z.output<typeof PolicyExample>;

/** A policy as it is written: its rules, and what must come of some leads. */
export type PolicyWithExamples = Omit<Policy, 'version'> & { readonly examples: readonly Example[] };

/** Judges every example by the policy, in their order, and explains the ones that come out otherwise. */
export function judgeExamples(policy: PolicyWithExamples): readonly Omit<ExampleResult, 'line'>[] {
  const judged = { ...policy, version: 0 };
  return policy.examples.map(({ name, facts, expect }) => {
    const told = withDefaults(facts);
    const judgement = judgeFacts(told, judged);
    const difference = findDifference(expect, { judgement, policy, facts: told });
    if (difference === undefined) return { name, asExpected: true, judgement };
    return { name, asExpected: false, message: toMessage(name, difference), judgement };
  });
}

/** What every real lead has: an example need not say that nothing is wrong with it. */
function withDefaults(facts: Facts): Facts {
  return { 'spam.signs': [], 'lead.missing': [], 'lead.faulty': [], 'requisites.hasFault': false, ...facts };
}

function toMessage(name: string, difference: Sentence): Sentence {
  return {
    ru: `Пример «${name}» не сходится: ${difference.ru}.`,
    en: `The example “${name}” comes out otherwise: ${difference.en}.`,
  };
}

function checkFact(path: string, value: unknown): Refusal | undefined {
  const known: Readonly<Record<string, FactDescription>> = FACTS;
  const fact = Object.hasOwn(known, path) ? known[path] : undefined;
  if (fact === undefined) return unknownFact(path, Object.keys(known));
  const type = Array.isArray(value) ? 'list' : typeof value;
  if (type !== fact.type)
    return {
      code: 'wrong-type',
      message: {
        ru: `У факта ${path} другой вид: ${fact.type}.`,
        en: `The fact ${path} is of another kind: ${fact.type}.`,
      },
    };
  if (fact.values?.includes(String(value)) === false)
    return {
      code: 'unknown-value',
      message: {
        ru: `Можно одно из: ${fact.values.join(', ')}.`,
        en: `It must be one of: ${fact.values.join(', ')}.`,
      },
    };
  return undefined;
}

function unknownFact(path: string, known: readonly string[]): Refusal {
  const meant = findNearest(path, known);
  return {
    code: 'unknown-fact',
    message: {
      ru: `Факта «${path}» не бывает${meant === undefined ? '.' : `, возможно, имелось в виду «${meant}».`}`,
      en: `There is no fact “${path}”${meant === undefined ? '.' : `, did you mean “${meant}”?`}`,
    },
  };
}
