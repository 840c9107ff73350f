import * as z from 'zod/mini';

/** Asks for a replay that was ordered. What was ordered is in the table: rules do not travel in a queue. */
export const ReplayMessage = z.strictObject({
  v: z.literal(1),
  replayId: z.string().check(z.minLength(8), z.maxLength(64)),
});

export type ReplayMessage = z.infer<typeof ReplayMessage>;

/** Throws for a message of another version or shape: it must fail and become visible, never be ignored. */
export function parseReplayMessage(body: string): ReplayMessage {
  return ReplayMessage.parse(JSON.parse(body));
}
