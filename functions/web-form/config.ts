import * as z from 'zod/mini';

export const WebFormConfig = z.object({
  LEADS_TABLE_NAME: z.string(),
  ASSIGNMENTS_QUEUE_URL: z.string(),
  /** Secrets Manager secret whose value is a JSON object, name to secret. */
  SECRETS_ID: z.string(),
});
