import * as z from 'zod/mini';
import type { Language } from '#shared/domain/language.ts';

/** What the API answers to an erasure. */
export const Receipt = z.object({
  id: z.string(),
  state: z.enum(['running', 'done']),
  at: z.string(),
  doneAt: z.nullable(z.string()),
  by: z.string(),
  reason: z.nullable(z.string()),
  leads: z.array(z.string()),
  erased: z.record(z.string(), z.number()),
  elsewhere: z.array(
    z.object({ lead: z.string(), destination: z.string(), externalId: z.nullable(z.string()) }),
  ),
  remains: z.array(z.object({ what: z.string(), until: z.nullable(z.string()), text: z.string() })),
  text: z.string(),
});

export type Receipt = z.infer<typeof Receipt>;

const WORDS = {
  receipt: { ru: 'Квитанция', en: 'Receipt' },
  leads: { ru: 'Заявки', en: 'Leads' },
  erased: { ru: 'Стёрто', en: 'Erased' },
  elsewhere: { ru: 'Сотрите сами', en: 'Erase yourself' },
  remains: { ru: 'Остаётся', en: 'Remains' },
  until: { ru: 'до', en: 'until' },
  unknown: { ru: 'номер неизвестен', en: 'id unknown' },
} as const;

/** The receipt for a terminal, or to be put into a file. */
export function printReceipt(receipt: Receipt, language: Language): string {
  const { id, at, doneAt, by, reason, leads, erased, elsewhere, remains, text } = receipt;
  const word = (name: keyof typeof WORDS) => WORDS[name][language];
  const counts = Object.entries(erased).map(([kind, count]) => `${kind} ${count}`);
  const parts: readonly string[] = [
    text,
    `${word('receipt')} ${id}  ${at} – ${doneAt ?? '…'}  ${by}${reason === null ? '' : `  «${reason}»`}`,
    ...(leads.length === 0 ? [] : [`${word('leads')}: ${leads.join(', ')}`]),
    ...(counts.length === 0 ? [] : [`${word('erased')}: ${counts.join(', ')}`]),
    ...elsewhere.map(
      ({ lead, destination, externalId }) =>
        `${word('elsewhere')}: ${destination} ${externalId ?? word('unknown')}  (${lead})`,
    ),
    ...remains.map(
      ({ text: what, until }) =>
        `${word('remains')}: ${what}${until === null ? '' : ` (${word('until')} ${until})`}`,
    ),
  ];
  return parts.join('\n');
}
