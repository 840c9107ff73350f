import * as z from 'zod/mini';
import { Count, Moment, Text, codes, named, said, sentence } from '../schema-words.ts';
import { GradeLetter, RuleOutcome, VerdictOutcome } from './lead-parts.ts';
import { ProblemFieldAnswer } from './problem.ts';

export const Document = z.enum(['sources', 'policy', 'team', 'destinations']);

export const SettingsChangeAnswer = named(
  'SettingsChange',
  'One difference between two versions.',
  z.strictObject({
    kind: z.enum(['added', 'removed', 'changed', 'moved']),
    path: said(Text, 'Entries by their id or code: `rejections.too-small.when`.'),
    sentence: z.strictObject({ ru: Text, en: Text }),
    before: z.nullable(Text),
    after: z.nullable(Text),
  }),
);

const Changes = z.array(SettingsChangeAnswer);

/** How rules come out, without words: a draft and a simulation have them so. */
export const BareTerm = z.strictObject({
  code: Text,
  points: z.number(),
  of: z.number(),
  because: said(Text, 'Code of the step that gave the points, or `none`, or `unknown`.'),
  missing: z.optional(z.array(Text)),
});

export const BareScore = z.strictObject({ total: z.number(), grade: GradeLetter, terms: z.array(BareTerm) });

const BareRule = z.strictObject({ code: Text, result: RuleOutcome, missing: z.optional(z.array(Text)) });

const Example = z.strictObject({
  name: Text,
  line: Count,
  asExpected: z.boolean(),
  message: z.optional(sentence('What came out otherwise.')),
  verdict: z.strictObject({ outcome: VerdictOutcome, reasons: z.array(Text), rules: z.array(BareRule) }),
  score: z.nullable(BareScore),
});

export const Published = named(
  'PublishedSettings',
  'The document is in force under this version.',
  z.strictObject({ document: Document, version: Count, changes: Changes }),
);

export const Checked = named(
  'CheckedSettings',
  'What publishing would say, and what it would change.',
  z.strictObject({
    document: Document,
    outcome: codes({ ok: 'it may be published', faulty: '`faults` say why not' }),
    inForce: said(z.nullable(Count), 'The version that is compared with.'),
    faults: z.array(ProblemFieldAnswer),
    examples: said(z.array(Example), 'Of a policy: how each of its own examples comes out.'),
    changes: Changes,
  }),
);

export const Compared = named(
  'ComparedSettings',
  'What changed between two versions.',
  z.strictObject({ document: Document, from: Count, to: Count, changes: Changes }),
);

export const SettingsVersions = named(
  'SettingsVersions',
  'Every version without its text, the newest first, and when which was in force.',
  z.strictObject({
    document: Document,
    inForce: z.nullable(Count),
    versions: z.array(
      z.strictObject({
        version: Count,
        publishedAt: Moment,
        by: Text,
        note: z.optional(Text),
        inForce: z.boolean(),
        inForceSince: z.optional(Moment),
      }),
    ),
    changes: z.array(
      z.strictObject({
        act: z.enum(['published', 'rolled-back']),
        at: Moment,
        by: Text,
        from: z.optional(Count),
        to: Count,
        note: z.optional(Text),
      }),
    ),
  }),
);

export const RolledBack = named(
  'RolledBackSettings',
  'An earlier version is in force again.',
  z.strictObject({ document: Document, inForce: Count }),
);
