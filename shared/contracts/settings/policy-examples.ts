import * as z from 'zod';
import type { Facts } from '#shared/domain/condition.ts';
import { FACTS, type FactDescription } from '#shared/domain/facts.ts';
import { judgeFacts } from '#shared/domain/judge.ts';
import type { Judgement, Policy } from '#shared/domain/policy.ts';
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
type PolicyWithExamples = Omit<Policy, 'version'> & { readonly examples: readonly Example[] };

/** Judges every example by the policy, and explains the ones that come out otherwise. */
export function findBrokenExamples(
  policy: PolicyWithExamples,
): readonly (Refusal & { readonly index: number })[] {
  return policy.examples.flatMap(({ name, facts, expect }, index) => {
    const judgement = judgeFacts(withDefaults(facts), { ...policy, version: 0 });
    const difference = findDifference(expect, judgement);
    if (difference === undefined) return [];
    const message = {
      ru: `Пример «${name}» не сходится: ${difference.ru}.`,
      en: `The example “${name}” comes out otherwise: ${difference.en}.`,
    };
    return [{ index, code: 'example-failed', message }];
  });
}

/** What every real lead has: an example need not say that nothing is wrong with it. */
function withDefaults(facts: Facts): Facts {
  return { 'spam.signs': [], 'lead.missing': [], 'lead.faulty': [], 'requisites.hasFault': false, ...facts };
}

function findDifference(expect: Example['expect'], { verdict, score }: Judgement) {
  const because = verdict.reasons[0];
  if (expect.outcome !== verdict.outcome)
    return because === undefined
      ? { ru: 'ни одно правило отклонения не сработало', en: 'no rejection rule fired' }
      : { ru: `лид отклонён правилом ${because}`, en: `the lead was rejected by ${because}` };
  if (expect.reason !== undefined && expect.reason !== because)
    return {
      ru: `первым сработало правило ${because ?? '—'}`,
      en: `the first rule to fire was ${because ?? 'none'}`,
    };
  if (expect.score !== undefined && expect.score !== score?.total) return describeScore(score);
  if (expect.grade !== undefined && expect.grade !== score?.grade) return describeScore(score);
  return undefined;
}

/** Names the step that decided each term, so that the author sees where the points came from. */
function describeScore(score: Judgement['score']) {
  const terms = (score?.terms ?? [])
    .map(({ code, points, because }) => `${code} ${points} (${because})`)
    .join(', ');
  const total = `${score?.total ?? 0}, ${score?.grade ?? '—'}`;
  return { ru: `вышло ${total}: ${terms}`, en: `it scored ${total}: ${terms}` };
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
