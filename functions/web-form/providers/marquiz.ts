import * as z from 'zod/mini';
import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { FORM_LIMITS, unreadable } from '#shared/runtime/body-outcome.ts';
import { readBody } from '#shared/runtime/body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * Marquiz, quizzes: answers first, contacts last. Signs nothing; whether `id` and `created` are always there is
 * UNVERIFIED, so equal content within a while is the same submission.
 */
export const marquiz: Provider = {
  id: 'marquiz',
  isGenuine: (request, _source, secrets) => hasToken(request, secrets),
  read,
  success: { status: 200, body: '' },
};

const Text = z.catch(z.coerce.string(), '');
const Answer = z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]);

const Quiz = z.object({
  answers: z.optional(z.nullable(z.array(z.object({ q: Text, a: z.nullish(Answer) })))),
  contacts: z.record(z.string(), z.unknown()),
  quiz: z.nullish(z.object({ name: z.nullish(z.string()) })),
  extra: z.nullish(z.object({ href: z.nullish(z.string()), referrer: z.nullish(z.string()) })),
});

type Quiz = z.infer<typeof Quiz>;

async function read({ headers, body }: ProviderRequest, source: Source): Promise<Reading> {
  const reading = await readBody(headers['content-type'], body, FORM_LIMITS);
  if (reading.outcome === 'unreadable') return reading;
  const quiz = Quiz.safeParse(reading.outcome === 'json' ? reading.value : undefined);
  if (!quiz.success) return unreadable(422, 'not-a-quiz');
  const { extra } = quiz.data;
  const submission = toSubmission({
    source,
    provider: 'marquiz',
    entries: toEntries(quiz.data),
    pageUrl: extra?.href ?? headers.referer,
    attribution: { ...(extra?.referrer ? { referrer: extra.referrer } : {}) },
  });
  return { outcome: 'submission', submission };
}

/** A question is the name of its answer. Contacts come last, and are told apart by the names Marquiz gives them. */
function toEntries({ answers, contacts, quiz }: Quiz): readonly FormEntry[] {
  return [
    ...(quiz?.name ? [{ name: 'quiz', text: quiz.name }] : []),
    ...(answers ?? []).map(({ q, a }) => ({ name: q, text: [a ?? ''].flat().join(', ') })),
    ...Object.entries(contacts)
      .filter(([, text]) => typeof text === 'string' || typeof text === 'number')
      .map(([name, text]) => ({ name, text: String(text) })),
  ];
}
