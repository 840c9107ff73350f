import * as z from 'zod/mini';

/** What every queue carries: an id to look up and why. No personal data ever travels in a queue. */
export const WorkMessage = z.strictObject({
  v: z.literal(1),
  leadId: z.string().check(z.minLength(8), z.maxLength(64)),
  reason: z.string().check(z.maxLength(40)),
});

export type WorkMessage = z.infer<typeof WorkMessage>;

/** Throws for a message of another version or shape: it must fail and become visible, never be ignored. */
export function parseWorkMessage(body: string): WorkMessage {
  return WorkMessage.parse(JSON.parse(body));
}

/** The lead a message is about, as far as one can tell; for messages that failed and may be malformed. */
export function leadIdOf(body: string): string | undefined {
  try {
    return parseWorkMessage(body).leadId;
  } catch {
    return undefined;
  }
}
