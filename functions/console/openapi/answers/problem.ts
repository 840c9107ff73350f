import * as z from 'zod/mini';
import { Text, named, said, sentence } from '../schema-words.ts';

/** One thing at fault. */
export const ProblemFieldAnswer = z.strictObject({
  field: said(Text, 'A field, a parameter, or a place in a document: `rejections.0.when`.'),
  code: Text,
  message: sentence('For the person who can put it right, in the language asked for.'),
  line: z.optional(said(z.int(), 'Of a document, counted from 1.')),
  column: z.optional(said(z.int(), 'Of that line, counted from 1.')),
});

export const Problem = named(
  'Problem',
  'That something is wrong, as RFC 9457 has it. Switch over `code`; the words may change.',
  z.strictObject({
    type: said(z.literal('about:blank'), 'So `title` is the status in words.'),
    title: Text,
    status: z.int(),
    detail: z.optional(Text),
    code: said(Text, 'Stable.'),
    errors: z.optional(z.array(ProblemFieldAnswer)),
  }),
);

export const Throttled = named(
  'Throttled',
  'What the API’s own limit says, before any function of ours is asked.',
  z.strictObject({ message: z.literal('Too Many Requests') }),
);
