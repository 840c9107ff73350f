import * as z from 'zod/mini';

/** What every queue carries: an id to look up and why. No personal data ever travels in a queue. */
export const WorkMessage = z.strictObject({
  v: z.literal(1),
  leadId: z.string().check(z.minLength(8), z.maxLength(64)),
  reason: z.string().check(z.maxLength(40)),
});

export type WorkMessage = z.infer<typeof WorkMessage>;
