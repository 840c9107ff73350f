import * as z from 'zod/mini';

export const AssignmentConfig = z.object({
  LEADS_TABLE_NAME: z.string(),
  HANDOFFS_QUEUE_URL: z.string(),
  SECRETS_ID: z.string(),
});
