import * as z from 'zod/mini';

const EVENTS = ['accepted', 'declined', 'first-response', 'won', 'lost'] as const;

/** What another system tells of a lead: how its rep answered, that the client was reached, how it ended. */
export interface CrmNews {
  readonly leadId: string;
  readonly event: (typeof EVENTS)[number];
  /** A code or words, of `declined` and `lost`. */
  readonly reason?: string;
  /** When it happened; now where it is absent. */
  readonly at?: string;
}

export const SignedNews = z.object({
  leadId: z.string().check(z.minLength(1), z.maxLength(64)),
  event: z.enum(EVENTS),
  reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  at: z.optional(z.iso.datetime({ offset: true })),
});

/** Undefined, with the name of the first field at fault, for what is not ours to understand. */
export function readCrmNews(
  value: unknown,
):
  | { readonly outcome: 'news'; readonly news: CrmNews }
  | { readonly outcome: 'faulty'; readonly field: string } {
  const parsed = SignedNews.safeParse(value);
  if (!parsed.success) return { outcome: 'faulty', field: String(parsed.error.issues[0]?.path[0] ?? '') };
  const { leadId, event, reason, at } = parsed.data;
  return {
    outcome: 'news',
    news: {
      leadId,
      event,
      ...(reason === undefined ? {} : { reason }),
      ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    },
  };
}
