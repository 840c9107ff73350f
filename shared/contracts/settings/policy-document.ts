import * as z from 'zod';
import { FACTS } from '#shared/domain/facts.ts';
import type { RejectionRule, ScoreTerm } from '#shared/domain/policy.ts';
import { USUAL_DUPLICATES, USUAL_UNCHECKED_WAIT_MINUTES } from '#shared/domain/usual-settings.ts';
import { refuseCostlyTogether } from './condition-cost.ts';
import { Code, HttpAddress, SecretName, SentenceField, condition, refuseRepeated } from './fields.ts';
import { PolicyExample, judgeExamples } from './policy-examples.ts';
import { findUnreachable } from './reachability.ts';
import { exactly, refuse } from './schema-faults.ts';

/** Scores are out of 100 by custom; nothing stops a policy from going higher. */
const MAX_POINTS = 1000;
const TERMS = ['budget', 'authority', 'need', 'timeline'] as const;

const Points = z.int().min(0).max(MAX_POINTS);

const RejectionField = exactly({ code: Code, when: condition(FACTS), text: SentenceField });

const StepField = exactly({ code: Code, when: condition(FACTS), points: Points, text: SentenceField });

const TermField = exactly({
  code: z.enum(TERMS),
  cap: Points,
  steps: z.array(StepField).min(1).max(100),
}).superRefine(({ cap, steps }, context) => {
  refuseRepeated(context, ['steps'], steps, 'code');
  steps.forEach(({ points }, index) => {
    if (points > cap) refuse(context, ['steps', index, 'points'], ABOVE_CAP);
  });
});

const GradesField = z
  .array(exactly({ grade: z.enum(['A', 'B', 'C']), from: Points }))
  .min(1)
  .superRefine((grades, context) => {
    refuseRepeated(context, [], grades, 'grade');
    grades.forEach(({ from }, index) => {
      const above = grades[index - 1];
      if (above !== undefined && from >= above.from) refuse(context, [index, 'from'], NOT_DESCENDING);
    });
    if (grades.at(-1)?.from !== 0) refuse(context, [grades.length - 1, 'from'], NO_GRADE);
  });

const REGISTRY = {
  registry: z.enum(['dadata', 'checko']),
  baseUrl: HttpAddress.transform((url) => url.replace(/\/+$/, '')),
  tokenSecret: SecretName,
};

const CounterpartyCheckField = exactly({
  ...REGISTRY,
  fallback: exactly(REGISTRY).optional(),
  timeoutMs: z.int().min(100).max(10_000),
  uncheckedWaitsMinutes: z
    .int()
    .min(0)
    .max(24 * 60)
    .default(USUAL_UNCHECKED_WAIT_MINUTES),
}).superRefine(({ registry, baseUrl, fallback }, context) => {
  if (fallback?.registry === registry && fallback.baseUrl === baseUrl)
    refuse(context, ['fallback', 'baseUrl'], SAME_REGISTRY);
});

const DuplicatesField = exactly({
  windowHours: z
    .number()
    .min(0)
    .max(24 * 366),
  by: z.array(z.enum(['inn', 'phone', 'email', 'email-domain'])).max(4),
});

/**
 * A policy whose rules can be read, so that its examples can be judged by them. Whether they come out as they say,
 * and whether the rules make sense together, is not yet known.
 */
export const ReadablePolicy = exactly({
  counterpartyCheck: CounterpartyCheckField,
  duplicates: DuplicatesField.default({ ...USUAL_DUPLICATES, by: [...USUAL_DUPLICATES.by] }),
  rejections: z.array(RejectionField).max(100),
  score: z.array(TermField).min(1).max(TERMS.length),
  grades: GradesField,
  examples: z.array(PolicyExample).min(1).max(200),
});

/** The company's rules. They are published only if they make sense, and their own examples come out as they say. */
export const PolicyDocument = ReadablePolicy.superRefine(({ rejections, score }, context) => {
  refuseRepeated(context, ['rejections'], rejections, 'code');
  refuseRepeated(context, ['score'], score, 'code');
})
  .superRefine(({ score }, context) => refuseUnreachable(score, context))
  .superRefine(({ rejections, score }, context) => refuseTooCostly(rejections, score, context))
  .superRefine((policy, context) =>
    judgeExamples(policy).forEach(({ message }, index) => {
      if (message !== undefined) refuse(context, ['examples', index], { code: 'example-failed', message });
    }),
  )
  .transform(({ examples: _examples, ...policy }) => policy);

function refuseUnreachable(score: readonly ScoreTerm[], context: z.RefinementCtx): void {
  score.forEach(({ steps }, term) =>
    findUnreachable(steps, FACTS).forEach(({ index, ...refusal }) =>
      refuse(context, ['score', term, 'steps', index, 'when'], refusal),
    ),
  );
}

/** All rules are tried on every lead, and at worst all steps. */
function refuseTooCostly(
  rejections: readonly RejectionRule[],
  score: readonly ScoreTerm[],
  context: z.RefinementCtx,
): void {
  const places = [
    ...rejections.map(({ when }, index) => ({ when, path: ['rejections', index, 'when'] })),
    ...score.flatMap(({ steps }, term) =>
      steps.map(({ when }, index) => ({ when, path: ['score', term, 'steps', index, 'when'] })),
    ),
  ];
  const costly = refuseCostlyTogether(places.map(({ when }) => when));
  if (costly !== undefined) refuse(context, places[costly.index]?.path ?? [], costly);
}

const ABOVE_CAP = {
  code: 'above-cap',
  message: {
    ru: 'Баллов больше, чем cap этой буквы BANT.',
    en: 'These are more points than the cap of the term.',
  },
};
const NOT_DESCENDING = {
  code: 'not-descending',
  message: {
    ru: 'Категории идут сверху вниз: порог должен быть ниже предыдущего.',
    en: 'Grades go from high to low: this one must start below the one before.',
  },
};
const SAME_REGISTRY = {
  code: 'same-registry',
  message: {
    ru: 'Это тот же реестр по тому же адресу: когда первый не отвечает, не ответит и он.',
    en: 'This is the same registry at the same address: when the first does not answer, nor will this one.',
  },
};
const NO_GRADE = {
  code: 'no-grade',
  message: {
    ru: 'Последняя категория должна начинаться с 0, иначе у части баллов категории нет.',
    en: 'The last grade must start at 0, otherwise there is no grade for some scores.',
  },
};
