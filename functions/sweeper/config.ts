import * as z from 'zod/mini';

export const SweeperConfig = z.object({
  LEADS_TABLE_NAME: z.string(),
  ASSIGNMENTS_QUEUE_URL: z.string(),
  HANDOFFS_QUEUE_URL: z.string(),
  CHECKS_QUEUE_URL: z.string(),
  /** How long an arrival may be without an owner before the sweep steps in. */
  RESEND_AFTER_SECONDS: z.coerce.number(),
});
