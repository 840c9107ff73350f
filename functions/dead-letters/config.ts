import * as z from 'zod/mini';

export const DeadLettersConfig = z.object({
  LEADS_TABLE_NAME: z.string(),
});
