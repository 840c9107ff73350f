import * as z from 'zod/mini';
import type { DifferenceKind } from '#shared/domain/policy-difference.ts';
import type { Language, Sentence } from '#shared/domain/language.ts';
import { askFor, type Installation } from './installation.ts';

/** Enough to see what kind of leads they are; the console shows them all. */
const SHOWN_LEADS = 5;

export const Counts = z.record(z.string(), z.number());

const Side = z.object({
  outcome: z.string(),
  reason: z.optional(z.string()),
  score: z.optional(z.number()),
  grade: z.optional(z.string()),
  pool: z.optional(z.string()),
});

const Page = z.object({
  differences: z.array(
    z.object({
      leadId: z.string(),
      receivedAt: z.string(),
      source: z.string(),
      status: z.string(),
      before: Side,
      after: Side,
    }),
  ),
});

const NAMES: Readonly<Record<DifferenceKind, Sentence>> = {
  'newly-rejected': { ru: 'отклонены бы', en: 'would be rejected' },
  'newly-accepted': { ru: 'приняты бы', en: 'would be accepted' },
  'grade-moved': { ru: 'другая категория', en: 'another grade' },
  'owner-moved': { ru: 'другой пул', en: 'another pool' },
  'reason-changed': { ru: 'другая причина отказа', en: 'another reason of rejection' },
};

/** Each number with the first leads behind it, which `path` lists by kind. */
export async function describeCounts(
  counts: z.infer<typeof Counts>,
  path: string,
  installation: Installation,
): Promise<string> {
  const kinds = Object.entries(NAMES).map(async ([kind, name]) => {
    const count = counts[kind] ?? 0;
    const title = `${String(count).padStart(7)}  ${name[installation.language]}`;
    if (count === 0) return title;
    const { differences } = await askFor(Page, installation, `${path}?kind=${kind}`);
    const leads = differences.slice(0, SHOWN_LEADS).map((lead) => toLine(lead, installation.language));
    const more = count > leads.length ? [`           … ${count - leads.length}`] : [];
    return [title, ...leads, ...more].join('\n');
  });
  return (await Promise.all(kinds)).join('\n');
}

function toLine(
  { leadId, receivedAt, source, status, before, after }: z.infer<typeof Page>['differences'][number],
  language: Language,
): string {
  const sides = `${describeSide(before, language)} → ${describeSide(after, language)}`;
  return `           ${leadId}  ${receivedAt}  ${source}  ${status}  ${sides}`;
}

function describeSide({ outcome, reason, score, grade, pool }: z.infer<typeof Side>, language: Language) {
  if (outcome === 'rejected') return `${language === 'ru' ? 'отказ' : 'rejected'} ${reason ?? ''}`.trim();
  return `${grade ?? '—'} ${score ?? ''}${pool === undefined ? '' : ` ${pool}`}`;
}
