import * as z from 'zod/mini';
import { Count, Text, named, said, sentence } from '../schema-words.ts';
import { GradeLetter, RuleOutcome, VerdictOutcome } from './lead-parts.ts';

const Fact = z.union([Text, z.number(), z.boolean(), z.array(Text)]);

/** What decided a condition. All null and empty where its version is gone. */
const DECIDED = {
  condition: z.nullable(sentence('The condition in words.')),
  cel: said(z.nullable(Text), 'The condition as the policy has it.'),
  values: said(
    z.array(z.strictObject({ fact: Text, label: Text, value: z.nullable(Fact), text: Text })),
    'Every fact it asks about, with what the lead says to it.',
  ),
  missing: said(
    z.array(z.strictObject({ fact: Text, label: Text })),
    'Without these it could not be decided.',
  ),
};

const Rule = z.strictObject({ ...DECIDED, code: Text, result: RuleOutcome, text: sentence() });

const TriedStep = z.strictObject({
  code: Text,
  points: z.number(),
  result: z.enum(['failed', 'unknown']),
  text: sentence(),
  condition: sentence(),
  because: sentence('What it was decided on, or what was missing.'),
});

const Term = z.strictObject({
  ...DECIDED,
  code: Text,
  name: sentence(),
  points: z.number(),
  of: z.number(),
  step: said(Text, 'Code of the step that gave the points, or `none`, or `unknown`.'),
  text: sentence(),
  tried: z.array(TriedStep),
});

const ExplainedScore = z.strictObject({
  total: z.number(),
  of: z.number(),
  grade: GradeLetter,
  band: said(
    z.nullable(z.strictObject({ from: z.number(), to: z.number() })),
    'Scores of this grade, both ends included.',
  ),
  arithmetic: said(Text, '`22 + 16 + 25 + 4 = 67`'),
  terms: z.array(Term),
});

export const Judgement = named(
  'Judgement',
  'A judgement with everything that led to it.',
  z.strictObject({
    policyVersion: said(z.nullable(Count), 'Null for a draft, which has no number yet.'),
    policyUrl: said(z.nullable(Text), 'The page of that version.'),
    outcome: VerdictOutcome,
    reasons: z.array(Text),
    summary: said(z.array(Text), 'For people, and without anything personal in it.'),
    rules: z.array(Rule),
    score: said(z.nullable(ExplainedScore), 'Null for what is rejected: nobody is going to compare it.'),
  }),
);
