import * as z from 'zod/mini';

export const CounterpartyCheckConfig = z.object({
  LEADS_TABLE_NAME: z.string(),
  HANDOFFS_QUEUE_URL: z.string(),
  SECRETS_ID: z.string(),
  /** `loopback-too` lets outside systems live on this machine over plain HTTP; `public-only` refuses them. */
  OUTBOUND_ADDRESSES: z.enum(['public-only', 'loopback-too']),
});
