import * as z from 'zod/mini';

export const TelephonyConfig = z.object({
  LEADS_TABLE_NAME: z.string(),
  ASSIGNMENTS_QUEUE_URL: z.string(),
  /** Secrets Manager secret whose value is a JSON object, name to secret. */
  SECRETS_ID: z.string(),
  /** `loopback-too` lets outside systems live on this machine over plain HTTP; `public-only` refuses them. */
  OUTBOUND_ADDRESSES: z.enum(['public-only', 'loopback-too']),
});
