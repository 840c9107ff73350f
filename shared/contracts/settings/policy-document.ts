import * as z from 'zod';
import { FACTS } from '#shared/domain/facts.ts';
import { USUAL_DUPLICATES } from '#shared/domain/usual-settings.ts';
import { Code, HttpAddress, SecretName, SentenceField, condition, refuseRepeated } from './fields.ts';
import { PolicyExample, findBrokenExamples } from './policy-examples.ts';
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

const CounterpartyCheckField = exactly({
  registry: z.literal('dadata'),
  baseUrl: HttpAddress.transform((url) => url.replace(/\/+$/, '')),
  tokenSecret: SecretName,
  timeoutMs: z.int().min(100).max(10_000),
});

const DuplicatesField = exactly({
  windowHours: z
    .number()
    .min(0)
    .max(24 * 366),
  by: z.array(z.enum(['inn', 'phone', 'email', 'email-domain'])).max(4),
});

/** The company's rules. They are published only if their own examples come out as they say. */
export const PolicyDocument = exactly({
  counterpartyCheck: CounterpartyCheckField,
  duplicates: DuplicatesField.default({ ...USUAL_DUPLICATES, by: [...USUAL_DUPLICATES.by] }),
  rejections: z.array(RejectionField).max(100),
  score: z.array(TermField).min(1).max(TERMS.length),
  grades: GradesField,
  examples: z.array(PolicyExample).min(1).max(200),
})
  .superRefine(({ rejections, score }, context) => {
    refuseRepeated(context, ['rejections'], rejections, 'code');
    refuseRepeated(context, ['score'], score, 'code');
  })
  .superRefine((policy, context) =>
    findBrokenExamples(policy).forEach(({ index, ...refusal }) =>
      refuse(context, ['examples', index], refusal),
    ),
  )
  .transform(({ examples: _examples, ...policy }) => policy);

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
const NO_GRADE = {
  code: 'no-grade',
  message: {
    ru: 'Последняя категория должна начинаться с 0, иначе у части баллов категории нет.',
    en: 'The last grade must start at 0, otherwise there is no grade for some scores.',
  },
};
