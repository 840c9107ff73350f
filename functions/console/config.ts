import * as z from 'zod/mini';

export const ConsoleConfig = z.object({
  LEADS_TABLE_NAME: z.string(),
  ASSIGNMENTS_QUEUE_URL: z.string(),
  HANDOFFS_QUEUE_URL: z.string(),
  REPLAYS_QUEUE_URL: z.string(),
  SECRETS_ID: z.string(),
  OUTBOUND_ADDRESSES: z.enum(['public-only', 'loopback-too']),
});
